import { type CharacterModel, OwnModel } from '../fluency.js'
import type { Step } from './reading.js'
import type { Stream } from './stream.js'

/**
 * The table's own text, to learn its words from: before it has been read, the stretches of the stream that need not be
 * cut; afterwards the cells.
 */
export class OwnText {
  readonly model: OwnModel

  private constructor(
    stream: Stream,
    /** For each place, the place whose character it was counted after; -1 at a beginning. */
    readonly after: Int32Array,
    beginnings: readonly number[],
  ) {
    const following = new Int32Array(after.length).fill(-1)
    after.forEach((before, i) => {
      if (before >= 0) following[before] = i
    })
    this.model = new OwnModel(
      beginnings.map((start) => {
        const ids: number[] = []
        for (let i = start; i >= 0; i = following[i] ?? -1) ids.push(stream.ids[i] ?? 0)
        return ids
      }),
    )
    this.begins = new Uint8Array(after.length)
    for (const start of beginnings) this.begins[start] = 1
    this.depth = new Uint8Array(after.length)
    after.forEach((before, i) => {
      if (before >= 0 && before === i - 1) this.depth[i] = Math.min(3, (this.depth[i - 1] ?? 0) + 1)
    })
  }

  /** How many characters right before each place in the stream (at most 3) were counted before it. */
  readonly depth: Uint8Array

  /** Whether a text was counted that begins at each place. */
  readonly begins: Uint8Array

  /** The stream cut where the models hold a break likelier than a word; `likely`: what `likelihoodsUnder` says of it. */
  static ofStream(stream: Stream, models: readonly CharacterModel[], likely: Float64Array): OwnText {
    const after = cut(stream, models, likely)
    return new OwnText(stream, after, beginningsFrom(after, 0))
  }

  /**
   * The cells of a reading, which may be one of the stream's beginning only; what comes after it is cut as `ofStream`
   * cuts it.
   */
  static ofReading(
    stream: Stream,
    steps: readonly Step[],
    models: readonly CharacterModel[],
    likely: Float64Array,
  ): OwnText {
    const read = steps.at(-1)?.end ?? 0
    const after = cut(stream, models, likely).map((before, i) => (i > read ? before : -1))
    const beginnings: number[] = []
    const last = new Map<number, number>()
    for (const step of steps) {
      if (step.end === step.start) continue
      const before = step.begins ? undefined : last.get(step.column)
      if (before === undefined || step.kind !== 'cell') beginnings.push(step.start)
      for (let i = step.start; i < step.end; i++) after[i] = i - 1
      after[step.start] = step.kind === 'cell' ? (before ?? -1) : -1
      if (step.kind === 'cell') last.set(step.column, step.end - 1)
    }
    return new OwnText(stream, after, [...beginnings, ...beginningsFrom(after, read)])
  }
}

/** A place is cut where a character is less likely after those before it than anywhere, by this factor. */
const CUT = 0.5

/** For each place of a stream that is cut where the models hold a break likelier than a word: see `OwnText.after`. */
function cut({ ids }: Stream, models: readonly CharacterModel[], likely: Float64Array): Int32Array {
  const alone = new Map<number, number>()
  return Int32Array.from(ids, (id, i) => {
    let joined = 0
    for (let k = 0; k < models.length; k++) joined += likely[i * models.length + k] ?? 0
    let anywhere = alone.get(id)
    if (anywhere === undefined) {
      anywhere = models.reduce((sum, model) => sum + model.probability(0, id), 0)
      alone.set(id, anywhere)
    }
    return i === 0 || joined < CUT * anywhere ? -1 : i - 1
  })
}

/** The places from one on that follow no other. */
function beginningsFrom(after: Int32Array, from: number): number[] {
  const beginnings: number[] = []
  for (let i = from; i < after.length; i++) if ((after[i] ?? -1) < 0) beginnings.push(i)
  return beginnings
}
