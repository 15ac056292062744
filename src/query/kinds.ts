import { RECORD_KINDS, type RecordKind } from '../record.js'

/** What each kind is called. The first is its everyday name, used in messages. */
export const KIND_NAMES: Readonly<Record<RecordKind, readonly [string, ...string[]]>> = {
  project: ['計畫', '計畫項目', '重要計畫', '重要計畫項目', '施政計畫', 'projects', 'plan', 'plans', 'item'],
  kpi: ['指標', '績效指標', '關鍵績效指標', '共同性指標', '衡量指標', 'kpis', 'indicator', 'indicators'],
  goal: ['目標', '施政目標', '策略目標', '關鍵策略目標', '策略', 'goals'],
  guideline: ['方針', '施政方針', 'guidelines'],
}

/** What kinds may be called, for error messages. */
export const KIND_FORMS = RECORD_KINDS.map((kind) => `${kind}（${KIND_NAMES[kind][0]}）`).join('、')

const KIND_OF_NAME = new Map<string, RecordKind>()
for (const kind of RECORD_KINDS) for (const name of [kind, ...KIND_NAMES[kind]]) KIND_OF_NAME.set(name, kind)

/** The kind of that name, in English or Chinese (also 計劃), in any case and width. */
export function kindNamed(name: string): RecordKind | undefined {
  return KIND_OF_NAME.get(
    name
      .trim()
      .normalize('NFKC')
      .toLowerCase()
      .replace(/計[劃划]|计[划劃]/g, '計畫'),
  )
}
