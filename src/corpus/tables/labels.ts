import { placedLines } from '../lines.js'
import { normalise } from '../normalise.js'
import type { Tracked } from '../tracked.js'
import type { KpiColumn, PlanColumn, TableKind } from './table.js'

/** What the label of a column says, by kind of table; the first that fits is taken. */
const PLAN_LABELS: readonly (readonly [PlanColumn, RegExp])[] = [
  ['kpi', /^(?:與|計畫與)?(?:KPI|關鍵績效指標).{0,4}$|^KPI關聯$/u],
  ['work', /^工作計畫(?:名稱)?$|^施政計畫名稱$|^業務別$/u],
  ['item', /^(?:重要|年度)?(?:施政)?計畫項目$|^重要計畫(?:名稱)?$|^重要施政項目$/u],
  ['category', /^計畫(?:類別|性質|類型)$|^類別$/u],
  ['content', /^(?:計畫|實施|執行|工作)內容(?:說明|摘要)?$|^實施要項$/u],
]

const KPI_LABELS: readonly (readonly [KpiColumn, RegExp])[] = [
  ['goal', /^(?:關鍵策略|共同性|年度施政|施政|策略)目標$/u],
  ['name', /^(?:關鍵績效|共同性|績效|衡量)指標(?:名稱)?$/u],
  ['system', /^評估體制$/u],
  ['method', /^評估方式$/u],
  ['measure', /^衡量標準$|^指標說明$/u],
  ['target', /^(?:\d{2,4})?年度目標值$|^目標值$/u],
  ['link', /^與?中長程(?:個案|施政)?計畫(?:之)?關聯$|^計畫關聯$/u],
  ['no', /^(?:編號|序號|項次)$/u],
]

/** Column that a label of a plan table names; null for other text. */
export function planColumn(label: string): PlanColumn | null {
  const key = labelKey(label)
  return PLAN_LABELS.find(([, pattern]) => pattern.test(key))?.[0] ?? null
}

/** Column that a label of a KPI table names; null for other text. */
export function kpiColumn(label: string): KpiColumn | null {
  const key = labelKey(label)
  return KPI_LABELS.find(([, pattern]) => pattern.test(key))?.[0] ?? null
}

function labelKey(label: string): string {
  return label.normalize('NFKC').replace(/[\s*]+/gu, '')
}

const KNOWN_LABELS = [
  '工作計畫名稱',
  '重要計畫項目',
  '計畫類別',
  '實施內容',
  '關鍵策略目標',
  '共同性目標',
  '關鍵績效指標',
  '共同性指標',
  '衡量標準',
  '年度目標值',
]

/** How many known column labels a text holds. */
export function labelsIn(text: string): number {
  const compact = text.replace(/\s+/gu, '')
  return KNOWN_LABELS.filter((label) => compact.includes(label)).length
}

/** Where a tab-separated table without a heading of its own begins in a text, and of what kind it is. */
export function tableStart(text: Tracked): { offset: number; kind: TableKind } | null {
  const lines = placedLines(text)
  for (const [i, { text: line, start }] of lines.entries()) {
    if (!line.text.includes('\t')) continue
    const below = lines.slice(i, i + 8).map((l) => normalise(l.text).text)
    const cells = line.text.trim().includes('\t') ? line.text.split('\t') : below
    const plan = new Set(cells.map(planColumn).filter((c) => c !== null)).size
    const kpi = new Set(cells.map(kpiColumn).filter((c) => c !== null)).size
    if (plan >= 2 && plan >= kpi) return { offset: start, kind: 'plan' }
    if (kpi >= 2) return { offset: start, kind: cells.some((c) => c.includes('共同性')) ? 'common-kpi' : 'kpi' }
  }
  return null
}
