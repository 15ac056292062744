/** Where a term occurs: for each field, the records that hold it, ascending, with how often. */
export type TermPostings = Map<number, Map<number, number>>

/** Postings of all terms as they are kept in memory and stored: numbers of 7 bits a byte, decoded when a term is asked for. */
export class Postings {
  private constructor(
    /** Bytes of all terms, one after the other. */
    private readonly bytes: Uint8Array,
    /** Where term n begins; one more than there are terms. */
    private readonly offsets: Uint32Array,
  ) {}

  static encode(terms: readonly TermPostings[]): Postings {
    const writer = new VarintWriter()
    const offsets = new Uint32Array(terms.length + 1)
    terms.forEach((fields, term) => {
      for (const [field, records] of fields) {
        writer.write(field)
        writer.write(records.size)
        let last = 0
        for (const [ordinal, count] of records) {
          writer.write(ordinal - last)
          writer.write(count)
          last = ordinal
        }
      }
      offsets[term + 1] = writer.length
    })
    return new Postings(writer.finish(), offsets)
  }

  /** Number of terms. */
  get size(): number {
    return this.offsets.length - 1
  }

  /** Throws RangeError for a term that does not exist. */
  decode(term: number): TermPostings {
    const [start, end] = [this.offsets[term], this.offsets[term + 1]]
    if (start === undefined || end === undefined) throw new RangeError(`no term ${term} among ${this.size}`)
    const fields: TermPostings = new Map()
    let records = new Map<number, number>()
    walk(this.bytes, start, end, {
      field: (field) => void fields.set(field, (records = new Map<number, number>())),
      record: (ordinal, count) => void records.set(ordinal, count),
    })
    return fields
  }

  /** Two strings for JSON: base64 of the bytes, and of each term's number of bytes. */
  toJSON(): { bytes: string; lengths: string } {
    const writer = new VarintWriter()
    for (let term = 0; term < this.size; term++) writer.write((this.offsets[term + 1] ?? 0) - (this.offsets[term] ?? 0))
    return { bytes: toBase64(this.bytes), lengths: toBase64(writer.finish()) }
  }

  /** Reads what `toJSON` gave. Undefined where a term, field or record is out of range, or bytes are missing or left over. */
  static fromJSON(
    stored: { bytes: string; lengths: string },
    terms: number,
    fields: number,
    records: number,
  ): Postings | undefined {
    const bytes = fromBase64(stored.bytes)
    const lengths = readVarints(fromBase64(stored.lengths))
    if (lengths?.length !== terms) return undefined
    const offsets = new Uint32Array(terms + 1)
    lengths.forEach((length, term) => (offsets[term + 1] = (offsets[term] ?? 0) + length))
    if (offsets[terms] !== bytes.length) return undefined
    let valid = true
    for (let term = 0; term < terms && valid; term++) {
      valid =
        walk(bytes, offsets[term] ?? 0, offsets[term + 1] ?? 0, {
          field: (field) => void (valid &&= field < fields),
          record: (ordinal, count) => void (valid &&= ordinal < records && count > 0),
        }) && valid
    }
    return valid ? new Postings(bytes, offsets) : undefined
  }
}

interface Visitor {
  field: (field: number) => void
  record: (ordinal: number, count: number) => void
}

/** Walks through one term's bytes; false where they do not end where they should. */
function walk(bytes: Uint8Array, start: number, end: number, visitor: Visitor): boolean {
  let at = start
  const next = (): number => {
    let value = 0
    for (let shift = 1; at < end; shift *= 128) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * shift
      if (byte < 128) return value
    }
    at = Infinity
    return 0
  }
  while (at < end) {
    visitor.field(next())
    let ordinal = 0
    for (let left = next(); left > 0 && at < end; left--) {
      ordinal += next()
      visitor.record(ordinal, next())
      if (left > 1 && at >= end) return false
    }
  }
  return at === end
}

/** Numbers from 0 as bytes: 7 bits each, the lowest first, the high bit set on all but a number's last. */
export class VarintWriter {
  private bytes = new Uint8Array(1024)
  length = 0

  write(value: number): void {
    if (this.length + 8 > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    let rest = value
    for (; rest > 127; rest = Math.floor(rest / 128)) this.bytes[this.length++] = (rest % 128) + 128
    this.bytes[this.length++] = rest
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }
}

/** The numbers that a VarintWriter wrote; undefined where the bytes end in the middle of one. */
export function readVarints(bytes: Uint8Array): number[] | undefined {
  const values: number[] = []
  let value = 0
  let shift = 1
  for (const byte of bytes) {
    value += (byte & 127) * shift
    shift *= 128
    if (byte < 128) {
      values.push(value)
      value = 0
      shift = 1
    }
  }
  return shift === 1 ? values : undefined
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))
