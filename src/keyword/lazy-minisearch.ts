import MiniSearch, { type Options } from 'minisearch'
import { KEYWORD_FIELDS } from './fields.js'
import type { Postings } from './postings.js'

/** A record as MiniSearch knows it: its place. */
interface Placed {
  id: number
}

const OPTIONS: Options<Placed> = {
  fields: [...KEYWORD_FIELDS],
  // Queries are codes of terms; see `code`.
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
}

/**
 * MiniSearch over postings that are kept elsewhere: a term's are put into it when a query first asks for them.
 *
 * MiniSearch's own form of an index is an object a term, field and record; reading three thousand records from it takes
 * a fifth of a second, most of it for terms that nobody will ask for. Terms are in it as short ASCII codes, since its
 * radix tree looks through the children of a node one by one, and thousands of Han characters at the root make that slow.
 */
export class LazyMiniSearch extends MiniSearch<Placed> {
  private readonly present = new Set<number>()

  /** @param lengths for each record its number of distinct terms in each field */
  constructor(
    private readonly postings: Postings,
    lengths: readonly (readonly number[])[],
  ) {
    super(OPTIONS)
    lengths.forEach((ofRecord, ordinal) => {
      this._documentIds.set(ordinal, ordinal)
      this._idToShortId.set(ordinal, ordinal)
      this._fieldLength.set(ordinal, [...ofRecord])
    })
    this._documentCount = this._nextId = lengths.length
    this._avgFieldLength = KEYWORD_FIELDS.map((_, field) => average(lengths.map((of) => of[field] ?? 0)))
  }

  /** Makes sure that a query can ask for the term; returns the code to ask with. */
  ask(term: number): string {
    const coded = code(term)
    if (!this.present.has(term)) {
      this._index.set(coded, this.postings.decode(term))
      this.present.add(term)
    }
    return coded
  }
}

/** Over the records that have the field: those without would make every other one look long. */
function average(lengths: readonly number[]): number {
  const present = lengths.filter((length) => length > 0)
  return present.reduce((sum, length) => sum + length, 0) / Math.max(1, present.length)
}

/** A term's number as a short string. */
function code(term: number): string {
  return term.toString(32)
}
