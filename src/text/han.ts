import { HAN_VARIANTS } from './han-variants.js'

/**
 * How far ways of writing a Han character are taken as one.
 *
 * `merged`: Traditional, Simplified and interchanged characters are one (發, 髮 and 发; 台, 臺 and 颱; 畫 and 劃). In two
 * or more characters the merged ones tell each other apart, so a query finds what was meant in either script.
 * `kept`: only forms of the same character are one (台 and 臺, 裏 and 裡, 国 and 國), so that 製 alone does not find 制.
 */
export type HanScript = 'merged' | 'kept'

/** CJK radicals that NFKC leaves alone; PDF text has them where the character was meant. */
const RADICALS =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭' +
  '⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳罓⺴罓⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅' +
  '⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黃⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀'

const radicals = new Map<string, string>()
for (let i = 0; i < RADICALS.length; i += 2) radicals.set(RADICALS.charAt(i), RADICALS.charAt(i + 1))

const merged = new Map<string, string>()
const kept = new Map<string, string>()
/** Simplified characters that stand for several Traditional ones and are a form of none: 发, 复, 历. */
const ambiguous = new Set<string>()
for (const entry of HAN_VARIANTS.split('|')) {
  const [representative = '', ...groups] = entry.split(' ')
  let grouped = false
  for (const group of groups) {
    const [usual = '', ...forms] = group
    merged.set(usual, representative)
    for (const form of forms) {
      merged.set(form, representative)
      kept.set(form, usual)
    }
    grouped ||= group.includes(representative)
  }
  if (!grouped) ambiguous.add(representative)
}

/**
 * The ordinary character for a compatibility ideograph or a radical (U+F98E for 年, ⻑ for 長), any other character as it
 * is. One code point in, one out.
 */
export function ordinaryIdeograph(character: string): string {
  const radical = radicals.get(character)
  if (radical !== undefined) return radical
  const code = character.codePointAt(0) ?? 0
  const isRadical = code >= 0x2e80 && code <= 0x2fdf
  const isCompatibility = (code >= 0xf900 && code <= 0xfaff) || (code >= 0x2f800 && code <= 0x2fa1f)
  return isRadical || isCompatibility ? character.normalize('NFKC') : character
}

/** The character that stands for this one and all that are taken as the same. One code point in, one out. */
export function hanRepresentative(character: string, script: HanScript): string {
  const ordinary = ordinaryIdeograph(character)
  return (script === 'merged' ? merged : kept).get(ordinary) ?? ordinary
}

/** Whether the character is a Simplified one for which `kept` has no Traditional counterpart: 发, but not 国 (國) or 台. */
export function isAmbiguousSimplified(character: string): boolean {
  return ambiguous.has(ordinaryIdeograph(character))
}
