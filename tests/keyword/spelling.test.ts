import { beforeAll, describe, expect, it } from 'vitest'
import { KeywordIndex, Spelling } from '../../src/keyword/index.js'
import type { PlanRecord } from '../../src/record.js'
import { createSegmenter, dictionaryWords, loadReadings } from '../../src/text/index.js'

const SENTENCES = [
  '強化登革熱防治工作，落實孳生源清除。',
  '辦理登革熱疫情監測及疫苗研發。',
  '保障原住民族權益，推動原住民就業。',
  '提升原住民教育品質。',
  '推動社會住宅興建，落實居住正義。',
  '社會住宅包租代管試辦計畫。',
  '提供社會住宅與租金補貼。',
  '落實環境影響評估制度。',
  '環境教育推廣。',
  '環境保護與永續發展。',
]
let spelling: Spelling
beforeAll(() => {
  const records = SENTENCES.map((text, i): PlanRecord => ({
    id: String(i),
    kind: 'goal',
    year: 107,
    agency: '行政院',
    title: text.slice(0, 8),
    text,
    section: [],
    source: { document: 'x', page: null, start: 0, end: 0, spans: [] },
    uncertain: false,
  }))
  const segmenter = createSegmenter()
  spelling = new Spelling(KeywordIndex.build(records, segmenter), loadReadings(), segmenter, dictionaryWords())
})

describe('spelling', () => {
  it.each([
    ['登格熱', '登格熱', '登革熱', 'sound'],
    ['登格热', '登格热', '登革熱', 'sound'],
    ['如何預防登隔熱', '登隔熱', '登革熱', 'sound'],
    ['原著民就業', '原著民', '原住民', 'sound'],
    ['社會住宇', '社會住宇', '社會住宅', 'character'],
    ['社會主宅補助', '社會主宅', '社會住宅', 'sound'],
    ['環鏡教育', '環鏡', '環境', 'sound'],
  ])('in %s takes %s for %s', (query, from, to, by) => {
    expect(spelling.suggest(query)).toEqual([
      expect.objectContaining({ from, to, by, start: query.indexOf(from), end: query.indexOf(from) + from.length }),
    ])
  })

  it.each([
    '登革熱',
    '原住民就業',
    '社會住宅',
    '新南向政策',
    '落實',
    'WTO 107年',
    '房子',
    '沒人照顧怎麼辦',
    '高齡駕駛',
    '',
    '𠮷𠮷𠮷',
  ])('leaves %s alone', (query) => {
    expect(spelling.suggest(query)).toEqual([])
  })

  it('mends several words of one query', () => {
    expect(spelling.suggest('原著民登格熱').map((s) => s.to)).toEqual(['原住民', '登革熱'])
  })
})
