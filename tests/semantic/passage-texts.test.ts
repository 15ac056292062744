import { describe, expect, it } from 'vitest'
import type { GoalRecord, KpiRecord, PlanRecord, ProjectRecord } from '../../src/record.js'
import { passageTexts } from '../../src/semantic/index.js'
import { splitPassages } from '../../src/text/index.js'

const base = {
  id: 'x',
  year: 107,
  agency: '行政院農業委員會',
  title: '農作物天然災害保險之推動',
  text: '一、每年保費補助費用。二、開發保險費補助系統。三、辦理農作物天然災害保險之相關研究。',
  section: ['貳、年度重要計畫', '一、農業保險'],
  source: { document: 'd', page: null, start: 0, end: 1, spans: [] },
  uncertain: false,
}
const project: ProjectRecord = {
  ...base,
  kind: 'project',
  work: '農糧管理',
  category: '社會發展',
  kpis: ['保險覆蓋率'],
}
const kpi: KpiRecord = {
  ...base,
  kind: 'kpi',
  goal: '一保障農民收益',
  measure: base.text,
  target: '10%',
  method: '統計數據',
  system: '1',
  link: '',
  common: false,
}
const goal: GoalRecord = { ...base, kind: 'goal' }

describe('the texts of a record that are embedded', () => {
  it.each<[string, PlanRecord, string]>([
    ['project', project, ''],
    ['kpi', kpi, '一保障農民收益。'],
    ['goal', goal, '一、農業保險。'],
  ])('hold title, context and text, but nothing that a filter answers for: %s', (_, record, context) => {
    const { whole } = passageTexts(record)
    expect(whole).toBe(`${record.title}。${record.title}。${context}${record.text}`)
    for (const left of [record.agency, '社會發展', '農糧管理', '107']) expect(whole).not.toContain(left)
  })

  it('give a point for each passage that the record shows, in the same order, and the title', () => {
    const { points } = passageTexts(project)
    const ranges = splitPassages(project.text)
    expect(points).toEqual([...ranges.map(([start, end]) => project.text.slice(start, end)), project.title])
    expect(points.length).toBeGreaterThanOrEqual(4)
  })

  it('take a record without text', () => {
    expect(passageTexts({ ...project, text: '' })).toEqual({
      whole: `${project.title}。${project.title}`,
      points: [project.title],
    })
  })
})
