import type { CellState, Ending } from './cell-state.js'
import type { Alternative, LineKind, Step } from './reading.js'

/** A reading of the stream up to a place. */
export class Node {
  /** Readings that came to the same state at a higher cost. */
  rivals: Node[] | null = null

  constructor(
    readonly cost: number,
    /** Cost with what the next characters add or spare, as far as it can be told. */
    readonly estimate: number,
    readonly previous: Node | null,
    /** Next place in the stream. */
    readonly at: number,
    /** Next column to fill on this line; -1 at the beginning of a line. */
    readonly next: number,
    readonly line: LineKind,
    readonly lineStart: number,
    /** The cells, or null where only the cell of `column`, `state`, differs from those of `previous`. */
    private known: readonly CellState[] | null,
    private readonly state: CellState,
    /** Sums of the open cells' hashes. */
    readonly sumA: number,
    readonly sumB: number,
    readonly ordinal: number,
    readonly count: number,
    readonly rows: number,
    readonly hash: number,
    /** The step that led here from `previous`, see `Step`; null where none did. */
    readonly kind: Step['kind'] | null,
    readonly column = -1,
    readonly begins = false,
    readonly ending: Ending = 'cell',
    readonly lineClass = 0,
  ) {}

  /** By column; put together when they are asked for, since most readings are never gone on with. */
  get cells(): readonly CellState[] {
    if (this.known) return this.known
    const cells = this.previous ? this.previous.cells.slice() : []
    cells[this.column] = this.state
    return (this.known = cells)
  }

  /** The step that led here; made when it is asked for, since few readings are ever looked at. */
  get step(): Step | null {
    const { previous, kind, column, at: end, line, lineStart, begins, ending, lineClass } = this
    if (!previous || kind === null) return null
    return { kind, column, start: previous.at, end, line, lineStart, begins, ending, lineClass }
  }
}

/**
 * The other readings that are known of a path: where it was joined by a rival in the same state, that rival with the
 * rest of the path is a reading of the whole, costlier by what it cost more there.
 */
export function alternativesOf(path: readonly Node[]): Alternative[] {
  // steps before each node and its own
  const steps = new Map<Node, number>()
  for (const node of path) steps.set(node, steps.size)
  return path.flatMap((node) =>
    (node.rivals ?? []).flatMap((rival) => {
      const instead: Step[] = []
      let from: Node | null = rival
      for (; from && !steps.has(from); from = from.previous) if (from.step) instead.unshift(from.step)
      if (!from) return []
      const at = { from: steps.get(from) ?? 0, to: steps.get(node) ?? 0 }
      return { ...at, steps: instead, dearer: rival.cost - node.cost }
    }),
  )
}
