import { nameKey } from './normalise.js'

/**
 * The KPI names in a cell that joins them with 、. A name can hold 、 itself (辦理座談、研討、宣講…等活動), so the cell
 * is cut where most of it reads as known names; what is not known is cut at each 、 outside brackets.
 */
export function splitKpiNames(cell: string, known: readonly string[]): string[] {
  const text = cell.trim()
  if (text === '') return []
  const names = new Set(known.map(nameKey))
  const pieces = text.split('、')
  const n = pieces.length
  // best[i]: cut of the pieces from i that leaves the fewest pieces outside known names, then has the most names.
  const best: { unknown: number; names: number; length: number }[] = []
  best[n] = { unknown: 0, names: 0, length: 0 }
  for (let i = n - 1; i >= 0; i--) {
    let choice: { unknown: number; names: number; length: number } | null = null
    for (let length = 1; i + length <= n; length++) {
      const rest = best[i + length]
      if (!rest) continue
      const isName = names.has(nameKey(pieces.slice(i, i + length).join('、')))
      if (!isName && length > 1) continue
      const option = { unknown: rest.unknown + (isName ? 0 : 1), names: rest.names + (isName ? 1 : 0), length }
      if (
        !choice ||
        option.unknown < choice.unknown ||
        (option.unknown === choice.unknown && option.names > choice.names)
      ) {
        choice = option
      }
    }
    if (choice) best[i] = choice
  }
  const found: string[] = []
  let unknown: string[] = []
  const flush = (): void => {
    if (unknown.length > 0) found.push(...splitOutsideBrackets(unknown.join('、')))
    unknown = []
  }
  for (let i = 0; i < n; i += best[i]?.length ?? 1) {
    const name = pieces.slice(i, i + (best[i]?.length ?? 1)).join('、')
    if (names.has(nameKey(name))) {
      flush()
      found.push(name)
    } else {
      unknown.push(name)
    }
  }
  flush()
  return found.map((name) => name.trim()).filter((name) => name !== '')
}

const OPENING = '（(「『《〈【〔［['
const CLOSING = '）)」』》〉】〕］]'

function splitOutsideBrackets(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const c of text) {
    if (OPENING.includes(c)) depth++
    if (CLOSING.includes(c)) depth = Math.max(0, depth - 1)
    if (c === '、' && depth === 0) {
      parts.push(part)
      part = ''
    } else {
      part += c
    }
  }
  return [...parts, part]
}
