import type { PlanRecord, Range } from '../record.js'
import { splitPassages } from '../text/index.js'

/** The passages of all records, as `splitPassages` gives them; eight bytes each, so that no text is divided twice. */
export class PassageRanges {
  private constructor(
    /** Where each passage begins and ends in its record's text, one after the other. */
    private readonly bounds: Int32Array,
    /** The first passage of each record; one more than there are records. */
    private readonly firsts: Int32Array,
  ) {}

  /** Ordinals are places in `records`. */
  static build(records: readonly PlanRecord[]): PassageRanges {
    const bounds: number[] = []
    const firsts = Int32Array.from(records, ({ text }) => {
      const first = bounds.length / 2
      for (const [start, end] of splitPassages(text)) bounds.push(start, end)
      return first
    })
    return new PassageRanges(Int32Array.from(bounds), Int32Array.from([...firsts, bounds.length / 2]))
  }

  /** Ranges in the text of the record, in its order; none for an empty text. */
  of(ordinal: number): Range[] {
    const ranges: Range[] = []
    const end = this.firsts[ordinal + 1] ?? 0
    for (let passage = this.firsts[ordinal] ?? end; passage < end; passage++)
      ranges.push([this.bounds[2 * passage] ?? 0, this.bounds[2 * passage + 1] ?? 0])
    return ranges
  }
}
