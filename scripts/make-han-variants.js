/**
 * Makes src/text/han-variants.ts, the table by which search takes different ways of writing a character as one.
 *
 *   npm install --no-save opencc-js@1.4.2
 *   node scripts/make-han-variants.js
 *
 * Sources: the character tables of OpenCC (Apache-2.0) as opencc-js packs them, and the short lists below, which add
 * what OpenCC leaves out. The notice stands in data/README.md.
 */
import { writeFileSync } from 'node:fs'
import { format } from 'prettier'

/** Printed forms of one character, the usual one in Taiwan first. */
const PRINTED_FORMS =
  '青靑 清淸 鄉鄕 既旣 衛衞 敘敍 舉擧 姊姉 廠厰 黑黒 吳吴呉 呂吕 戶戸 換换 寬寛 搖揺 遙遥 謠謡 瑤瑶 彥彦 顏顔 俞兪 敕勅 效効 攜携 ' +
  '考攷 村邨 毗毘 碗椀盌 杯盃 溪谿 鐵鉄 灣湾 濟済 經経 學斈 汙污 啟啓 券劵 冰氷 瓶甁缾 雁鴈 堤隄 查査 步歩 涉渉 德徳 增増 ' +
  '教敎 真眞 值値 慎愼 鎮鎭 填塡 顛顚 郎郞 即卽 概槪 溉漑 絕絶 剝剥 尚尙 麼麽 晚晩 冊册 姍姗 拋抛 淚涙 研硏 屏屛 餅餠 吞呑 ' +
  '告吿 別别 船舩 鉛鈆 歷歴 曆暦 豬猪 貓猫 剎刹 羨羡 揭掲 渴渇 恥耻 鬱欝 鹽塩 煙烟 岳嶽 群羣 台臺坮 峰峯 著着 裡裏 線綫 雞鷄 眾衆 ' +
  '床牀 秘祕 廁厠 匯滙 鉤鈎 竊窃 並竝 姦奸 巷衖 粽糉 鏽銹 繡綉 蔥葱 窗窓窻牕 蹤踪 館舘 恤卹 榮栄 營営 島嶋嶌 爐炉 蘆芦 驢馿'

/**
 * Characters that Taiwan's official texts use for each other, or whose Simplified form depends on the word
 * (計畫 and 計劃, 瞭解 and 了解). They are one for search, but two where a query is a single character.
 */
const INTERCHANGED = '畫劃 了瞭 借藉 回迴 仿倣 愈癒 嘆歎 欲慾 煙菸 台臺 占佔 布佈'

const dictionary = async (name) => {
  const { default: packed } = await import(`opencc-js/dict/${name}`)
  return packed.split('|').map((entry) => entry.split(' '))
}
const toSimplified = new Map(await dictionary('TSCharacters'))
const toTraditional = new Map(await dictionary('STCharacters'))

/** Characters that OpenCC writes in Traditional text: those that its phrases or its characters come out as. */
const traditional = new Set([...toTraditional.values()].filter((c) => toSimplified.has(c)))
for (const [, phrase] of await dictionary('STPhrases')) for (const c of phrase) traditional.add(c)

/** Map.groupBy, which Node 20 lacks. */
function groupBy(values, key) {
  const groups = new Map()
  for (const v of values) groups.set(key(v), [...(groups.get(key(v)) ?? []), v])
  return groups
}

class Sets {
  parents = new Map()
  find(c) {
    const parent = this.parents.get(c)
    return parent === undefined ? c : this.find(parent)
  }
  /** Puts `b` and all that is with it under `a`. */
  join(a, b) {
    const [x, y] = [this.find(a), this.find(b)]
    if (x !== y) this.parents.set(y, x)
  }
}

// 1. Printed forms: the same character to any reader of Traditional text.
const printed = new Sets()
for (const forms of PRINTED_FORMS.split(' ')) for (const c of [...forms].slice(1)) printed.join([...forms][0], c)
for (const name of ['TWVariants', 'HKVariants']) {
  for (const [standard, local] of await dictionary(name)) {
    if (name === 'TWVariants') printed.join(local, standard)
    else if (printed.find(local) !== printed.find(standard)) printed.join(standard, local)
  }
}
for (const [modern, old] of await dictionary('JPShinjitaiCharacters')) {
  if (traditional.has(modern) !== traditional.has(old)) {
    if (traditional.has(old)) printed.join(old, modern)
    else printed.join(modern, old)
  }
}
for (const [t, s] of toSimplified) {
  const standard = toTraditional.get(s)
  if (!traditional.has(t) && standard !== undefined) printed.join(standard, t)
}
// A Simplified character that stands for one Traditional character only is a printed form of it.
const sources = groupBy(
  [...toSimplified].filter(([t]) => traditional.has(t)),
  ([, s]) => s,
)
for (const [s, pairs] of sources) {
  const roots = new Set(pairs.map(([t]) => printed.find(t)))
  if (roots.size === 1 && !traditional.has(s)) printed.join([...roots][0], s)
}

// 2. For search: Traditional with its Simplified form, and what is used interchangeably.
const searched = new Sets()
for (const [c] of printed.parents) searched.join(printed.find(c), c)
for (const [t, s] of toSimplified) searched.join(s, t)
for (const forms of INTERCHANGED.split(' ')) for (const c of [...forms].slice(1)) searched.join([...forms][0], c)

const members = new Map()
for (const c of new Set(
  [...printed.parents.keys(), ...searched.parents.keys()].flatMap((c) => [c, printed.find(c), searched.find(c)]),
)) {
  const root = searched.find(c)
  members.set(root, [...(members.get(root) ?? []), c])
}
const code = (c) => c.codePointAt(0)
const simplified = new Set(toSimplified.values())
const classes = []
for (const all of members.values()) {
  // The representative is in the Basic Multilingual Plane where any member is, so that folding keeps offsets simple;
  // a Simplified character where there is one, since the dictionary of the segmentation is Simplified.
  const rank = (c) =>
    (code(c) > 0xffff ? 8 : 0) +
    (toSimplified.has(c) ? 4 : 0) +
    (simplified.has(c) ? 0 : 2) +
    (printed.find(c) === c ? 0 : 1)
  const representative = all.toSorted((a, b) => rank(a) - rank(b) || code(a) - code(b))[0]
  const groups = [...groupBy(all, (c) => printed.find(c))].map(([root, group]) => {
    const rest = group.filter((c) => c !== root).sort((a, b) => code(a) - code(b))
    const first = code(root) > 0xffff ? (rest.find((c) => code(c) <= 0xffff) ?? root) : root
    return [first, ...[root, ...rest].filter((c) => c !== first)].join('')
  })
  // Only the Simplified character on its own, for several Traditional ones: no printed form of any of them.
  const loose = groups.filter(
    (g) => [...g].length === 1 && !traditional.has(g) && groups.length > 2 && simplified.has(g),
  )
  classes.push(
    [representative, ...groups.filter((g) => !loose.includes(g)).sort((a, b) => code(a) - code(b))].join(' '),
  )
}
classes.sort((a, b) => code(a) - code(b))

const source = `// Made by scripts/make-han-variants.js from OpenCC's character tables (Apache-2.0); see data/README.md.

/**
 * Classes of Han characters that search takes as one, \`|\` between them. A class is its representative, then groups
 * of printed forms, each with the usual form in Taiwan first. 发 stands for 發 and 髮 and is a form of neither, so it
 * is in no group of its class.
 */
export const HAN_VARIANTS =
  ${classes
    .reduce(
      (lines, c) => {
        if (lines.at(-1).length + c.length > 110) lines.push('')
        lines.push(lines.pop() + c + '|')
        return lines
      },
      [''],
    )
    .map((line) => `'${line}'`)
    .join(' +\n')}
`
writeFileSync(
  new URL('../src/text/han-variants.ts', import.meta.url),
  await format(source.replace("|'\n", "'\n"), {
    parser: 'typescript',
    semi: false,
    singleQuote: true,
    printWidth: 120,
  }),
)
console.log(`${classes.length} classes`)
