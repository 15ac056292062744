import {
  BASE,
  END,
  EMPTY_HISTORY,
  type Alphabet,
  type Mixture,
  type NgramLevel,
  START,
  countLevels,
  lowPart,
  pushHistory,
} from '../fluency.js'
import { hashOf } from '../ngram-table.js'
import type { ColumnSpec } from './columns.js'
import type { ColumnText } from './column-text.js'
import { COSTS } from './costs.js'
import type { OwnText } from './own-text.js'
import { CHARACTER, type Stream } from './stream.js'
import type { TitleModel } from './title-model.js'

/** Size of a cache of character costs; a power of two. */
const MEMO = 1 << 12
/** Characters of a fragment whose cost depends on what the cell holds before it: a history is so long. */
export const OPENING = 3
/**
 * How much rarer a character is right after itself, and the end of a word right after the same word, than by what else
 * stands before it: n-grams cannot see that the text says something again, as it does where two cells are mixed up.
 */
const TWICE = Math.exp(-2)
const WORD_TWICE = Math.exp(-3)

/**
 * Share of the cells that end as any text may, where known texts of the column go on: hardly one ends in the middle of a
 * known text. And where no known text reads so, in columns that hold hardly anything else and in others.
 */
const CUT_SHORT = 0.01
const LOOSE_CLOSED = 0.02
const LOOSE = 0.1

/** How a column's cells read: cost in nats of characters and of a cell's end. */
export class ColumnModel {
  /** Cost of the first k characters of the stream, each after the three before it in the stream. */
  readonly running: Float64Array
  private readonly levels: readonly NgramLevel[]
  /** Keys and costs found before, by how many of a character's n-grams are the text's own, and the column's. */
  private readonly memo: (Float64Array | undefined)[] = []
  private readonly endPrior: Float64Array
  /** Costs that depend on a place alone, found when they are first asked for (NaN until then). */
  private readonly openings: Float64Array
  private readonly runningEnds: Float64Array

  constructor(
    readonly spec: ColumnSpec,
    private readonly stream: Stream,
    alphabet: Alphabet,
    private readonly mixture: Mixture,
    private readonly own: OwnText,
    /** For each place, its character's probability in running text: the mixture's after the three before it. */
    likelihoods: Float64Array,
    /** How titles read, for the columns that hold titles, and what an earlier reading found there. */
    private readonly titles: TitleModel | undefined,
    private readonly text: ColumnText | undefined,
    /** Cost of a row in which the cell is blank. */
    readonly blank = spec.blank,
    /** How often a cell ends after each kind of character. */
    ends: EndProbabilities = usualEnds(spec),
    /** Cost of the second line of a spanning cell, and of each further one. */
    readonly lines: LineCosts = { second: COSTS.spanSecond, third: COSTS.spanThird },
  ) {
    const encode = (text: string) => alphabet.encode(text)
    const separator = alphabet.id('、')
    const texts = spec.known.flatMap((text) => {
      const ids = encode(text)
      const own = { ids: [START, ...ids, END], weight: spec.knownWeight }
      return spec.joined ? [own, { ids: [START, separator, ...ids, separator], weight: spec.knownWeight / 4 }] : [own]
    })
    this.levels = texts.length > 0 ? countLevels(texts, 1, 4) : []
    this.endPrior = Float64Array.from(stream.flags, (flags) => ends[endKind(flags)])
    const n = stream.ids.length
    this.openings = new Float64Array(n * OPENING).fill(NaN)
    this.runningEnds = new Float64Array(n).fill(NaN)
    this.running = new Float64Array(n + 1)
    let history = EMPTY_HISTORY
    for (let i = 0; i < n; i++) {
      const id = stream.ids[i] ?? 0
      const counted = this.text?.counted(i, 3, -1) ?? 0
      this.running[i + 1] = (this.running[i] ?? 0) - Math.log(this.inColumn(history, id, likelihoods[i] ?? 0, counted))
      history = stream.histories[i] ?? 0
    }
  }

  /** Factor for what hardly ever stands in running text: a character twice in a row, or a word of two. */
  private once(history: number, id: number): number {
    const { ideographs } = this.stream
    const last = lowPart(history, BASE)
    if (id === last) return ideographs[id] ? TWICE : 1
    const before = lowPart(Math.floor(history / BASE), BASE)
    if (id !== before) return 1
    return last === Math.floor(history / (BASE * BASE)) && ideographs[id] && ideographs[last] ? WORD_TWICE : 1
  }

  private probability(history: number, id: number, own: number, counted: number): number {
    if (this.titles && id === END) return this.titles.ends(history, counted)
    return this.inColumn(history, id, id === END ? 1e-3 : this.mixture.probability(history, id, own), counted)
  }

  /** Probability in the column of a character that has the probability `p` in any text. */
  private inColumn(history: number, id: number, p: number, counted: number): number {
    p *= this.once(history, id)
    if (this.titles) return this.titles.probability(history, id, p, counted)
    let known = p
    for (const level of this.levels) known = level.smooth(history, id, known)
    const { other } = this.spec
    return (1 - other) * known + other * p
  }

  /** Cost of a character after a history; `own` of its n-grams (orders 1, 2, …) stand in the text as they are. */
  cost(history: number, id: number, own: number, counted = 0): number {
    const memo = (this.memo[own + 5 * counted] ??= new Float64Array(2 * MEMO).fill(-1))
    // a history has at most 39 bits and an id at most 13, so the key is exact
    const key = history * BASE + id
    const slot = (hashOf(key) & (MEMO - 1)) << 1
    if (memo[slot] === key) return memo[slot + 1] ?? 0
    const cost = -Math.log(this.probability(history, id, own, counted))
    memo[slot] = key
    memo[slot + 1] = cost
    return cost
  }

  /** Cost of the character at a place that goes on in a cell whose last characters are in the history; `k` of them right before it. */
  goesOn(history: number, place: number, id: number, k: number, joined: boolean): number {
    const own = joined ? 4 : Math.min(k, this.own.depth[place] ?? 0) + 1
    const { text } = this
    const counted = text ? (joined && text.counted(place, 3, -1) > 0 ? 4 : text.counted(place, k, -1)) : 0
    return this.cost(history, id, own, counted)
  }

  /** Cost of the character at `start + k` in a cell that begins at `start`; k below `OPENING`. */
  openingCost(start: number, k: number): number {
    const slot = start * OPENING + k
    const known = this.openings[slot] ?? 0
    if (!Number.isNaN(known)) return known
    const { ids } = this.stream
    let history = EMPTY_HISTORY
    for (let i = start; i < start + k; i++) history = pushHistory(history, ids[i] ?? 0)
    const place = start + k
    const depth = this.own.depth[place] ?? 0
    // where a counted text begins at `start` too, its beginning was counted with it
    const counted = this.own.begins[start] === 1 && depth >= Math.min(k, 3) ? 4 : Math.min(k, depth) + 1
    const cost = this.cost(history, ids[place] ?? 0, counted, this.text?.counted(place, k, start) ?? 0)
    this.openings[slot] = cost
    return cost
  }

  /** Cost of a whole title as `titles` reads, of which nothing is counted in the column. */
  wholeCost(ids: readonly number[], titles: TitleModel): number {
    let cost = 0
    let history = EMPTY_HISTORY
    for (const id of ids) {
      const p = this.mixture.probability(history, id, 0) * this.once(history, id)
      cost -= Math.log(titles.probability(history, id, p, 0))
      history = pushHistory(history, id)
    }
    return cost - Math.log(titles.ends(history, 0))
  }

  /** Cost of the cell's end at `last`, where the three characters up to it are the cell's. */
  runningEndCost(last: number): number {
    const known = this.runningEnds[last] ?? 0
    if (!Number.isNaN(known)) return known
    const cost = this.endCost(this.stream.histories[last] ?? 0, last)
    this.runningEnds[last] = cost
    return cost
  }

  /** Cost of the cell's end after a history; `last` is the place in the stream of the cell's last character. */
  endCost(history: number, last: number): number {
    const prior = this.endPrior[last] ?? 0
    if (this.titles) {
      // no title ends with a comma, or with a mark that opens something
      const unfinished =
        (this.stream.flags[last] ?? 0) & (CHARACTER.comma | CHARACTER.opening) ? COSTS.titleUnfinished : 0
      return this.cost(history, END, 0, this.text?.countedEnd(last) ?? 0) + unfinished
    }
    if (this.levels.length === 0) return -Math.log(prior)
    const share = this.levels.at(-1)?.share(history, END)
    if (share !== undefined) return -Math.log(share * (1 - CUT_SHORT) + prior * CUT_SHORT)
    const loose = this.spec.closed ? LOOSE_CLOSED : LOOSE
    return -Math.log(Math.exp(-this.cost(history, END, 0)) * (1 - loose) + prior * loose)
  }
}

/** Costs of further lines of a cell. */
export interface LineCosts {
  second: number
  third: number
}

/** Kinds of character after which cells end more or less often. */
export type EndKind = 'opening' | 'stop' | 'comma' | 'closing' | 'latin' | 'other'

export function endKind(flags: number): EndKind {
  if (flags & CHARACTER.opening) return 'opening'
  if (flags & CHARACTER.stop) return 'stop'
  if (flags & CHARACTER.comma) return 'comma'
  if (flags & (CHARACTER.parenthesisCloses | CHARACTER.quoteCloses)) return 'closing'
  return flags & CHARACTER.latin ? 'latin' : 'other'
}

/** How often a cell ends after such a character. */
export type EndProbabilities = Readonly<Record<EndKind, number>>

/** What is usual, by the form of the column. */
export function usualEnds({ form, sentences }: ColumnSpec): EndProbabilities {
  if (form !== 'text') return { opening: 1e-6, stop: 0.3, comma: 1e-4, closing: 0.25, latin: 0.12, other: 0.12 }
  return sentences
    ? { opening: 1e-6, stop: 0.3, comma: 2e-4, closing: 0.02, latin: 0.001, other: 0.001 }
    : { opening: 1e-6, stop: 0.3, comma: 2e-4, closing: 0.2, latin: 0.08, other: 0.03 }
}
