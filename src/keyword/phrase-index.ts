import type { PlanRecord } from '../record.js'
import { foldText, isAmbiguousSimplified } from '../text/index.js'
import { TEXT_FIELDS, textStretches, type TextField } from './fields.js'
import { withinDistance } from './proximity.js'

export interface PhraseOptions {
  /** True: the characters as stored, nothing folded. Default false. */
  exact?: boolean
  /** Field or fields to look in. Default: all. */
  field?: TextField | readonly TextField[]
  /** Stop after so many records. Default: all. */
  most?: number
}

/**
 * Which form of the text a phrase is compared with. Two or more Han characters tell their merged forms apart, so they
 * are compared `merged`, and either script finds the other. One alone is compared `kept`: 製 does not find 制.
 */
export type PhraseForm = 'merged' | 'kept' | 'exact'

export function phraseForm(phrase: string, exact = false): PhraseForm {
  if (exact) return 'exact'
  const han = foldText(phrase, 'kept').match(/\p{Script=Han}/gu) ?? []
  return han.length === 1 && !isAmbiguousSimplified(han[0]) ? 'kept' : 'merged'
}

/** The form in which strings are compared that must stand near one another: one for all, since distances count in it. */
export function nearForm(phrases: readonly string[], exact = false): PhraseForm {
  if (exact) return 'exact'
  return phrases.every((phrase) => phraseForm(phrase) === 'kept') ? 'kept' : 'merged'
}

/** A text in a form. */
export function inForm(text: string, form: PhraseForm): string {
  return form === 'exact' ? text : foldText(text, form)
}

/**
 * Exact phrases: which records hold a string in one of their text fields. It looks through the text itself, so what it
 * finds is complete for every string from one character on. Three thousand records take well under a millisecond.
 */
export class PhraseIndex {
  /** Texts of all stretches in each form, made when first needed. */
  private readonly texts = new Map<PhraseForm, SearchableText>()

  private constructor(
    private readonly stretches: readonly string[],
    private readonly ordinals: Int32Array,
    private readonly fields: readonly TextField[],
  ) {}

  /** Ordinals are places in `records`. */
  static build(records: readonly PlanRecord[]): PhraseIndex {
    const stretches: string[] = []
    const fields: TextField[] = []
    const ordinals: number[] = []
    records.forEach((record, ordinal) => {
      for (const { field, text } of textStretches(record)) {
        stretches.push(text)
        fields.push(field)
        ordinals.push(ordinal)
      }
    })
    return new PhraseIndex(stretches, Int32Array.from(ordinals), fields)
  }

  /**
   * Ordinals of the records that hold the phrase, ascending. A phrase of which folding leaves nothing (white space)
   * finds none.
   */
  find(phrase: string, { exact = false, field, most = Infinity }: PhraseOptions = {}): number[] {
    const form = phraseForm(phrase, exact)
    const needle = inForm(phrase, form)
    const accept = acceptFields(field)
    const found: number[] = []
    this.scan(form, needle, (stretch) => {
      if (!accept(this.fields[stretch])) return 'go on'
      found.push(this.ordinals[stretch] ?? 0)
      return found.length < most ? 'next' : 'stop'
    })
    return found
  }

  /**
   * Ordinals of the records of which one field holds all the strings, in any order, with at most `distance` further
   * characters (of the folded text, unless `exact`) between the first and the last of them.
   */
  near(phrases: readonly string[], distance: number, { exact = false, field }: PhraseOptions = {}): number[] {
    if (phrases.length === 0) return []
    const form = nearForm(phrases, exact)
    const needles = phrases.map((phrase) => inForm(phrase, form))
    const longest = needles.reduce((a, b) => (b.length > a.length ? b : a))
    if (needles.includes('')) return []
    const accept = acceptFields(field)
    const { text, starts } = this.text(form)
    const found: number[] = []
    this.scan(form, longest, (stretch) => {
      const start = starts[stretch] ?? 0
      const end = (starts[stretch + 1] ?? text.length + 1) - 1
      const matches = accept(this.fields[stretch]) && withinDistance(text.slice(start, end), needles, distance)
      if (matches) found.push(this.ordinals[stretch] ?? 0)
      return matches ? 'next' : 'go on'
    })
    return found
  }

  /** Calls `visit` for every stretch that holds the needle; it says whether to go on, with this record or the next. */
  private scan(form: PhraseForm, needle: string, visit: (stretch: number) => 'go on' | 'next' | 'stop'): void {
    if (needle === '' || needle.includes(SEPARATOR)) return
    const { text, starts } = this.text(form)
    let stretch = 0
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, starts[stretch])) {
      stretch = stretchAt(starts, at, stretch)
      const then = visit(stretch)
      if (then === 'stop') return
      const ordinal = this.ordinals[stretch]
      do stretch++
      while (then === 'next' && this.ordinals[stretch] === ordinal)
      if (stretch >= this.stretches.length) return
    }
  }

  private text(form: PhraseForm): SearchableText {
    let text = this.texts.get(form)
    if (!text) this.texts.set(form, (text = joinStretches(this.stretches, form)))
    return text
  }
}

/** Stretches one after the other with a separator that no phrase can contain; stretch i begins at `starts[i]`. */
interface SearchableText {
  text: string
  starts: Int32Array
}

/** A noncharacter, which no text has; a phrase that has it finds nothing. */
const SEPARATOR = '\uffff'

function joinStretches(stretches: readonly string[], form: PhraseForm): SearchableText {
  const parts = stretches.map((stretch) => inForm(stretch, form))
  const starts = new Int32Array(parts.length)
  let at = 0
  parts.forEach((part, i) => {
    starts[i] = at
    at += part.length + 1
  })
  return { text: parts.join(SEPARATOR), starts }
}

/** The stretch that holds the offset, looked for from `from` on. */
function stretchAt(starts: Int32Array, offset: number, from: number): number {
  let low = from
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function acceptFields(field: PhraseOptions['field']): (field: TextField | undefined) => boolean {
  const fields = new Set<unknown>(typeof field === 'string' ? [field] : (field ?? TEXT_FIELDS))
  return (one) => fields.has(one)
}
