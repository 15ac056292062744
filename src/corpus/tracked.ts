import type { Range } from '../record.js'

/**
 * Text that remembers where each of its characters came from.
 *
 * `text` has n UTF-16 code units; unit i was read from unit `at(i)` of the decoded source text. Joining, cutting and
 * mapping keep this, so that a clean cell can always be shown in its place in the source.
 */
export class Tracked {
  static readonly empty = new Tracked('', new Int32Array(0))

  private constructor(
    readonly text: string,
    private readonly offsets: Int32Array,
  ) {}

  /** The part `[start, end)` of a source text. */
  static of(source: string, start = 0, end = source.length): Tracked {
    const offsets = new Int32Array(end - start)
    for (let i = 0; i < offsets.length; i++) offsets[i] = start + i
    return new Tracked(source.slice(start, end), offsets)
  }

  static join(parts: readonly Tracked[]): Tracked {
    if (parts.length === 1 && parts[0]) return parts[0]
    const offsets = new Int32Array(parts.reduce((n, p) => n + p.length, 0))
    let n = 0
    for (const part of parts) {
      offsets.set(part.offsets, n)
      n += part.length
    }
    return new Tracked(parts.map((p) => p.text).join(''), offsets)
  }

  get length(): number {
    return this.text.length
  }

  /** Offset in the source text of code unit `i`. Throws RangeError outside `0 ≤ i < length`. */
  at(i: number): number {
    const offset = this.offsets[i]
    if (offset === undefined) throw new RangeError(`no character ${i} in a text of ${this.length}`)
    return offset
  }

  slice(start: number, end: number = this.length): Tracked {
    return new Tracked(this.text.slice(start, end), this.offsets.slice(start, end))
  }

  trim(): Tracked {
    const start = this.text.length - this.text.trimStart().length
    return start === this.text.length ? Tracked.empty : this.slice(start, this.text.trimEnd().length)
  }

  /** The text without what the pattern (with flag `g`) matches. */
  remove(pattern: RegExp): Tracked {
    const kept: Tracked[] = []
    let from = 0
    for (const match of this.text.matchAll(pattern)) {
      if (match.index > from) kept.push(this.slice(from, match.index))
      from = match.index + match[0].length
    }
    if (from === 0) return this
    if (from < this.length) kept.push(this.slice(from))
    return Tracked.join(kept)
  }

  /**
   * The same places with other characters: `replace` gets each code point and gives the one to read instead
   * (never empty). A replacement of another length keeps the place of the code point that it stands for.
   */
  map(replace: (codePoint: string) => string): Tracked {
    let text = ''
    const offsets: number[] = []
    let i = 0
    for (const from of this.text) {
      const to = replace(from)
      for (let k = 0; k < to.length; k++) offsets.push(this.at(i + Math.min(k, from.length - 1)))
      text += to
      i += from.length
    }
    return new Tracked(text, Int32Array.from(offsets))
  }

  /** The source ranges that the text was read from, ascending and merged. */
  spans(): Range[] {
    return mergeSpans(Array.from(this.offsets, (o): Range => [o, o + 1]))
  }
}

/** Sorts ranges and merges those that touch or overlap. */
export function mergeSpans(spans: readonly Range[]): Range[] {
  const merged: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
