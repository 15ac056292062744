import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPages, pageAt } from '../../src/corpus/pages.js'

const FILLER = '以每年編列涵括1-2館處館舍購置計畫，106-109年完成，99-102年度辦理'

describe('pages', () => {
  it('finds the labels of the flattened document, chapter by chapter', () => {
    const { pages, labels } = findPages(readFileSync('seeds/107-executive-yuan.txt', 'utf8'))
    expect(pages).toHaveLength(438)
    expect(labels).toHaveLength(438)
    expect(pages.filter((p) => p.label.startsWith('1-')).map((p) => p.label)).toEqual(
      Array.from({ length: 18 }, (_, i) => `1-${i + 1}`),
    )
    expect(pages.at(-1)?.label).toBe('34-3')
  })

  it.each(['099-mofa', '105-mac', '106-mofa', '110-mofa'])(
    '%s tells no pages, whatever its figures look like',
    (id) => {
      const source = readFileSync(`seeds/${id}.txt`, 'utf8')
      const { pages, body } = findPages(source)
      expect(pages).toEqual([])
      expect(body.text).toBe(source)
    },
  )

  it('takes labels out of any text by their sequence, and nothing else', () => {
    const chapters = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 4 })
    const ends = fc.constantFrom('。', '，', '年', '提升效率', '107')
    const starts = fc.constantFrom('', '壹、', '（一）', '5項')
    fc.assert(
      fc.property(chapters, ends, starts, (lengths, end, start) => {
        fc.pre(lengths.reduce((a, b) => a + b, 0) >= 3)
        let source = ''
        let rest = ''
        const wanted: string[] = []
        lengths.forEach((length, chapter) => {
          for (let page = 1; page <= length; page++) {
            const text = `${start}${FILLER}${end}`
            const label = `${chapter + 1}-${page}`
            wanted.push(label)
            rest += text
            source += text + label
          }
        })
        const { pages, body } = findPages(source)
        expect(pages.map((p) => p.label)).toEqual(wanted)
        // A digit before or behind a label leaves more than one reading of where it ends.
        if (!/\d/u.test(end + start)) expect(body.text).toBe(rest)
        for (const page of pages) expect(pageAt(pages, page.start)).toBe(page.label)
      }),
    )
  })

  it('takes numbers alone on a line as pages where they count up through the whole text', () => {
    const text = [1, 2, 3, 4].map((n) => `${FILLER}\n${FILLER}\n ${n} \n`).join('')
    expect(findPages(text).pages.map((p) => p.label)).toEqual(['1', '2', '3', '4'])
    expect(findPages(text).body.text).not.toMatch(/^\s*\d\s*$/mu)
  })

  it('numbers the pages that form feeds part', () => {
    const { pages, body } = findPages('甲頁\f乙頁')
    expect(pages).toEqual([
      { label: '1', start: 0, end: 3 },
      { label: '2', start: 3, end: 6 },
    ])
    expect(body.text).toBe('甲頁\n乙頁')
    expect(pageAt(pages, 4)).toBe('2')
  })
})
