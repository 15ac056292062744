/**
 * The vocabulary that every folder shares: what can be found, cited and compared.
 *
 * Offsets are UTF-16 code units, as JavaScript strings count; ranges are half-open `[start, end)`.
 */

/** A half-open range `[start, end)` in UTF-16 code units of the text it is said to belong to. */
export type Range = readonly [start: number, end: number]

/**
 * guideline: a point of the 施政方針. goal: a point of 施政目標及策略. kpi: a row of 關鍵績效指標 or 共同性指標.
 * project: a row of 重要計畫, what users call a plan item.
 */
export const RECORD_KINDS = ['project', 'kpi', 'goal', 'guideline'] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Where a record stands in its document. */
export interface RecordSource {
  /** Id of the document (its file name without the extension). */
  document: string
  /** Page on which the record begins, as printed (`3-7`) or numbered; null where the document tells no pages. */
  page: string | null
  /** Page on which it ends, where that is another one. */
  lastPage?: string
  /** First and last place in the decoded source text, `[start, end)`. */
  start: number
  end: number
  /**
   * The ranges of the decoded source text that the record's fields were read from, ascending and not overlapping.
   * A row of an interleaved table has many, since other cells' fragments stand between its own.
   */
  spans: Range[]
}

interface RecordBase {
  /** URL-safe and stable: the same document indexed again gives the same ids. */
  id: string
  /** Republic of China year (107 is 2018). */
  year: number
  /** As printed in the document, e.g. 行政院大陸委員會. */
  agency: string
  /** project: 重要計畫項目. kpi: name of the 指標. goal and guideline: the heading or first words. */
  title: string
  /** The clean passage for reading and quoting: cells' lines joined, no layout white space. */
  text: string
  /** Headings above the record, outermost first. */
  section: string[]
  source: RecordSource
  /** True where the reading of the source was not certain. */
  uncertain: boolean
}

export interface ProjectRecord extends RecordBase {
  kind: 'project'
  /** 工作計畫名稱; empty where the table has none. */
  work: string
  /** 計畫類別 as printed, e.g. 社會發展, 其它; empty where the table has no such column. */
  category: string
  /** Names under 與KPI關聯, in order. */
  kpis: string[]
}

export interface KpiRecord extends RecordBase {
  kind: 'kpi'
  /** The goal it measures, as printed, with its numeral: 一鞏固我與邦交國外交關係. */
  goal: string
  /** 衡量標準, the same as `text`. */
  measure: string
  /** 年度目標值 */
  target: string
  /** 評估方式, e.g. 統計數據 */
  method: string
  /** 評估體制, its code digit as printed */
  system: string
  /** 與中長程個案計畫關聯; empty where the table has no such column. */
  link: string
  /** True for a 共同性指標, one that every agency carries. */
  common: boolean
}

export interface GoalRecord extends RecordBase {
  kind: 'goal'
}

export interface GuidelineRecord extends RecordBase {
  kind: 'guideline'
}

export type PlanRecord = ProjectRecord | KpiRecord | GoalRecord | GuidelineRecord

/** A source document as it was read, with what is known about it. */
export interface DocumentInfo {
  /** File name without its extension: `107-executive-yuan`. URL-safe. */
  id: string
  /** File name in the seeds folder. */
  file: string
  title: string
  /** Agency that published it. */
  publisher: string
  year: number
  /** SHA-256 of the file's bytes, hexadecimal. */
  sha256: string
  /** Address where it was published, where known. */
  url?: string
  /** Length of the decoded text in UTF-16 code units. */
  characters: number
  /** Agencies whose plans it holds, in its order. */
  agencies: string[]
  /** Labels of its pages in order, with where each begins in the decoded text; empty where it tells no pages. */
  pages: { label: string; start: number; end: number }[]
}
