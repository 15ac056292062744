import { FIELDS, type FieldName } from './node.js'

/** What an operator is written with, and an example for the help page and the documentation. */
export interface Operator {
  name:
    | 'words'
    | 'phrase'
    | 'or'
    | 'and'
    | 'not'
    | 'group'
    | 'near'
    | 'exact'
    | 'escape'
    | `field:${FieldName}`
    | 'list'
    | 'range'
  /** Every way to write it. */
  spellings: readonly string[]
  example: string
  /** One line in Chinese for the help page. */
  help: string
}

/** Names of the fields. The first is the one that `printQuery` writes. Case and width do not matter. */
export const FIELD_NAMES: Readonly<Record<FieldName, readonly [string, ...string[]]>> = {
  agency: ['agency', '機關', '部會', '機構', '單位'],
  year: ['year', '年度', '年份', '年'],
  kind: ['kind', '種類', '類型'],
  category: ['category', '類別', '計畫類別'],
  title: ['title', '標題', '名稱'],
  document: ['document', '文件', 'doc'],
}

/** The query language in one table; the documentation and the help page are tested against it. */
export const OPERATORS: readonly Operator[] = [
  {
    name: 'words',
    spellings: [],
    example: '離岸風力 漁民',
    help: '以空格分開的詞都會找，符合得最好的排在前面',
  },
  {
    name: 'phrase',
    spellings: ['「」', '『』', '""', '“”', '＂＂'],
    example: '「新南向政策」',
    help: '引號裡的字必須原樣出現',
  },
  { name: 'or', spellings: ['OR', '或', '|', '｜'], example: '新南向 OR 東協', help: '任一個出現即可' },
  { name: 'and', spellings: ['AND', '且', '&', '＆'], example: '長照 AND 人力', help: '兩邊都必須出現' },
  {
    name: 'not',
    spellings: ['-', '－', 'NOT', '排除'],
    example: '能源 -核能',
    help: '排除含有這個字的結果；「-」前面要有空格，後面不空格',
  },
  { name: 'group', spellings: ['()', '（）'], example: '(風力 OR 太陽能) 補助', help: '括號裡的先算' },
  {
    name: 'near',
    spellings: ['~', '～'],
    example: '"新南向 人才"~20',
    help: '這些詞彼此相隔不超過這麼多個字，順序不拘',
  },
  { name: 'exact', spellings: ['=', '＝'], example: '=台灣', help: '字形照打的找，不把「台」「臺」視為同一個字' },
  {
    name: 'escape',
    spellings: ['\\'],
    example: '\\OR',
    help: '下一個字元當作一般文字，不當作運算符號',
  },
  {
    name: 'field:agency',
    spellings: FIELD_NAMES.agency.map((name) => `${name}:`),
    example: '新南向 agency:外交部,經濟部',
    help: '只找這些機關，簡稱、舊名與新名都可以',
  },
  {
    name: 'field:year',
    spellings: FIELD_NAMES.year.map((name) => `${name}:`),
    example: '年度：107',
    help: '只找這些年度，民國或西元皆可',
  },
  {
    name: 'field:kind',
    spellings: FIELD_NAMES.kind.map((name) => `${name}:`),
    example: 'kind:指標',
    help: '只找計畫、指標、目標或方針',
  },
  {
    name: 'field:category',
    spellings: FIELD_NAMES.category.map((name) => `${name}:`),
    example: '類別：公共建設',
    help: '只找這個計畫類別',
  },
  {
    name: 'field:title',
    spellings: FIELD_NAMES.title.map((name) => `${name}:`),
    example: 'title:(訓練 OR 培訓)',
    help: '只在標題裡找',
  },
  {
    name: 'field:document',
    spellings: FIELD_NAMES.document.map((name) => `${name}:`),
    example: 'document:106-mofa',
    help: '只找這份文件',
  },
  {
    name: 'list',
    spellings: [',', '，', '、'],
    example: '機關：「外交部」、「僑務委員會」',
    help: '同一欄位的幾個值，任一個即可；也可以寫在括號裡',
  },
  {
    name: 'range',
    spellings: ['..', '-', '~', '至', '到', '>=', '<=', '>', '<'],
    example: 'year:105..110',
    help: '年度的範圍，含頭尾兩年；也可以寫成 >=107',
  },
]

const FIELD_OF_NAME = new Map<string, FieldName>()
for (const [field, names] of Object.entries(FIELD_NAMES) as [FieldName, readonly string[]][])
  for (const name of names) FIELD_OF_NAME.set(name, field)

/** Longest name of a field, in characters. */
export const LONGEST_FIELD_NAME = Math.max(...Array.from(FIELD_OF_NAME.keys(), (name) => name.length))

/** The field of that name, in any case and width. */
export function fieldNamed(name: string): FieldName | undefined {
  return FIELD_OF_NAME.get(name.normalize('NFKC').toLowerCase())
}

/** The English field whose name `name` nearly is: one letter off, in longer names two. */
export function fieldLike(name: string): FieldName | undefined {
  const word = name.normalize('NFKC').toLowerCase()
  if (!/^[a-z]{4,10}$/.test(word) || FIELD_OF_NAME.has(word)) return undefined
  const allowed = word.length < 6 ? 1 : 2
  return FIELDS.find((field) => editDistance(word, field) <= allowed)
}

/** Levenshtein distance: letters to add, take away or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** What an operator word means that stands alone between white space. */
export type OperatorWord = 'or' | 'and' | 'not'

const OPERATOR_WORDS = new Map<string, OperatorWord>([
  ['OR', 'or'],
  ['或', 'or'],
  ['AND', 'and'],
  ['且', 'and'],
  ['NOT', 'not'],
  ['排除', 'not'],
])

/** Words that a person may have meant as operators; they are not. */
export const LOWER_CASE_OPERATORS: ReadonlySet<string> = new Set(['or', 'and', 'not'])

/** The operator that a whole word is: `OR` in capitals, 或, 且, 排除; in any width. */
export function operatorWord(word: string): OperatorWord | undefined {
  return OPERATOR_WORDS.get(word.normalize('NFKC'))
}
