/** Tables from packed n-grams to one or two numbers. */

/**
 * Open addressing from a non-negative integer key below 2^53 to two numbers, which stand side by side: a look-up far
 * from the last one costs what its cache misses cost.
 */
export class PairTable {
  private keys: Float64Array
  /** By slot: the first number, then the second. */
  private values: Float32Array
  size = 0
  private mask: number

  constructor(capacity = 64) {
    let n = 64
    while (n < capacity * 1.6) n *= 2
    this.mask = n - 1
    this.keys = new Float64Array(n).fill(-1)
    this.values = new Float32Array(2 * n)
  }

  first(slot: number): number {
    return this.values[2 * slot] ?? 0
  }

  second(slot: number): number {
    return this.values[2 * slot + 1] ?? 0
  }

  /** Slot of a key, or of the free place where it would go. */
  private slot(key: number): number {
    const { keys, mask } = this
    let i = hashOf(key) & mask
    while (keys[i] !== key && keys[i] !== -1) i = (i + 1) & mask
    return i
  }

  /** Slot of a key, -1 where it is not in the table. */
  find(key: number): number {
    const i = this.slot(key)
    return this.keys[i] === key ? i : -1
  }

  /** Slot of a key, put in if need be. */
  private insert(key: number): number {
    let i = this.slot(key)
    if (this.keys[i] === key) return i
    if (++this.size > this.mask * 0.7) {
      this.grow()
      i = this.slot(key)
    }
    this.keys[i] = key
    return i
  }

  /** Adds to the numbers of a key; true where the key is new. */
  addTo(key: number, first: number, second = 0): boolean {
    const before = this.size
    const i = this.insert(key)
    this.values[2 * i] = this.first(i) + first
    this.values[2 * i + 1] = this.second(i) + second
    return this.size > before
  }

  forEach(visit: (key: number, first: number, second: number) => void): void {
    this.keys.forEach((key, i) => {
      if (key !== -1) visit(key, this.first(i), this.second(i))
    })
  }

  update(change: (key: number, first: number, second: number) => [first: number, second: number]): void {
    this.keys.forEach((key, i) => {
      if (key === -1) return
      const [first, second] = change(key, this.first(i), this.second(i))
      this.values[2 * i] = first
      this.values[2 * i + 1] = second
    })
  }

  private grow(): void {
    const { keys, values } = this
    this.mask = this.mask * 2 + 1
    this.keys = new Float64Array(this.mask + 1).fill(-1)
    this.values = new Float32Array(2 * this.mask + 2)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? -1
      if (key === -1) continue
      const j = this.slot(key)
      this.keys[j] = key
      this.values[2 * j] = values[2 * i] ?? 0
      this.values[2 * j + 1] = values[2 * i + 1] ?? 0
    }
  }
}

/**
 * A table that changes no more, made to be looked up in. Its entries have a context and a character. Those of one
 * character stand together: a search asks for the same character after many contexts, place by place, so what it needs
 * is in the processor's caches. Contexts are not kept but a fingerprint of 32 bits in the slot that another hash leads
 * to: of two thousand million that are not in the table about one is taken for one that is. Threads may share it.
 */
export class FrozenTable {
  private readonly words: Uint32Array
  private readonly numbers: Float32Array
  private readonly starts: Uint32Array
  private readonly masks: Uint32Array

  private constructor(private readonly sent: SentTable) {
    this.words = new Uint32Array(sent.slots)
    this.numbers = new Float32Array(sent.slots)
    const characters = sent.regions.byteLength / 8
    this.starts = new Uint32Array(sent.regions, 0, characters)
    this.masks = new Uint32Array(sent.regions, 4 * characters)
  }

  /** The table with its first number only, or with both. A key's part below `characters` is its character. */
  static of(table: PairTable, numbers: 1 | 2, characters: number): FrozenTable {
    const sizes = new Uint32Array(characters)
    const characterOf = (key: number) => key - Math.floor(key / characters) * characters
    table.forEach((key) => {
      const c = characterOf(key)
      sizes[c] = (sizes[c] ?? 0) + 1
    })
    const regions = new SharedArrayBuffer(8 * characters)
    const starts = new Uint32Array(regions, 0, characters)
    const masks = new Uint32Array(regions, 4 * characters)
    // the first slot stays free: where a character has no entries, they are looked for there
    let slots = 1
    sizes.forEach((size, c) => {
      if (size === 0) return
      let room = 1
      while (room < size * 1.5) room *= 2
      starts[c] = slots
      masks[c] = room - 1
      slots += room
    })
    const stride = numbers === 1 ? 2 : 3
    const frozen = new FrozenTable({ slots: new SharedArrayBuffer(slots * stride * 4), regions, stride })
    table.forEach((key, first, second) => {
      frozen.put(Math.floor(key / characters), characterOf(key), first, second)
    })
    return frozen
  }

  /** The table that another thread sent. */
  static from(sent: SentTable): FrozenTable {
    return new FrozenTable(sent)
  }

  /** What another thread needs to use the same table. */
  send(): SentTable {
    return this.sent
  }

  /** Where the numbers of an entry stand, -1 where it is not in the table. */
  find(context: number, character: number): number {
    const { words } = this
    const { stride } = this.sent
    const start = this.starts[character] ?? 0
    const mask = this.masks[character] ?? 0
    const print = fingerprint(context)
    let i = hashOf(context) & mask
    for (;;) {
      const at = (start + i) * stride
      const found = words[at] ?? 0
      if (found === print) return at + 1
      if (found === 0) return -1
      i = (i + 1) & mask
    }
  }

  /** The first number at a place that `find` gave. */
  first(at: number): number {
    return this.numbers[at] ?? 0
  }

  second(at: number): number {
    return this.numbers[at + 1] ?? 0
  }

  private put(context: number, character: number, first: number, second: number): void {
    const { words, numbers } = this
    const { stride } = this.sent
    const start = this.starts[character] ?? 0
    const mask = this.masks[character] ?? 0
    let i = hashOf(context) & mask
    while (words[(start + i) * stride] !== 0) i = (i + 1) & mask
    const at = (start + i) * stride
    words[at] = fingerprint(context)
    numbers[at + 1] = first
    if (stride === 3) numbers[at + 2] = second
  }
}

/** A table on its way to another thread. */
export interface SentTable {
  /** Words of 32 bits: a slot is a fingerprint, 0 where it is free, and its one or two numbers. */
  slots: SharedArrayBuffer
  /** By character, where its slots start; then, by character, their number less one. */
  regions: SharedArrayBuffer
  /** Words of a slot. */
  stride: 2 | 3
}

/** A hash of a non-negative integer below 2^53, good in its lowest bits. */
export function hashOf(key: number): number {
  const high = Math.floor(key / 4294967296)
  let h = Math.imul((key - high * 4294967296) | 0, 0x9e3779b1) ^ Math.imul(high | 0, 0x85ebca6b)
  h ^= h >>> 15
  return Math.imul(h, 0x2c1b3c6d)
}

/** Never 0, which marks a free slot. */
function fingerprint(key: number): number {
  const high = Math.floor(key / 4294967296)
  let h = Math.imul((key - high * 4294967296) ^ 0x5bd1e995, 0xc2b2ae35) ^ Math.imul(high | 0, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 16), 0x165667b1)
  return (h ^ (h >>> 13)) >>> 0 || 1
}
