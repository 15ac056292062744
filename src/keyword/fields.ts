import type { PlanRecord } from '../record.js'

/**
 * The fields that are "the record's text": a phrase finds a record where one of them holds it. 衡量標準 is the text of a
 * KPI. Not among them: agency and year (they have filters of their own), 評估方式 and 評估體制 (codes of the form).
 */
export const TEXT_FIELDS = ['title', 'text', 'work', 'goal', 'category', 'kpis', 'target', 'link', 'section'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** The fields that ranking looks at. */
export const KEYWORD_FIELDS = [...TEXT_FIELDS, 'agency'] as const
export type KeywordField = (typeof KEYWORD_FIELDS)[number]
export type KeywordDocument = Record<KeywordField, string>

/** Between headings of a section, which are printed apart: folding drops it, so it must not be folded with them. */
const HEADING_SEPARATOR = '\n'

/** The fields of a record as texts; empty where the record has no such field. kpis are joined by 、, headings by a line break. */
export function keywordFields(record: PlanRecord): KeywordDocument {
  const project = record.kind === 'project' ? record : undefined
  const kpi = record.kind === 'kpi' ? record : undefined
  return {
    title: record.title,
    text: record.text,
    work: project?.work ?? '',
    goal: kpi?.goal ?? '',
    category: project?.category ?? '',
    kpis: project?.kpis.join('、') ?? '',
    target: kpi?.target ?? '',
    link: kpi?.link ?? '',
    section: record.section.join(HEADING_SEPARATOR),
    agency: record.agency,
  }
}

/** A stretch of a field within which a phrase may stand. */
export interface Stretch {
  field: TextField
  text: string
  /** Where it begins in the field's text as `keywordFields` gives it. */
  offset: number
}

/** The text of a record in stretches, none of them empty: a field each, a section one for every heading. */
export function textStretches(record: PlanRecord): Stretch[] {
  const fields = keywordFields(record)
  return TEXT_FIELDS.flatMap((field) => {
    let offset = 0
    return (field === 'section' ? record.section : [fields[field]]).flatMap((text): Stretch[] => {
      const stretch = { field, text, offset }
      offset += text.length + HEADING_SEPARATOR.length
      return text === '' ? [] : [stretch]
    })
  })
}
