import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/limits.js'
import { FIELD_NAMES, OPERATORS, parseQuery } from '../../src/query/index.js'

const doc = readFileSync(new URL('../../docs/query-language.md', import.meta.url), 'utf8')
const [rules = '', slips = ''] = doc.split('## Slips')
/** First cells of the tables and what stands in code anywhere: a query where it is more than a sign. */
const codes = (text: string) =>
  Array.from(text.matchAll(/(?<!`)`([^`\n]+)`(?!`)/gu), (match) => (match[1] ?? '').replaceAll('\\|', '|'))

describe('docs/query-language.md', () => {
  test.each(OPERATORS.map((operator) => [operator.name, operator]))(
    'has the example and every spelling of %s',
    (_name, operator) => {
      expect(codes(rules)).toContain(operator.example)
      for (const spelling of operator.spellings) {
        if (operator.name === 'range') expect(rules).toContain(spelling)
        else expect(codes(rules)).toContain(spelling)
      }
    },
  )

  const signs = new Set([
    ...OPERATORS.flatMap(({ spellings }) => spellings),
    ...Object.values(FIELD_NAMES).flat(),
    ...['q', 'shizheng search', ':', '：', '。', '？', '《》'],
  ])
  const examples = [...new Set(codes(rules))].filter((code) => !signs.has(code))

  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(40)
  })

  test.each(examples)('%s parses without problems', (example) => {
    const { node, problems, ignored } = parseQuery(example)
    expect(problems).toEqual([])
    expect(ignored).toEqual([])
    expect(node.type).not.toBe('all')
  })

  test.each(Array.from(slips.matchAll(/``([^`]+)``/gu), (match) => [match[1] ?? '']))('%s is a slip', (example) => {
    const { node, problems } = parseQuery(example)
    expect(problems.length).toBeGreaterThan(0)
    expect(node.type).not.toBe('all')
  })

  test('gives the limits', () => {
    expect(slips).toContain(`up to ${LIMITS.queryDepth} deep`)
    expect(slips).toContain(`${LIMITS.queryLength.toLocaleString('en')} characters`)
  })
})
