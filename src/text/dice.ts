/** Pairs of neighbouring code units, in their order. */
export function characterPairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
}

/** Dice coefficient of two bags of n-grams, 0 to 1: twice what they share over what they hold. 0 where both are empty. */
export function diceCoefficient(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>()
  for (const gram of a) left.set(gram, (left.get(gram) ?? 0) + 1)
  let shared = 0
  for (const gram of b) {
    const n = left.get(gram) ?? 0
    if (n === 0) continue
    shared++
    left.set(gram, n - 1)
  }
  return (2 * shared) / Math.max(1, a.length + b.length)
}
