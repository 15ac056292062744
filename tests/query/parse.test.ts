import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/limits.js'
import { FIELDS, MAX_PROBLEMS, OPERATORS, parseQuery, printQuery, type QueryNode } from '../../src/query/index.js'

/** The tree as a short text: w word, p phrase, n near; `=` exact; + and *, space and AND. */
function sketch(node: QueryNode): string {
  switch (node.type) {
    case 'all':
      return 'all'
    case 'word':
      return `${node.exact ? '=' : ''}${node.text}`
    case 'phrase':
      return `${node.exact ? '=' : ''}「${node.text}」`
    case 'near':
      return `near(${node.words.join(' ')} ~${node.distance})`
    case 'field':
      if (node.field === 'title') return `title(${sketch(node.node)})`
      if (node.field === 'year') return `year(${node.ranges.map(({ from, to }) => `${from}-${to}`).join(' ')})`
      if (node.field === 'kind') return `kind(${node.kinds.join(' ')})`
      return `${node.field}(${node.values.map(({ text, exact }) => (exact ? `=${text}` : text)).join(' ')})`
    case 'and':
      return `(${node.nodes.map(sketch).join(node.required ? ' AND ' : ' + ')})`
    case 'or':
      return `(${node.nodes.map(sketch).join(' OR ')})`
    case 'not':
      return `NOT ${sketch(node.node)}`
  }
}

const read = (text: string) => sketch(parseQuery(text).node)

describe('queries without slips', () => {
  test.each([
    // words
    ['新南向', '新南向'],
    ['新南向 人才', '(新南向 + 人才)'],
    ['新南向　人才', '(新南向 + 人才)'],
    ['住的公寓很舊，大地震會不會倒？', '(住的公寓很舊 + 大地震會不會倒)'],
    ['《海洋基本法》', '海洋基本法'],
    ['😀', '😀'],
    ['人', '人'],
    ['https://www.ey.gov.tw/', 'https://www.ey.gov.tw/'],
    ['經費 1,000 萬', '(經費 + 1,000 + 萬)'],
    // quotes of every kind, also in the middle of a text
    ['「新南向政策」', '「新南向政策」'],
    ['『新南向政策』', '「新南向政策」'],
    ['"新南向政策"', '「新南向政策」'],
    ['“新南向政策”', '「新南向政策」'],
    ['＂新南向政策＂', '「新南向政策」'],
    ['“新南向政策"', '「新南向政策」'],
    ['”新南向政策“', '「新南向政策」'],
    ['＂新南向政策”', '「新南向政策」'],
    ['推動「新南向」政策', '(推動 + 「新南向」 + 政策)'],
    ['「所謂『新南向』政策」', '「所謂『新南向』政策」'],
    ['"a \\"b\\" c"', '「a "b" c」'],
    ['「 新南向 政策 」', '「新南向 政策」'],
    // operators
    ['新南向 OR 東協', '(新南向 OR 東協)'],
    ['新南向 或 東協', '(新南向 OR 東協)'],
    ['新南向|東協', '(新南向 OR 東協)'],
    ['新南向 ｜ 東協', '(新南向 OR 東協)'],
    ['新南向 || 東協', '(新南向 OR 東協)'],
    ['新南向 AND 人才', '(新南向 AND 人才)'],
    ['新南向 且 人才', '(新南向 AND 人才)'],
    ['新南向&人才', '(新南向 AND 人才)'],
    ['能源 -核能', '(能源 + NOT 核能)'],
    ['能源 －核能', '(能源 + NOT 核能)'],
    ['能源 NOT 核能', '(能源 + NOT 核能)'],
    ['能源 排除 核能', '(能源 + NOT 核能)'],
    ['能源 ＮＯＴ 核能', '(能源 + NOT 核能)'],
    ['能源 -「核能 發電」', '(能源 + NOT 「核能 發電」)'],
    ['能源 -(核能 OR 煤)', '(能源 + NOT (核能 OR 煤))'],
    ['NOT NOT 能源', '能源'],
    ['a b OR c', '(a + (b OR c))'],
    ['a b AND c OR d', '(a + ((b AND c) OR d))'],
    ['(a b) OR c', '((a + b) OR c)'],
    ['（風力 OR 太陽能）補助', '((風力 OR 太陽能) + 補助)'],
    ['((a)) (b c)', '(a + b + c)'],
    // what only looks like an operator
    ['COVID-19 疫苗', '(COVID-19 + 疫苗)'],
    ['1-2', '1-2'],
    ['年度-year', '年度-year'],
    ['105-110年', '105-110年'],
    ['R&D 經費', '(R&D + 經費)'],
    ['新南向或東協', '新南向或東協'],
    ['投資障礙排除', '投資障礙排除'],
    ['地雷 排除', '(地雷 + 排除)'],
    ['時間:10:30', '時間:10:30'],
    ['\\OR', 'OR'],
    ['\\-5 度', '(-5 + 度)'],
    ['\\agency:x', 'agency:x'],
    ['a\\(b\\)', 'a(b)'],
    // proximity and exactness
    ['"新南向 人才"~20', 'near(新南向 人才 ~20)'],
    ['「新南向、人才」～２０', 'near(新南向 人才 ~20)'],
    ['=台灣', '=台灣'],
    ['＝台灣', '=台灣'],
    ['="台灣"', '=「台灣」'],
    ['能源 -=台灣', '(能源 + NOT =台灣)'],
    // fields
    ['agency:外交部', 'agency(外交部)'],
    ['AGENCY：外交部', 'agency(外交部)'],
    ['agency: a', 'agency(a)'],
    ['機關: 外交部 人才', '(agency(外交部) + 人才)'],
    ['部會：外交部、經濟部 人才', '(agency(外交部 經濟部) + 人才)'],
    ['機關：「外交部」,「經濟部」', 'agency(外交部 經濟部)'],
    ['agency:(外交部 OR 「經濟部」 僑委會)', 'agency(外交部 經濟部 僑委會)'],
    ['agency:外交部|經濟部', 'agency(外交部 經濟部)'],
    ['agency:外交部|year:107', '(agency(外交部) OR year(107-107))'],
    ['agency:=科技部', 'agency(=科技部)'],
    ['-agency:外交部', 'NOT agency(外交部)'],
    ['category:公共建設 類別：其他', '(category(公共建設) + category(其他))'],
    ['document:106-mofa', 'document(106-mofa)'],
    ['kind:計畫,KPI', 'kind(project kpi)'],
    ['種類：指標 kind:計劃', '(kind(kpi) + kind(project))'],
    ['title:新南向', 'title(新南向)'],
    ['標題：「新南向 政策」', 'title(「新南向 政策」)'],
    ['title:新南向、東協', 'title((新南向 OR 東協))'],
    ['title:(訓練 OR 培訓) 外交', '(title((訓練 OR 培訓)) + 外交)'],
    ['title:(訓練 -外交)', 'title((訓練 + NOT 外交))'],
    ['title:"新南向 人才"~5', 'title(near(新南向 人才 ~5))'],
    // years
    ['year:107', 'year(107-107)'],
    ['年度：民國107年', 'year(107-107)'],
    ['年度：107年度 人才', '(year(107-107) + 人才)'],
    ['year:2018', 'year(107-107)'],
    ['year:一百零七年', 'year(107-107)'],
    ['year:105..110', 'year(105-110)'],
    ['year:105-110', 'year(105-110)'],
    ['year:105~110', 'year(105-110)'],
    ['year:105～110', 'year(105-110)'],
    ['年度：105至110', 'year(105-110)'],
    ['year:105 - 110', 'year(105-110)'],
    ['year:2016-2021', 'year(105-110)'],
    ['year:2016-21', 'year(105-110)'],
    ['year:105,107,2020', 'year(105-105 107-107 109-109)'],
    ['year:>=107', 'year(107-199)'],
    ['year:>107', 'year(108-199)'],
    ['year:≤107', 'year(1-107)'],
    ['year:<2018', 'year(1-106)'],
    ['year:107..', 'year(107-199)'],
    ['year:..107', 'year(1-107)'],
  ])('%s', (text, tree) => {
    const { node, problems, ignored } = parseQuery(text)
    expect(sketch(node)).toBe(tree)
    expect(problems).toEqual([])
    expect(ignored).toEqual([])
  })
})

describe('slips are read in a sensible way, said, and mended', () => {
  test.each([
    ['「新南向', '「新南向」', '「新南向」'],
    ['"新南向 政策', '「新南向 政策」', '"新南向 政策"'],
    ['「新南向" 人才', '(「新南向」 + 人才)', '「新南向」 人才'],
    ['『新南向」人才', '(「新南向」 + 人才)', '『新南向』人才'],
    ['新南向」 人才', '(新南向 + 人才)', '新南向 人才'],
    ['新南向"', '新南向', '新南向'],
    ['(a OR b', '(a OR b)', '(a OR b)'],
    ['（a OR b', '(a OR b)', '（a OR b）'],
    ['a) b', '(a + b)', 'a b'],
    ['a OR', 'a', 'a'],
    ['OR a', 'a', 'a'],
    ['a -', 'a', 'a'],
    ['能源 - 核能', '(能源 + 核能)', '能源 -核能'],
    ['能源 --核能', '(能源 + 核能)', '能源 -核能'],
    ['「」 a', 'a', 'a'],
    ['() a', 'a', 'a'],
    ['= a', 'a', 'a'],
    ['"新南向"~20', '「新南向」', '"新南向"'],
    ['"新南向 人才"~', '「新南向 人才」', '"新南向 人才"~20'],
    ['"a b"~99999', 'near(a b ~1000)', '"a b"~1000'],
    ['agency:', 'all', undefined],
    ['agency: OR a', 'a', 'a'],
    ['year:110..105', 'year(105-110)', 'year:105..110'],
    ['year:abc 人才', '人才', undefined],
    ['year:300', 'all', undefined],
    ['year:107,abc', 'year(107-107)', undefined],
    ['kind:報告 人才', '人才', undefined],
    ['agancy:外交部', 'agancy:外交部', 'agency:外交部'],
    ['新南向 or 東協', '(新南向 + or + 東協)', '新南向 OR 東協'],
    ['title:(訓練 agency:外交部)', 'title(訓練)', 'title:(訓練 )'],
    ['agency:(外交部', 'agency(外交部)', 'agency:(外交部)'],
  ])('%s', (text, tree, suggestion) => {
    const { node, problems } = parseQuery(text)
    expect(sketch(node)).toBe(tree)
    expect(problems.length).toBeGreaterThan(0)
    for (const problem of problems) expect(problem.message).toMatch(/\p{Script=Han}/u)
    if (suggestion !== undefined) expect(problems[0]?.suggestion).toBe(suggestion)
  })
})

describe('problems', () => {
  test('stand where the slip is', () => {
    const text = '能源 year:abc 人才'
    const [problem] = parseQuery(text).problems
    expect(problem && text.slice(problem.start, problem.end)).toBe('abc')
    expect(parseQuery(text).ignored).toEqual([{ text: 'abc', reason: '不是年度' }])
  })

  test('are all mended by one suggestion, which reads the same and has no problem', () => {
    const parsed = parseQuery('「新南向 (人才 OR')
    expect(parsed.problems.map((problem) => problem.suggestion)).toEqual(['「新南向 (人才 OR」'])
    const several = parseQuery('能源) OR (「新南向')
    expect(several.problems.length).toBe(3)
    const suggestions = new Set(several.problems.map((problem) => problem.suggestion))
    expect([...suggestions]).toEqual(['能源 OR (「新南向」)'])
    const [suggestion = ''] = suggestions
    expect(parseQuery(suggestion).problems).toEqual([])
    expect(read(suggestion)).toBe(sketch(several.node))
  })

  test('of a page of slips are limited, and the last says that there are more', () => {
    const { problems } = parseQuery(') '.repeat(100))
    expect(problems).toHaveLength(MAX_PROBLEMS)
    expect(problems.at(-1)?.message).toContain('還有其他問題')
  })

  test('come with a tree that asks for nothing where only operators stand', () => {
    for (const text of ['OR', '- -', 'AND OR NOT', '()', '「」', '|&', '……', 'agency:']) {
      const { node, problems, ignored } = parseQuery(text)
      expect(node.type).toBe('all')
      expect(problems.length + ignored.length).toBeGreaterThan(text === '……' ? -1 : 0)
    }
  })

  test('are none in an empty query', () => {
    expect(parseQuery('  ')).toEqual({ text: '  ', node: { type: 'all', start: 0, end: 2 }, problems: [], ignored: [] })
  })
})

test('parentheses nested deeper than LIMITS.queryDepth are read flat, and said', () => {
  const nested = (depth: number) => `${'(a OR '.repeat(depth)}b${')'.repeat(depth)}`
  expect(parseQuery(nested(LIMITS.queryDepth)).problems).toEqual([])
  const { node, problems } = parseQuery(nested(LIMITS.queryDepth + 1))
  expect(problems).toHaveLength(1)
  expect(printQuery(node)).toContain('b')
})

describe('OPERATORS', () => {
  test('has every field', () => {
    for (const field of FIELDS) expect(OPERATORS.map(({ name }) => name)).toContain(`field:${field}`)
  })

  test.each(OPERATORS.map(({ name, example }) => [name, example]))('%s: the example %s parses', (_name, example) => {
    const { node, problems, ignored } = parseQuery(example)
    expect(node.type).not.toBe('all')
    expect(problems).toEqual([])
    expect(ignored).toEqual([])
  })
})
