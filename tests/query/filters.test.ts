import { beforeAll, describe, expect, test } from 'vitest'
import { ShizhengError } from '../../src/errors.js'
import { LIMITS } from '../../src/limits.js'
import {
  AgencyDirectory,
  fieldProblems,
  loadAgencies,
  parseFilters,
  parseMode,
  parseQuery,
  parseSort,
  type FilterParameters,
} from '../../src/query/index.js'

let directory: AgencyDirectory
beforeAll(async () => {
  directory = new AgencyDirectory(await loadAgencies(), [
    '外交部',
    '行政院大陸委員會',
    '科技部',
    '國家科學及技術委員會',
  ])
})
const known = { categories: ['社會發展', '科技發展', '其它'], documents: ['105-mac', '106-mofa'] }

test.each<[FilterParameters, unknown]>([
  [{}, {}],
  [{ kind: undefined, agency: [], year: '' }, {}],
  [{ kind: 'project' }, { kind: ['project'] }],
  [{ kind: ['計畫', 'KPI,目標'] }, { kind: ['project', 'kpi', 'goal'] }],
  [{ kind: '方針、方針' }, { kind: ['guideline'] }],
  [{ year: '107' }, { year: [107] }],
  [{ year: ['2018', '民國108年'] }, { year: [107, 108] }],
  [{ year: '105-107,2021' }, { year: [105, 106, 107, 110] }],
  [{ year: '105..106' }, { year: [105, 106] }],
  [{ agency: '陸委會' }, { agency: ['行政院大陸委員會'] }],
  [{ agency: '外交部,陸委會' }, { agency: ['外交部', '行政院大陸委員會'] }],
  [{ agency: '國科會' }, { agency: ['科技部', '國家科學及技術委員會'] }],
  [{ agency: '=科技部' }, { agency: ['科技部'] }],
  [{ category: '其他' }, { category: ['其它'] }],
  [{ category: '社会发展' }, { category: ['社會發展'] }],
  [{ document: '106-MOFA' }, { document: ['106-mofa'] }],
  [{ agency: '-陸委會' }, { exclude: { agency: ['行政院大陸委員會'] } }],
  [
    { kind: '計畫', year: '!107' },
    { kind: ['project'], exclude: { year: [107] } },
  ],
])('%j', (parameters, filters) => {
  expect(parseFilters(parameters, directory, known)).toEqual(filters)
})

describe('a value that the index cannot have', () => {
  test.each<[FilterParameters, string, RegExp]>([
    [{ kind: 'report' }, 'kind', /report.*project（計畫）/u],
    [{ year: 'abc' }, 'year', /abc.*2016-2021/u],
    [{ year: '300' }, 'year', /300/u],
    [{ year: '-' }, 'year', /107/u],
    [{ agency: '外交布' }, 'agency', /沒有機關「外交布」.*外交部/u],
    [{ agency: '數位發展部' }, 'agency', /索引裡沒有「數位發展部」/u],
    [{ agency: '=國科會' }, 'agency', /國科會/u],
    [{ category: '觀光' }, 'category', /社會發展、科技發展、其它/u],
    [{ document: '108' }, 'document', /105-mac/u],
    [{ year: Array.from({ length: LIMITS.filterValues + 1 }, () => '107') }, 'year', /最多/u],
  ])('%j is refused', (parameters, parameter, message) => {
    const error = (() => {
      try {
        return parseFilters(parameters, directory, known)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(ShizhengError)
    expect(error).toMatchObject({ code: 'bad-option', details: { parameter } })
    expect(String(error)).toMatch(message)
  })

  test('mode and sort say what they take', () => {
    expect(parseMode('semantic')).toBe('semantic')
    expect(parseMode(undefined)).toBeUndefined()
    expect(parseSort('year-desc')).toBe('year-desc')
    expect(() => parseMode('fuzzy')).toThrow(/hybrid、keyword、semantic/u)
    expect(() => parseSort('date')).toThrow(/relevance/u)
  })
})

describe('fieldProblems', () => {
  test('names values that the index does not hold, with the nearest one', () => {
    const text = '人才 agency:外交布,陸委會 category:觀光 document:106-mofa'
    const problems = fieldProblems(parseQuery(text), directory, known)
    expect(problems.map(({ start, end }) => text.slice(start, end))).toEqual(['agency:外交布,陸委會', 'category:觀光'])
    expect(problems[0]?.suggestion).toBe('人才 agency:外交部,陸委會 category:觀光 document:106-mofa')
    expect(problems[1]?.message).toContain('社會發展')
  })

  test('has nothing to say about those that it does', () => {
    expect(fieldProblems(parseQuery('機關：國科會 agency:=科技部 類別：其他 kind:kpi'), directory, known)).toEqual([])
  })
})
