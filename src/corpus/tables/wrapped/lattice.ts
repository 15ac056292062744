/** A graph of readings: nodes in the order of the stream, edges that only lead onwards. */
export interface Edge<Event> {
  from: Node<Event>
  to: Node<Event>
  /** Nats. */
  cost: number
  event: Event
}

export interface Node<Event> {
  key: number
  /** Cost of the best way to it. */
  cost: number
  /** Last edge of that way; null for the start. */
  best: Edge<Event> | null
  out: Edge<Event>[]
}

/** Readings that cost this much more than the best to the same place are given up. */
const BEAM = 18

/** Builds the graph place by place; `expand` is asked for the edges that lead on from a node. */
export class Lattice<Event> {
  private readonly places: Map<number, Node<Event>>[]
  private readonly edges: Edge<Event>[] = []
  /** Cost of the best way to each place so far. */
  private readonly least: number[] = []

  constructor(places: number) {
    this.places = Array.from({ length: places }, () => new Map<number, Node<Event>>())
  }

  start(key: number): void {
    this.places[0]?.set(key, { key, cost: 0, best: null, out: [] })
  }

  link(from: Node<Event>, place: number, key: number, cost: number, event: Event): void {
    const nodes = this.places[place]
    const total = from.cost + cost
    const least = this.least[place] ?? Infinity
    if (!nodes || !Number.isFinite(total) || total > least + BEAM) return
    if (total < least) this.least[place] = total
    let to = nodes.get(key)
    if (!to) {
      to = { key, cost: Infinity, best: null, out: [] }
      nodes.set(key, to)
    }
    const edge: Edge<Event> = { from, to, cost, event }
    if (from.cost + cost < to.cost) {
      to.cost = from.cost + cost
      to.best = edge
    }
    from.out.push(edge)
    this.edges.push(edge)
  }

  /** Nodes at a place that are worth going on from. */
  alive(place: number): Node<Event>[] {
    const nodes = [...(this.places[place]?.values() ?? [])]
    const best = Math.min(...nodes.map((node) => node.cost))
    return nodes.filter((node) => node.cost <= best + BEAM)
  }

  /** Events of the best way to the last place. `finish` is the cost of ending in a node. */
  bestWay(finish: (node: Node<Event>) => number): Event[] {
    let last: Node<Event> | null = null
    for (const node of this.alive(this.places.length - 1)) {
      if (!last || node.cost + finish(node) < last.cost + finish(last)) last = node
    }
    const events: Event[] = []
    for (let edge = last?.best ?? null; edge; edge = edge.from.best) events.push(edge.event)
    return events.reverse()
  }

  /** How likely each event is, over all readings: the sum over the edges that `keyOf` gives the same key. */
  likelihoods(finish: (node: Node<Event>) => number, keyOf: (event: Event) => string | null): Map<string, number> {
    const forward = new Map<Node<Event>, number>()
    const backward = new Map<Node<Event>, number>()
    for (const nodes of this.places) {
      for (const node of nodes.values()) {
        if (node.best === null) forward.set(node, 0)
        const own = forward.get(node) ?? Infinity
        for (const edge of node.out) forward.set(edge.to, sumOf(forward.get(edge.to) ?? Infinity, own + edge.cost))
      }
    }
    let total = Infinity
    for (const node of this.places.at(-1)?.values() ?? []) {
      backward.set(node, finish(node))
      total = sumOf(total, (forward.get(node) ?? Infinity) + finish(node))
    }
    for (const nodes of [...this.places].reverse()) {
      for (const node of nodes.values()) {
        let own = backward.get(node) ?? Infinity
        for (const edge of node.out) own = sumOf(own, edge.cost + (backward.get(edge.to) ?? Infinity))
        backward.set(node, own)
      }
    }
    const likely = new Map<string, number>()
    for (const edge of this.edges) {
      const key = keyOf(edge.event)
      if (key === null) continue
      const cost = (forward.get(edge.from) ?? Infinity) + edge.cost + (backward.get(edge.to) ?? Infinity) - total
      if (Number.isFinite(cost)) likely.set(key, (likely.get(key) ?? 0) + Math.exp(-cost))
    }
    return likely
  }
}

/** -log(exp(-a) + exp(-b)). */
export function sumOf(a: number, b: number): number {
  const low = Math.min(a, b)
  return low === Infinity ? Infinity : low - Math.log1p(Math.exp(low - Math.max(a, b)))
}
