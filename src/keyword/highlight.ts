import type { PlanRecord, Range } from '../record.js'
import { fold, type Folded } from '../text/index.js'
import { textStretches, type TextField } from './fields.js'
import { inForm, nearForm, phraseForm, type PhraseForm } from './phrase-index.js'
import { nearestWindow } from './proximity.js'

/** What to mark in a record. */
export type HighlightTarget =
  | { kind: 'phrase'; text: string; exact?: boolean }
  | { kind: 'near'; texts: readonly string[]; distance: number; exact?: boolean }

/**
 * Ranges per field of the stored text that words and phrases match, ascending and merged where they touch; fields
 * without a match are left out. `kpis` are ranges in the names joined by 、, `section` in the headings joined by a line
 * break, the other fields in themselves.
 *
 * @param targets words (marked wherever they stand) and phrases; of `near` the strings are marked where a field holds
 * them within the distance.
 */
export function highlightRanges(
  record: PlanRecord,
  targets: readonly (string | HighlightTarget)[],
  fields?: readonly TextField[],
): Partial<Record<TextField, Range[]>> {
  const result: Partial<Record<TextField, Range[]>> = {}
  for (const { field, text, offset } of textStretches(record)) {
    if (fields && !fields.includes(field)) continue
    const stretch = new FormsOf(text)
    const ranges = targets
      .flatMap((target) => stretch.find(typeof target === 'string' ? { kind: 'phrase', text: target } : target))
      .map(([start, end]): Range => [start + offset, end + offset])
    if (ranges.length > 0) result[field] = mergeRanges([...(result[field] ?? []), ...ranges])
  }
  return result
}

/** A text in the forms that phrases are compared with, each made once. */
class FormsOf {
  private readonly forms = new Map<'merged' | 'kept', Folded>()

  constructor(private readonly text: string) {}

  find(target: HighlightTarget): Range[] {
    if (target.kind === 'phrase') {
      const form = phraseForm(target.text, target.exact)
      return this.places(form, inForm(target.text, form))
    }
    const form = nearForm(target.texts, target.exact)
    const needles = target.texts.map((text) => inForm(text, form))
    const folded = form === 'exact' ? this.text : this.folded(form).text
    const window = nearestWindow(folded, needles, target.distance)
    return (window ?? []).map(({ start, end }) => this.toStored(form, start, end))
  }

  private places(form: PhraseForm, needle: string): Range[] {
    const text = form === 'exact' ? this.text : this.folded(form).text
    const found: Range[] = []
    if (needle === '') return found
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      found.push(this.toStored(form, at, at + needle.length))
    }
    return found
  }

  private toStored(form: PhraseForm, start: number, end: number): Range {
    if (form === 'exact') return [start, end]
    const folded = this.folded(form)
    return folded.toStored(folded.range(start, end))
  }

  private folded(form: 'merged' | 'kept'): Folded {
    let folded = this.forms.get(form)
    if (!folded) this.forms.set(form, (folded = fold(this.text, form)))
    return folded
  }
}

function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
