import { readFileSync } from 'node:fs'
import type { PlanRecord } from '../../src/record.js'
import { splitPassages } from '../../src/text/index.js'

const SEEDS = ['105-mac', '106-mofa', '107-executive-yuan', '099-mofa', '110-mofa']

/** Text of a seed document. */
export function seedText(name: string): string {
  return readFileSync(new URL(`../../seeds/${name}.txt`, import.meta.url), 'utf8')
}

/**
 * Records with real text and every field filled, without the readers: passages of the documents stand for the texts,
 * their neighbours for the other fields.
 */
export function passageRecords(limit = Infinity): PlanRecord[] {
  return SEEDS.flatMap((document): PlanRecord[] => {
    const text = seedText(document)
    const year = Number(document.slice(0, 3))
    const passages = splitPassages(text).map(([start, end]) => ({ start, end, text: text.slice(start, end).trim() }))
    return passages.map(({ start, end, text: passage }, i): PlanRecord => {
      const neighbour = (k: number) => passages[(i + k) % passages.length]?.text.slice(0, 20) ?? ''
      const base = {
        id: `${document}-${i}`,
        year,
        agency: document.endsWith('mofa') ? '外交部' : document === '105-mac' ? '行政院大陸委員會' : '行政院',
        title: passage.slice(0, 16),
        text: passage,
        section: [neighbour(1), neighbour(2)],
        source: { document, page: null, start, end, spans: [[start, end]] as [number, number][] },
        uncertain: false,
      }
      if (i % 3 === 0) return { ...base, kind: 'goal' }
      if (i % 3 === 1) {
        return { ...base, kind: 'project', work: neighbour(3), category: '其它', kpis: [neighbour(4), neighbour(5)] }
      }
      return {
        ...base,
        kind: 'kpi',
        goal: neighbour(3),
        measure: passage,
        target: neighbour(4),
        method: '統計數據',
        system: '1',
        link: neighbour(5),
        common: false,
      }
    })
  })
    .filter((_, i, all) => i % Math.max(1, Math.ceil(all.length / limit)) === 0)
    .slice(0, limit)
}
