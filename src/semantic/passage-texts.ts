import type { PlanRecord } from '../record.js'
import { splitPassages } from '../text/index.js'

export interface PassageTexts {
  /** What stands for the record as a whole. */
  whole: string
  /**
   * What may answer a query by itself: the record's passages, one for each range that `splitPassages(record.text)`
   * gives, in that order, and last its title.
   */
  points: string[]
}

/**
 * What of a record is embedded. The whole is its title, twice, since it says best what the record is about, what stands
 * above it, and its text; agency, year and category are left out, since filters and words answer for them and they would
 * make all items of an agency alike, and so is the 工作計畫 of a plan item, which many items share. A passage stands
 * alone: the title before it would make all passages of a record alike. Measured in models/shizheng-ngram/README.md.
 */
export function passageTexts(record: PlanRecord): PassageTexts {
  return {
    whole: [record.title, record.title, ...context(record), record.text].filter((part) => part !== '').join('。'),
    points: [...splitPassages(record.text).map(([start, end]) => record.text.slice(start, end)), record.title],
  }
}

function context(record: PlanRecord): string[] {
  switch (record.kind) {
    case 'project':
      return []
    case 'kpi':
      return [record.goal]
    case 'goal':
    case 'guideline':
      return record.section.slice(-1)
  }
}
