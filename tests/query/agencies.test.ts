import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { AgencyDirectory, loadAgencies, readAgencies, type AgencyEntry } from '../../src/query/index.js'

let entries: AgencyEntry[]
beforeAll(async () => {
  entries = await loadAgencies()
})

const PRINTED = [
  '行政院',
  '外交部',
  '教育部',
  '文化部',
  '經濟部',
  '衛生福利部',
  '科技部',
  '海洋委員會',
  '國家發展委員會',
  '行政院大陸委員會',
  '行政院環境保護署',
  '行政院農業委員會',
  '行政院原子能委員會',
  '行政院人事行政總處',
  '行政院主計總處',
  '行政院公共工程委員會',
  '公平交易委員會',
  '國立故宮博物院',
  '國軍退除役官兵輔導委員會',
  '金融監督管理委員會',
]
const directory = () => new AgencyDirectory(entries, PRINTED)

describe('resolve', () => {
  test.each([
    ['行政院大陸委員會', '行政院大陸委員會'],
    ['大陸委員會', '行政院大陸委員會'],
    ['陸委會', '行政院大陸委員會'],
    ['陆委会', '行政院大陸委員會'],
    [' 外 交 部 ', '外交部'],
    ['衛福部', '衛生福利部'],
    ['衛生署', '衛生福利部'],
    ['疾管局', '衛生福利部'],
    ['環保署', '行政院環境保護署'],
    ['環境部', '行政院環境保護署'],
    ['農業部', '行政院農業委員會'],
    ['農委會', '行政院農業委員會'],
    ['國科會', '科技部'],
    ['國家科學及技術委員會', '科技部'],
    ['核安會', '行政院原子能委員會'],
    ['文建會', '文化部'],
    ['海巡署', '海洋委員會'],
    ['體委會', '教育部'],
    ['人事總處', '行政院人事行政總處'],
    ['人事行政局', '行政院人事行政總處'],
    ['主計處', '行政院主計總處'],
    ['工程會', '行政院公共工程委員會'],
    ['公平會', '公平交易委員會'],
    ['故宮', '國立故宮博物院'],
    ['退輔會', '國軍退除役官兵輔導委員會'],
    ['行政院國軍退除役官兵輔導委員會', '國軍退除役官兵輔導委員會'],
    ['金管會', '金融監督管理委員會'],
    ['經建會', '國家發展委員會'],
    ['工業局', '經濟部'],
  ])('%s is printed as %s', (name, printed) => {
    expect(directory().resolve(name)).toEqual([printed])
  })

  test.each(['文化', '教育', '部', '', '火星部', '國科'])('%s is no agency', (name) => {
    expect(directory().resolve(name)).toEqual([])
    expect(directory().knows(name)).toBe(false)
  })

  test('gives every printed name of a lineage, in whichever name it is asked', () => {
    const years = new AgencyDirectory(entries, ['行政院國家科學委員會', '科技部', '國家科學及技術委員會'])
    for (const name of ['科技部', '國科會', '行政院國家科學委員會']) {
      expect(years.resolve(name)).toEqual(['行政院國家科學委員會', '科技部', '國家科學及技術委員會'])
    }
    expect(years.exactly('科技部')).toEqual(['科技部'])
  })

  test('of two agencies that became one, each leads to it but not to the other', () => {
    const years = new AgencyDirectory(entries, ['行政院經濟建設委員會', '行政院研究發展考核委員會', '國家發展委員會'])
    expect(years.resolve('國發會')).toHaveLength(3)
    expect(years.resolve('經建會')).toEqual(['行政院經濟建設委員會', '國家發展委員會'])
    expect(years.resolve('研考會')).toEqual(['行政院研究發展考核委員會', '國家發展委員會'])
  })

  test('a closed agency leads to those that took its work, not back', () => {
    const years = new AgencyDirectory(entries, ['行政院新聞局', '文化部', '外交部'])
    expect(years.resolve('新聞局')).toEqual(['行政院新聞局', '文化部', '外交部'])
    expect(years.resolve('文化部')).toEqual(['文化部'])
  })

  test('learns agencies that only the index knows', () => {
    const more = new AgencyDirectory(entries, ['行政院東部聯合服務中心', '教育部國家語文研究中心', '臺中市政府'])
    expect(more.resolve('東部聯合服務中心')).toEqual(['行政院東部聯合服務中心'])
    expect(more.resolve('國家語文研究中心')).toEqual(['教育部國家語文研究中心'])
    expect(more.resolve('台中市政府')).toEqual(['臺中市政府'])
    expect(more.find('查台中市政府的計畫')).toEqual([{ start: 1, end: 6, names: ['臺中市政府'] }])
  })
})

describe('find', () => {
  const named = (text: string) =>
    directory()
      .find(text)
      .map(({ start, end }) => text.slice(start, end))

  test.each([
    ['衛福部民國107年癌症防治', ['衛福部']],
    ['卫福部与环保署', ['卫福部', '环保署']],
    ['行政院大陸委員會的交流', ['行政院大陸委員會']],
    ['教育部和文化部', ['教育部', '文化部']],
    ['教育部分配經費', ['教育部']],
    ['教育部落實性別平等', ['教育部']],
    ['高等教育部分', []],
    ['原住民文化部落', []],
    ['經濟部門', []],
    ['土木工程會不會倒', []],
    ['工程會的採購', ['工程會']],
    ['公平會 聯合行為', ['公平會']],
    ['處理公平會更好', []],
    ['中央行政機關', []],
    ['央行 利率', ['央行']],
    ['北京故宮', []],
    ['文化教育經濟', []],
  ])('%s names %j', (text, names) => {
    expect(named(text)).toEqual(names)
  })
})

test('shortName gives the everyday name', () => {
  expect(directory().shortName('衛生福利部')).toBe('衛福部')
  expect(directory().shortName('行政院大陸委員會')).toBe('陸委會')
  expect(directory().shortName('公平交易委員會')).toBe('公平會')
  expect(directory().shortName('外交部')).toBe('外交部')
  expect(new AgencyDirectory(entries, ['行政院東部聯合服務中心']).shortName('行政院東部聯合服務中心')).toBe(
    '東部聯合服務中心',
  )
})

test('suggest gives printed names that are near', () => {
  expect(directory().suggest('外交')).toEqual(['外交部'])
  expect(directory().suggest('衛服部')[0]).toBe('衛生福利部')
  expect(directory().suggest('大陸委員')[0]).toBe('行政院大陸委員會')
  expect(directory().suggest('xyz')).toEqual([])
})

describe('data/agencies.json', () => {
  const json = readFileSync(new URL('../../data/agencies.json', import.meta.url), 'utf8')

  test('an everyday name of two agencies is one of the same lineage', () => {
    const all = new AgencyDirectory(
      entries,
      entries.map(({ name }) => name),
    )
    for (const { name, aliases = [] } of entries) {
      for (const alias of aliases) {
        const sharing = entries.filter((entry) => entry.aliases?.includes(alias))
        const lineage = all.resolve(name)
        for (const other of sharing) expect(lineage, `${alias} of ${name}`).toContain(other.name)
      }
    }
  })

  test('a predecessor ends no later than the agency that carries it on begins', () => {
    const byName = new Map(entries.map((entry) => [entry.name, entry]))
    for (const { name, since, predecessors = [] } of entries) {
      for (const predecessor of predecessors) {
        const { until } = byName.get(predecessor) ?? {}
        if (since !== undefined && until !== undefined && !name.includes('海巡署')) {
          expect(until, `${predecessor} → ${name}`).toBeLessThanOrEqual(since)
        }
      }
    }
  })

  test.each<[string, (file: { agencies: Record<string, unknown>[] }) => void]>([
    ['no name', ({ agencies }) => agencies.push({})],
    ['a name twice', ({ agencies }) => agencies.push({ name: '外交部' })],
    ['an unknown key', ({ agencies }) => agencies.push({ name: '甲', alias: ['乙'] })],
    ['an alias that is no list', ({ agencies }) => agencies.push({ name: '甲', aliases: '乙' })],
    ['an empty list', ({ agencies }) => agencies.push({ name: '甲', aliases: [] })],
    ['a year that is none', ({ agencies }) => agencies.push({ name: '甲', since: 107 })],
    ['an end before its beginning', ({ agencies }) => agencies.push({ name: '甲', since: 2014, until: 2013 })],
    ['a predecessor without an entry', ({ agencies }) => agencies.push({ name: '甲', predecessors: ['乙'] })],
    ['a parent without an entry', ({ agencies }) => agencies.push({ name: '甲', parent: '乙' })],
    [
      'predecessors in a circle',
      ({ agencies }) => agencies.push({ name: '甲', predecessors: ['乙'] }, { name: '乙', predecessors: ['甲'] }),
    ],
  ])('is refused with %s', (_what, damage) => {
    const file = { agencies: entries.map((entry): Record<string, unknown> => ({ ...entry })) }
    expect(readAgencies(json)).toEqual(entries)
    damage(file)
    expect(() => readAgencies(JSON.stringify(file))).toThrow(TypeError)
  })
})
