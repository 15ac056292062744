import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTexts } from '../../src/web/layout/compare.js'
import { overviewOf } from '../../src/web/layout/overview.js'
import { pointAt, splitPoints } from '../../src/web/layout/points.js'
import { relatedRecords } from '../../src/web/layout/related.js'
import { merged, segments } from '../../src/web/layout/segments.js'
import { sourceView } from '../../src/web/layout/source-view.js'
import { targetSeries } from '../../src/web/layout/targets.js'
import { kpi, later, project, webData } from './fixture.js'

const marksOf = (text: string) => splitPoints(text).map((point) => `${'>'.repeat(point.level)}${point.mark}`)

describe('points of a text', () => {
  it('are found with their depth', () => {
    const text =
      '一、深化參與中美洲銀行之合作計畫。二、輔導國內NGO與國際接軌：(一)積極輔導協助。(二)鼓勵我國內NGO爭取。三、其他。'
    expect(marksOf(text)).toEqual(['>一、', '>二、', '>>(一)', '>>(二)', '>三、'])
  })

  it('may begin after an introduction and in full-width digits', () => {
    expect(marksOf('辦理下列事項：１、補助。２、督導。')).toEqual(['', '>１、', '>２、'])
  })

  it.each([
    '第一、二階段並行推動，於107年完成。',
    '投入3.5億元，辦理第1、2期工程。',
    '依行政院（五）核定本辦理。',
    '提升一、三級產業之連結。',
  ])('are none in 「%s」', (text) => {
    expect(splitPoints(text)).toEqual([{ id: 'p1', level: 0, mark: '', start: 0, end: text.length }])
  })

  it('go on where a text begins in the middle of a list', () => {
    expect(marksOf('三、持續推動。四、檢討修正。')).toEqual(['>三、', '>四、'])
  })

  it('cover any text without gaps', () => {
    const parts = fc.constantFrom(
      '一、',
      '二、',
      '（一）',
      '(2)',
      '1.',
      '①',
      '辦理。',
      '：',
      '\n',
      '推動',
      '十二、',
      '',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
        const text = words.join('')
        const points = splitPoints(text)
        expect(points.map((point) => text.slice(point.start, point.end)).join('')).toBe(text)
        expect(points.map((point) => point.id)).toEqual(points.map((_, index) => `p${index + 1}`))
        for (const point of points.slice(0, -1)) expect(pointAt(points, point.start)).toBe(point)
      }),
    )
  })
})

describe('segments', () => {
  const range = fc.tuple(fc.nat(40), fc.nat(40))

  it('are the text, and marked exactly where a range is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(range, { maxLength: 6 }), (text, ranges) => {
        const parts = segments(text, ranges)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        const marked = parts.flatMap((part) => Array.from({ length: part.text.length }, () => part.marked))
        const wanted = Array.from({ length: text.length }, (_, at) =>
          ranges.some(([from, to]) => at >= from && at < to),
        )
        expect(marked).toEqual(wanted)
      }),
    )
  })

  it('stay within a slice', () => {
    expect(segments('零一二三四五', [[1, 4]], 2, 6)).toEqual([
      { text: '二三', marked: true },
      { text: '四五', marked: false },
    ])
  })

  it('are merged where they overlap or touch', () => {
    expect(merged([[4, 6], [0, 2], [2, 3], [5, 9], [7, 7]])).toEqual([[0, 3], [4, 9]]) // prettier-ignore
  })
})

describe('a passage in its source', () => {
  it('shows every marked character and says how much is left out', () => {
    const text = `${'前'.repeat(500)}甲${'間'.repeat(900)}乙${'後'.repeat(500)}`
    const view = sourceView(text, { document: 'd', page: null, start: 500, end: 1402, spans: [[500, 501], [1401, 1402]] }) // prettier-ignore
    expect(view.parts.filter((part) => part.marked).map((part) => part.text)).toEqual(['甲', '乙'])
    const shown = view.parts.reduce((sum, part) => sum + part.text.length + part.omitted, 0)
    expect(view.cutBefore + view.before.length + shown + view.after.length + view.cutAfter).toBe(text.length)
    expect(view.parts.some((part) => part.omitted > 0)).toBe(true)
  })

  it('survives places beyond the text', () => {
    const view = sourceView('短', { document: 'd', page: null, start: 10, end: 20, spans: [[10, 20]] })
    expect(view).toMatchObject({ before: '短', after: '', parts: [] })
  })
})

describe('compared texts', () => {
  const at = (text: string, ranges: readonly (readonly [number, number])[]) =>
    ranges.map(([start, end]) => text.slice(start, end))

  it('mark what is shared, wherever it stands, and what is not', () => {
    const one = '推動雙邊合作計畫。辦理青年交流。'
    const other = '辦理青年交流。洽簽租稅協定。'
    const [first, second] = compareTexts([one, other])
    expect(at(one, first?.common ?? [])).toEqual(['辦理青年交流。'])
    expect(at(one, first?.different ?? [])).toEqual(['推動雙邊合作計畫'])
    expect(at(other, second?.different ?? [])).toEqual(['洽簽租稅協定'])
  })

  it('take spacing and width for no difference', () => {
    const [first] = compareTexts(['鼓勵國際 NGO 在臺成立', '鼓勵國際ＮＧＯ在臺成立'])
    expect(first?.different).toEqual([])
  })

  it('are common only where all hold them', () => {
    const texts = ['推動雙邊合作甲', '推動雙邊合作乙', '別的內容']
    expect(compareTexts(texts)[0]?.common).toEqual([])
  })

  it('never mark a place as both', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '，'), maxLength: 12 }), { maxLength: 4 }),
        (texts) => {
          for (const { common, different } of compareTexts(texts)) {
            for (const [start, end] of common) {
              expect(different.some(([from, to]) => from < end && to > start)).toBe(false)
            }
          }
        },
      ),
    )
  })
})

describe('the overview', () => {
  it('tells a year without a plan from a plan without the word', async () => {
    const trends = await webData({ records: [project] }).trends({ q: '' })
    const overview = overviewOf(trends, [
      { agency: '外交部', year: 106, records: 1 },
      { agency: '外交部', year: 107, records: 1 },
    ])
    expect(overview.years).toEqual([106, 107, 110])
    expect(overview.agencies).toEqual([{ name: '外交部', counts: [1, 0, null], total: 1 }])
    expect(overview.yearTotals).toEqual([1, 0, 0])
  })
})

describe('related records', () => {
  it('are the indicators that a plan item names', () => {
    const { kpis, goalNames } = relatedRecords(project, [project, kpi])
    expect(goalNames).toEqual(['一鞏固我與邦交國外交關係'])
    expect(kpis.map(({ name, record }) => [name, record?.id])).toEqual([
      ['我與友邦合作計畫執行項數', kpi.id],
      ['推動以人為本之「新南向政策」，深化與相關國家全方位關係', undefined],
    ])
  })

  it('are the plan items and the goal of an indicator', () => {
    const goal = {
      ...later,
      kind: 'goal' as const,
      id: 'g',
      title: '（一）持續推動',
      section: ['一、鞏固我與邦交國外交關係'],
    }
    const { projects, goals } = relatedRecords(kpi, [project, kpi, goal])
    expect(projects).toEqual([project])
    expect(goals).toEqual([goal])
  })
})

describe('targets over the years', () => {
  it('are the first number of each target, with the target as printed', () => {
    const series = targetSeries([
      { ...kpi, year: 110, target: '１,２００件' },
      { ...kpi, year: 106, target: '95.5%' },
      { ...kpi, year: 107, target: '完成' },
      project,
    ])
    expect(series).toEqual([
      { year: 106, printed: '95.5%', value: 95.5 },
      { year: 110, printed: '１,２００件', value: 1200 },
    ])
  })
})
