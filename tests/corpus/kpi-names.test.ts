import { describe, expect, it } from 'vitest'
import { splitKpiNames } from '../../src/corpus/kpi-names.js'

const KNOWN = [
  '辦理座談、研討、宣講、記者會、接見各界訪賓等各類宣導溝通活動',
  '落實協議執行',
  '推動與他國簽訂雙邊協議（含經貿、關務）',
]

describe('names of KPIs in one cell', () => {
  it.each([
    ['', []],
    ['落實協議執行', ['落實協議執行']],
    [`落實協議執行、${KNOWN[0] ?? ''}`, ['落實協議執行', KNOWN[0]]],
    [`${KNOWN[0] ?? ''}、落實協議執行`, [KNOWN[0], '落實協議執行']],
    [`未列名之指標、${KNOWN[0] ?? ''}`, ['未列名之指標', KNOWN[0]]],
    ['推動與他國簽訂雙邊協議(含經貿、關務)、落實協議執行', ['推動與他國簽訂雙邊協議(含經貿、關務)', '落實協議執行']],
    ['甲指標（如乙、丙）、丁指標', ['甲指標（如乙、丙）', '丁指標']],
  ])('%j', (cell, names) => {
    expect(splitKpiNames(cell, KNOWN)).toEqual(names)
  })
})
