import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/limits.js'
import { RECORD_KINDS } from '../../src/record.js'
import { isSearchable } from '../../src/query/characters.js'
import { allOf, anyOf, noneOf, walk, type QueryNode } from '../../src/query/node.js'
import { nearWords, parseQuery } from '../../src/query/parse.js'
import { printQuery } from '../../src/query/print.js'
import { bare } from './bare.js'

const AT = { start: 0, end: 0 }

/** Text that is rich in what means something to the parser. */
const SIGNS = [
  ...Array.from('「」『』"“”＂()（）|｜&＆-－=＝~～:：,，、.。\\　 \t<>'),
  '..',
  '>=',
  '~20',
  '=',
  ' -',
  ' OR ',
  ' AND ',
  ' NOT ',
  ' 排除 ',
  ' 或 ',
  ' 且 ',
]
const WORDS = [
  '新南向',
  '人才',
  'COVID-19',
  'R&D',
  '107',
  '105..110',
  '2016-2021',
  'OR',
  '或',
  '😀',
  '👨‍👩‍👧',
  'e\u0301',
  '\ud800',
  '\udc00',
  '年',
]
const NAMES = ['agency:', 'year:', 'kind:', 'category:', 'title:', 'document:', '機關：', '年度:', '標題：(']
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const queryText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

const anyText = fc.oneof(queryText, fc.string({ unit: 'grapheme' }), fc.constantFrom(...WORDS))
const word = fc
  .record({ text: anyText.filter((text) => text !== ''), exact: fc.boolean() })
  .map((w): QueryNode => ({ type: 'word', ...w, ...AT }))
const trimmed = anyText.map((text) => text.trim()).filter((text) => text !== '')
const phrase = fc
  .record({ text: trimmed, exact: fc.boolean() })
  .map((p): QueryNode => ({ type: 'phrase', ...p, ...AT }))
const near = fc
  .record({ text: anyText, distance: fc.nat(1000), exact: fc.boolean() })
  .map(({ text, distance, exact }) => ({ words: nearWords(text), distance, exact }))
  .filter(({ words }) => words.length > 1)
  .map((n): QueryNode => ({ type: 'near', ...n, ...AT }))
const year = fc.integer({ min: 1, max: 199 })
const ranges = fc.array(
  fc.tuple(year, year).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  { minLength: 1, maxLength: 4 },
)
const values = fc.array(fc.record({ text: trimmed, exact: fc.boolean() }), { minLength: 1, maxLength: 3 })
const field: fc.Arbitrary<QueryNode> = fc.oneof(
  fc
    .record({ field: fc.constantFrom('agency' as const, 'category' as const, 'document' as const), values })
    .map((f): QueryNode => ({ type: 'field', ...f, ...AT })),
  ranges.map((r): QueryNode => ({ type: 'field', field: 'year', ranges: r, ...AT })),
  fc
    .uniqueArray(fc.constantFrom(...RECORD_KINDS), { minLength: 1 })
    .map((kinds): QueryNode => ({ type: 'field', field: 'kind', kinds, ...AT })),
)
const textNode = fc.oneof(word, phrase, near)

function combine(leaf: fc.Arbitrary<QueryNode>): fc.Arbitrary<QueryNode> {
  return fc.letrec<{ tree: QueryNode }>((tie) => {
    const some = fc.array(tie('tree'), { minLength: 2, maxLength: 4 })
    return {
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        leaf,
        fc.tuple(some, fc.boolean()).map(([nodes, required]) => allOf(nodes, required, AT)),
        some.map((nodes) => anyOf(nodes, AT)),
        tie('tree').map((node) => noneOf(node, AT)),
      ),
    }
  }).tree
}
const titleField = combine(textNode).map((node): QueryNode => ({ type: 'field', field: 'title', node, ...AT }))
const tree = combine(fc.oneof(textNode, field, titleField))

/** Parentheses around parentheses in what is printed: at most one for each and, or and title. */
function depth(node: QueryNode): number {
  switch (node.type) {
    case 'and':
    case 'or':
      return 1 + Math.max(...node.nodes.map(depth))
    case 'not':
      return depth(node.node)
    case 'field':
      return node.field === 'title' ? 1 + depth(node.node) : 0
    case 'all':
    case 'word':
    case 'phrase':
    case 'near':
      return 0
  }
}

describe('printQuery', () => {
  test('a random query parses to a tree that is printed and parsed to the same tree, without problems', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { node } = parseQuery(text)
        const printed = printQuery(node)
        const again = parseQuery(printed)
        expect(bare(again.node), printed).toEqual(bare(node))
        expect(again.problems, printed).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test('a random tree is printed and parsed to the same tree, without problems', () => {
    fc.assert(
      fc.property(tree, (node) => {
        fc.pre(depth(node) <= LIMITS.queryDepth)
        const printed = printQuery(node)
        const again = parseQuery(printed)
        expect(bare(again.node), printed).toEqual(bare(node))
        expect(again.problems, printed).toEqual([])
        expect(again.ignored, printed).toEqual([])
      }),
      { numRuns: 600 },
    )
  })
})

describe('parseQuery', () => {
  test('every node stands inside the query, and inside the node around it', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { node, problems } = parseQuery(text)
        for (const { node: inner } of walk(node)) {
          expect(inner.start).toBeGreaterThanOrEqual(0)
          expect(inner.end).toBeLessThanOrEqual(text.length)
          expect(inner.start).toBeLessThanOrEqual(inner.end)
          if (inner.type === 'and' || inner.type === 'or') {
            for (const child of inner.nodes) {
              expect(child.start).toBeGreaterThanOrEqual(inner.start)
              expect(child.end).toBeLessThanOrEqual(inner.end)
            }
          }
        }
        for (const problem of problems) {
          expect(problem.start).toBeGreaterThanOrEqual(0)
          expect(problem.end).toBeGreaterThanOrEqual(problem.start)
          expect(problem.end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('the corrected query of a single slip has none', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { problems } = parseQuery(text)
        const [only] = problems
        fc.pre(problems.length === 1 && only?.suggestion !== undefined)
        expect(parseQuery(only.suggestion).problems).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('a query without a tree that asks for anything says why, if it held anything to look for', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { node, problems, ignored } = parseQuery(text)
        if (node.type === 'all' && isSearchable(text)) expect(problems.length + ignored.length).toBeGreaterThan(0)
      }),
    )
  })

  test.each([
    ['words', '新南向 '],
    ['open quotes', '「'],
    ['quotes of two kinds', '「"'],
    ['closing quotes', '」'],
    ['escaped quotes', '「\\」"'],
    ['parentheses', '('],
    ['closing parentheses', ')'],
    ['hyphens', '-'],
    ['excluded hyphens', ' -'],
    ['NOT', 'NOT '],
    ['OR', 'OR '],
    ['a OR b', 'a OR '],
    ['fields', 'agency:'],
    ['titles', 'title:('],
    ['values', 'year:107,'],
    ['one long list', ','],
    ['years and white space', 'year:(107 '],
    ['quotes with distances', '"a b"~'],
    ['backslashes', '\\'],
    ['equals', '='],
    ['colons', ':'],
    ['emoji', '😀'],
  ])('10,000 characters of %s take less than 50 ms', (_name, unit) => {
    const text = unit.repeat(Math.ceil(10_000 / unit.length))
    parseQuery(text)
    // Processor time, so that other work on the machine does not count.
    const times = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      printQuery(parseQuery(text).node)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000
    })
    expect(Math.min(...times)).toBeLessThan(50)
  })
})
