import { createHash } from 'node:crypto'
import type {
  GoalRecord,
  GuidelineRecord,
  KpiRecord,
  PlanRecord,
  ProjectRecord,
  Range,
  RecordSource,
} from '../record.js'
import { pageAt, type Page } from './pages.js'
import { mergeSpans, type Tracked } from './tracked.js'

/** A record before it has its id. */
export type RecordDraft =
  Omit<ProjectRecord, 'id'> | Omit<KpiRecord, 'id'> | Omit<GoalRecord, 'id'> | Omit<GuidelineRecord, 'id'>

/** What records of one document share. */
export interface Origin {
  document: string
  /** Decoded text of the document. */
  source: string
  pages: readonly Page[]
}

/**
 * Where texts stand. `main` says on which page the record begins and ends, unless `pages` tells it;
 * `others` are fields read from elsewhere, such as the cell that spans the row.
 */
export function sourceOf(
  origin: Origin,
  main: Tracked,
  others: readonly Tracked[] = [],
  pages?: { first: string | null; last: string | null },
): RecordSource {
  const spans = bridge(
    [main, ...others].flatMap((t) => t.spans()),
    origin.source,
  )
  const first = pages?.first ?? (main.length > 0 ? pageAt(origin.pages, main.at(0)) : null)
  const last = pages?.last ?? (main.length > 0 ? pageAt(origin.pages, main.at(main.length - 1)) : null)
  return {
    document: origin.document,
    page: first,
    ...(last !== null && last !== first ? { lastPage: last } : {}),
    start: spans[0]?.[0] ?? 0,
    end: spans.at(-1)?.[1] ?? 0,
    spans,
  }
}

/** Merges ranges with nothing but white space between them. */
function bridge(spans: readonly Range[], source: string): Range[] {
  const bridged: [number, number][] = []
  for (const [start, end] of mergeSpans(spans)) {
    const last = bridged.at(-1)
    if (last && source.slice(last[1], start).trim() === '') last[1] = end
    else bridged.push([start, end])
  }
  return bridged
}

/**
 * Gives ids that stay the same when the document is indexed again: document, kind, and a hash of what the record says.
 * Records that say exactly the same are numbered.
 */
export function withIds(drafts: readonly RecordDraft[]): PlanRecord[] {
  const seen = new Map<string, number>()
  return drafts.map((draft) => {
    const hash = createHash('sha256')
      .update(JSON.stringify(identity(draft)))
      .digest('hex')
      .slice(0, 10)
    const id = `${draft.source.document}-${draft.kind}-${hash}`
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return { id: count === 1 ? id : `${id}-${count}`, ...draft }
  })
}

function identity(draft: RecordDraft): unknown[] {
  const shared = [draft.agency, draft.year, draft.kind, draft.section, draft.title, draft.text]
  if (draft.kind === 'project') return [...shared, draft.work, draft.category, draft.kpis]
  if (draft.kind === 'kpi') return [...shared, draft.goal, draft.target, draft.common]
  return shared
}
