import type { Alphabet, CharacterModel } from '../fluency.js'
import type { ColumnModel } from './column-model.js'
import { type Alternative, type Step, cellsOf } from './reading.js'
import type { Stream } from './stream.js'
import { TitleCells } from './title-cells.js'
import { TitleModel } from './title-model.js'

/** A reading and the others that came near it. */
interface Choice {
  steps: readonly Step[]
  alternatives: readonly Alternative[]
}

/**
 * Decides the close calls about titles once more, by the titles of the whole table: the search knew those of its first
 * half, read before anything had been learnt. The titles at stake are left out of both, so that none speaks for itself.
 * Alternatives in which other titles begin are left as they are.
 */
export function reconsider(
  stream: Stream,
  { steps, alternatives }: Choice,
  /** Steps of the reading from which the columns' models were learnt. */
  first: readonly Step[],
  columns: readonly ColumnModel[],
  alphabet: Alphabet,
  titles: CharacterModel | undefined,
): Choice {
  const scales = columns.flatMap((column, c) => {
    if (!column.spec.titles) return []
    const learnt = new Titles(stream, first, c)
    const found = new Titles(stream, steps, c)
    const model = (of: Titles) => new TitleModel(alphabet, titles, of.cells)
    return { c, column, learnt, found, before: model(learnt), after: model(found) }
  })
  const weighed = alternatives.map((alternative) => {
    let { dearer } = alternative
    for (const { c, column, learnt, found, before, after } of scales) {
      const changes = changesOf(steps, alternative, c)
      if (!changes) return alternative
      const places = new Set(changes.flatMap(({ now, then }) => [...now, ...then]))
      const without = [...learnt.without(places), ...found.without(places)]
      for (const { now, then } of changes) {
        const [a, b] = [idsOf(stream, now), idsOf(stream, then)]
        dearer += column.wholeCost(b, after) - column.wholeCost(a, after)
        dearer -= column.wholeCost(b, before) - column.wholeCost(a, before)
      }
      for (const putBack of without) putBack()
    }
    return { ...alternative, dearer }
  })
  return choose(steps, weighed)
}

/** The titles of a column in a reading. */
class Titles {
  readonly cells: TitleCells
  private readonly places: readonly (readonly number[])[]

  constructor(
    private readonly stream: Stream,
    steps: readonly Step[],
    column: number,
  ) {
    this.places = cellsOf(steps, column)
    this.cells = new TitleCells(this.places.map((cell) => idsOf(stream, cell)))
  }

  /** Leaves out the titles with characters at such places; what puts them back. */
  without(places: ReadonlySet<number>): (() => void)[] {
    const out = this.places.filter((cell) => cell.some((place) => places.has(place)))
    return out.map((cell) => {
      const ids = idsOf(this.stream, cell)
      this.cells.count(ids, -1)
      return () => {
        this.cells.count(ids)
      }
    })
  }
}

const idsOf = ({ ids }: Stream, places: readonly number[]) => places.map((place) => ids[place] ?? 0)

/** The cells of a column that an alternative changes; undefined where cells begin elsewhere in it. */
function changesOf(
  steps: readonly Step[],
  { from, to, steps: instead }: Alternative,
  column: number,
): { now: number[]; then: number[] }[] | undefined {
  // the cells that go on into the stretch, and out of it, are whole only with the steps around it
  const begins = (i: number) => steps[i]?.column === column && steps[i].begins
  let start = from
  while (start > 0 && !begins(start)) start--
  let end = to
  while (end < steps.length && !begins(end)) end++
  const now = cellsOf(steps.slice(start, end), column)
  const then = cellsOf([...steps.slice(start, from), ...instead, ...steps.slice(to, end)], column)
  if (now.length !== then.length || now.some(([begin], i) => begin !== then[i]?.[0])) return undefined
  return now.flatMap((cell, i) => {
    const other = then[i] ?? []
    return cell.join() === other.join() ? [] : { now: cell, then: other }
  })
}

/** The reading with the alternatives in it that are cheaper, and those that remain. */
function choose(steps: readonly Step[], alternatives: readonly Alternative[]): Choice {
  const apart = (a: Alternative, b: Alternative) => a.to <= b.from || b.to <= a.from
  const better: Alternative[] = []
  for (const a of [...alternatives].sort((x, y) => x.dearer - y.dearer)) {
    if (a.dearer < 0 && better.every((b) => apart(a, b))) better.push(a)
  }
  better.sort((a, b) => a.from - b.from)
  const chosen: Step[] = []
  const remaining: Alternative[] = []
  let at = 0
  for (const a of better) {
    chosen.push(...steps.slice(at, a.from))
    const from = chosen.length
    chosen.push(...a.steps)
    remaining.push({ from, to: chosen.length, steps: steps.slice(a.from, a.to), dearer: -a.dearer })
    at = a.to
  }
  chosen.push(...steps.slice(at))
  for (const a of alternatives) {
    if (!better.every((b) => apart(a, b))) continue
    const moved = better.filter((b) => b.to <= a.from).reduce((sum, b) => sum + b.steps.length - (b.to - b.from), 0)
    remaining.push({ ...a, from: a.from + moved, to: a.to + moved })
  }
  return { steps: chosen, alternatives: remaining }
}
