/** Deals the chapters out, the costliest first, each to the thread that has least to do: their numbers by thread. */
export function share(costs: readonly number[], threads: number): number[][] {
  const hands = Array.from({ length: threads }, () => ({ chapters: [] as number[], cost: 0 }))
  const byCost = costs.map((cost, number) => ({ cost, number })).sort((a, b) => b.cost - a.cost)
  for (const { cost, number } of byCost) {
    const least = hands.reduce((a, b) => (b.cost < a.cost ? b : a))
    least.chapters.push(number)
    least.cost += cost
  }
  return hands.map(({ chapters }) => chapters)
}
