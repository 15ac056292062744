import type { KpiRecord, PlanRecord } from '../../record.js'

/** Records that a record names, or that name it, within the plan of the same agency and year. */
export interface Related {
  /** For each name under 與KPI關聯, in order, its KPI record where the plan holds one. */
  kpis: { name: string; record: KpiRecord | undefined }[]
  /** The goals that those indicators measure, as printed, each once. */
  goalNames: string[]
  /** The goal's own points, of a KPI. */
  goals: PlanRecord[]
  /** Plan items that name this KPI. */
  projects: PlanRecord[]
}

/** @param plan all records of the record's agency and year */
export function relatedRecords(record: PlanRecord, plan: readonly PlanRecord[]): Related {
  const none: Related = { kpis: [], goalNames: [], goals: [], projects: [] }
  if (record.kind === 'project') {
    const named = new Map<string, KpiRecord>()
    for (const other of plan)
      if (other.kind === 'kpi' && !named.has(bare(other.title))) named.set(bare(other.title), other)
    const kpis = record.kpis.map((name) => ({ name, record: named.get(bare(name)) }))
    const goalNames = new Set(kpis.flatMap((kpi) => kpi.record?.goal ?? []).filter((goal) => goal !== ''))
    return { ...none, kpis, goalNames: [...goalNames] }
  }
  if (record.kind === 'kpi') {
    const goal = bare(record.goal)
    const title = bare(record.title)
    return {
      ...none,
      goals: goal === '' ? [] : plan.filter((other) => other.kind === 'goal' && headings(other).includes(goal)),
      projects: plan.filter((other) => other.kind === 'project' && other.kpis.some((name) => bare(name) === title)),
    }
  }
  return none
}

function headings(record: PlanRecord): string[] {
  return [record.title, ...record.section].map(bare)
}

/** A heading without its numeral, punctuation and spacing: 一鞏固我與邦交國外交關係 and 一、鞏固我與邦交國外交關係 are one. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^[\s(]*[一二三四五六七八九十]+[\s)、.]*/u, '')
    .replace(/[\s\p{P}]/gu, '')
}
