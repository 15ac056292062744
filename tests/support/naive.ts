import { keywordFields, TEXT_FIELDS } from '../../src/keyword/index.js'
import type { PlanRecord } from '../../src/record.js'
import { foldText } from '../../src/text/index.js'

/** The texts of a record that a phrase may stand in: one a field, the headings one by one. */
export function naiveTexts(record: PlanRecord): string[] {
  const fields = keywordFields(record)
  return [...TEXT_FIELDS.filter((f) => f !== 'section').map((f) => fields[f]), ...record.section]
}

/**
 * Ids of the records that hold the phrase, by looking through every record. One Han character alone is compared in its
 * own script (臺 is 台 but not 檯), longer phrases across scripts, as the query language says.
 */
export function naiveScan(records: readonly PlanRecord[], phrase: string): string[] {
  const script = /^\p{Script=Han}$/u.test(foldText(phrase)) ? 'kept' : 'merged'
  const needle = foldText(phrase, script)
  return records.filter((r) => naiveTexts(r).some((text) => foldText(text, script).includes(needle))).map((r) => r.id)
}
