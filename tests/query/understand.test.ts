import { beforeAll, describe, expect, test } from 'vitest'
import { AgencyDirectory, loadAgencies, parseQuery, understand } from '../../src/query/index.js'

let directory: AgencyDirectory
beforeAll(async () => {
  directory = new AgencyDirectory(await loadAgencies(), [
    '外交部',
    '經濟部',
    '法務部',
    '衛生福利部',
    '科技部',
    '國家科學及技術委員會',
  ])
})

const read = (text: string) =>
  understand(parseQuery(text), directory).map((part) => `${part.text}→${part.values.join(',')}`)

test.each([
  ['衛福部民國107年癌症防治', ['衛福部→衛生福利部', '民國107年→107']],
  ['2010年外交部的訓練', ['2010年→99', '外交部→外交部']],
  ['外交部 107年度 新南向', ['外交部→外交部', '107年度→107']],
  ['外交部2018新南向', ['外交部→外交部', '2018→107']],
  ['新南向 2016-2018', ['2016-2018→105,106,107']],
  ['新南向 105年到107年', ['105年到107年→105,106,107']],
  ['一百零七年的國科會', ['一百零七年→107', '國科會→科技部,國家科學及技術委員會']],
  ['民國 107 年', ['民國 107 年→107']],
  ['經濟部公共建設類的淹水治理', ['經濟部→經濟部', '公共建設類→公共建設']],
  ['法務部科技發展類別的鑑識', ['法務部→法務部', '科技發展類別→科技發展']],
  ['其他類的計畫', ['其他類→其它']],
  ['外交部KPI', ['外交部→外交部', 'KPI→kpi']],
  ['107年施政方針', ['107年→107', '施政方針→guideline']],
])('%s', (text, parts) => {
  expect(read(text)).toEqual(parts)
})

test.each([
  '3年內完成',
  '十年長照',
  '107 人',
  '2018元',
  '2018 件',
  'COVID-2019',
  'ISO2018',
  '第2018號',
  '12018',
  '2018.5',
  '其他疾病',
  '科技發展基金會',
  '陸委會',
  '教育部分',
  '績效指標化管理',
])('%s names nothing', (text) => {
  expect(read(text)).toEqual([])
})

describe('only plain wanted words are looked at', () => {
  test.each([
    '「外交部」',
    '-外交部',
    'NOT (外交部 OR 經濟部)',
    '=外交部',
    'agency:外交部',
    'title:外交部',
    'title:(外交部 OR 經濟部)',
  ])('%s', (text) => {
    expect(read(text)).toEqual([])
  })

  test('and places are in the query', () => {
    const text = '「新南向」 衛福部 （107年 OR 108年）'
    for (const part of understand(parseQuery(text), directory)) expect(text.slice(part.start, part.end)).toBe(part.text)
    expect(read(text)).toEqual(['衛福部→衛生福利部', '107年→107', '108年→108'])
  })
})
