import type { PlanRecord } from '../record.js'
import { splitPassages } from '../text/index.js'

export interface PassageTexts {
  /** What stands for the record as a whole. */
  whole: string
  /** Its passages, one for each range that `splitPassages(record.text)` gives, in that order. */
  points: string[]
}

/**
 * What of a record is embedded. The whole is its title, the headings that tell what it is about, and its text; agency,
 * year and category are left out, since filters and words answer for them and they would make all items of an agency
 * alike. A passage stands alone: the title before it would make all passages of a record alike.
 */
export function passageTexts(record: PlanRecord): PassageTexts {
  const parts = [record.title, ...context(record), record.text]
  return {
    whole: parts.filter((part, i) => part !== '' && parts.indexOf(part) === i).join('。'),
    points: splitPassages(record.text).map(([start, end]) => record.text.slice(start, end)),
  }
}

function context(record: PlanRecord): string[] {
  switch (record.kind) {
    case 'project':
      return [record.work]
    case 'kpi':
      return [record.goal]
    case 'goal':
    case 'guideline':
      return record.section.slice(-1)
  }
}
