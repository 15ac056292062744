/**
 * Ordinary characters for CJK radicals that stand in extracted text where the font had no other code. Kangxi radicals
 * (U+2F00–2FDF) have compatibility mappings in Unicode; those of the supplement are listed in
 * EquivalentUnifiedIdeograph.txt of the Unicode Character Database, from which these are taken.
 */
const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(
    '⺁厂⺅亻⺆冂⺉刂⺊卜⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺪疋⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺵罒⺶羊⺷羊⺸羊⺹耂⺺肀⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'.match(
      /../gu,
    ) ?? [],
    (pair) => {
      const [from = '', to = ''] = pair
      return [from, to] as const
    },
  ),
)

/** The ordinary character for a compatibility ideograph or a radical; every other code point as it is. */
export function ordinaryIdeograph(codePoint: string): string {
  const code = codePoint.codePointAt(0) ?? 0
  if (code < 0x2e80 || (code > 0x2fdf && code < 0xf900)) return codePoint
  const compatible = code <= 0x2fdf || (code >= 0xf900 && code <= 0xfaff) || (code >= 0x2f800 && code <= 0x2fa1f)
  return compatible ? (RADICALS[codePoint] ?? codePoint.normalize('NFKC')) : codePoint
}
