/**
 * Whether all the needles stand in the text with at most `distance` characters between the first and the last that
 * belong to none of them. Any order; a needle given twice must stand there twice.
 */
export function withinDistance(text: string, needles: readonly string[], distance: number): boolean {
  return nearestWindow(text, needles, distance) !== null
}

/** Places of the needles, one each, in the first window that holds them within the distance; null where there is none. */
export function nearestWindow(
  text: string,
  needles: readonly string[],
  distance: number,
): { start: number; end: number }[] | null {
  const wanted = new Map<string, number>()
  for (const needle of needles) wanted.set(needle, (wanted.get(needle) ?? 0) + 1)
  const places = [...wanted.keys()]
    .flatMap((needle) => occurrences(text, needle))
    .sort((a, b) => a.end - b.end || a.start - b.start)
  const seen = new Map<string, Place[]>()
  for (const place of places) {
    const own = seen.get(place.needle)
    if (own) own.push(place)
    else seen.set(place.needle, [place])
    const window = [...wanted].flatMap(([needle, count]) => latest(seen.get(needle) ?? [], count))
    if (window.length < needles.length) continue
    window.sort((a, b) => a.start - b.start || a.end - b.end)
    if (gaps(window) <= distance) return window
  }
  return null
}

/** The last `count` places that do not overlap, or as many as there are. */
function latest(places: readonly Place[], count: number): Place[] {
  const chosen: Place[] = []
  for (let i = places.length - 1; i >= 0 && chosen.length < count; i--) {
    const place = places[i]
    if (place && place.end <= (chosen.at(-1)?.start ?? Infinity)) chosen.push(place)
  }
  return chosen
}

interface Place {
  needle: string
  start: number
  end: number
}

function occurrences(text: string, needle: string): Place[] {
  const found: Place[] = []
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    found.push({ needle, start: at, end: at + needle.length })
  }
  return found
}

/** Characters between the first and the last place that belong to none. */
function gaps(window: readonly Place[]): number {
  let gap = 0
  let covered = window[0]?.start ?? 0
  for (const { start, end } of window) {
    gap += Math.max(0, start - covered)
    covered = Math.max(covered, end)
  }
  return gap
}
