import type { PlanRecord } from '../../record.js'

/** A year's target of an indicator, as printed and as a number. */
export interface Target {
  year: number
  printed: string
  value: number
}

/**
 * Targets over the years, ascending: the first number of each target as printed (「95人次」 is 95, 「1,200件」 1200),
 * since a target is a quantity with its unit. Years whose target holds no number are left out.
 */
export function targetSeries(records: readonly PlanRecord[]): Target[] {
  const targets: Target[] = []
  for (const record of records) {
    if (record.kind !== 'kpi') continue
    const value = firstNumber(record.target)
    if (value !== undefined) targets.push({ year: record.year, printed: record.target, value })
  }
  return targets.sort((a, b) => a.year - b.year)
}

function firstNumber(text: string): number | undefined {
  const match = /\d[\d,]*(?:\.\d+)?/.exec(text.normalize('NFKC'))
  return match === null ? undefined : Number(match[0].replaceAll(',', ''))
}
