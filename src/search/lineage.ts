import { diffArrays } from 'diff'
import type { PlanRecord } from '../record.js'
import type { Segmenter } from '../text/index.js'
import type { Collection } from './collection.js'
import type { DiffPart, LineageLink } from './types.js'
import { dice, type Wording } from './wording.js'

/** Least score at which two records of different years count as one programme. */
const LEAST = 0.3
/** A second link of a record (split or merged) has to come this near to its best one. */
const NEARLY_BEST = 0.75
/** Titles this alike are the same title. */
const SAME_TITLE = 0.8
/** Words of a title that tell nothing of the programme. */
const TITLE_NOISE = /計畫|業務|工作|辦理|推動|加強|之|等|與|及/gu

/**
 * How surely two records of one agency in two years are one programme, 0 to 1: the title tells more than the text,
 * which agencies rewrite every year; either alone is enough where it is nearly the same.
 */
function continuity(a: PlanRecord, b: PlanRecord, wording: number): number {
  const title = Math.max(
    dice(a.title, b.title),
    dice(a.title.replaceAll(TITLE_NOISE, ''), b.title.replaceAll(TITLE_NOISE, '')),
  )
  const text = Math.max(dice(a.text, b.text), wording)
  return Math.max(title * 0.55 + text * 0.45, title >= 0.95 ? 0.8 : 0, text * 0.85)
}

/** Finds a record's programme in other years of the same agency, under whatever name the agency had then. */
export class Lineage {
  constructor(
    private readonly collection: Collection,
    private readonly wording: Wording,
    private readonly segmenter: Segmenter,
    /** Printed names that an agency has or had. */
    private readonly agencyNames: (name: string) => readonly string[],
  ) {}

  /** Links to other years, by year. Empty where the programme stands in one year only. */
  of(ordinal: number): LineageLink[] {
    const record = this.collection.at(ordinal)
    const names = new Set([record.agency, ...this.agencyNames(record.agency)])
    const family = this.collection.records.flatMap((r, i) =>
      r.kind === record.kind && names.has(r.agency) && !(r.kind === 'goal' && r.uncertain) ? [i] : [],
    )
    const here = family.filter((i) => this.collection.at(i).year === record.year)
    const years = [...new Set(family.map((i) => this.collection.at(i).year))].filter((year) => year !== record.year)
    return years
      .sort((a, b) => a - b)
      .flatMap((year) =>
        this.between(
          ordinal,
          here,
          family.filter((i) => this.collection.at(i).year === year),
        ),
      )
  }

  /** Links of one record to another year; `here` are all candidates of its own year, `there` those of the other. */
  private between(ordinal: number, here: readonly number[], there: readonly number[]): LineageLink[] {
    const score = (a: number, b: number) =>
      continuity(this.collection.at(a), this.collection.at(b), this.wording.between(a, b))
    const links = (own: readonly number[], own1: number, others: readonly number[]) => {
      const scored = others.map((other) => ({ other, score: score(own1, other) })).filter((s) => s.score >= LEAST)
      const best = Math.max(0, ...scored.map((s) => s.score))
      return scored.filter(({ other, score: s }) => {
        if (s < best * NEARLY_BEST) return false
        // The other one must not belong much better to a different record of this year.
        const rival = Math.max(0, ...own.filter((o) => o !== own1).map((o) => score(o, other)))
        return s >= rival * NEARLY_BEST || s === best
      })
    }
    const found = links(here, ordinal, there).filter(({ other, score: s }) => {
      const rival = Math.max(0, ...here.filter((o) => o !== ordinal).map((o) => score(o, other)))
      return s >= rival * NEARLY_BEST
    })
    return found.map(({ other, score: confidence }) => {
      const back = links(there, other, here)
      return {
        record: this.collection.at(other),
        relation: this.relation(ordinal, other, found.length, back.length),
        confidence: Math.round(Math.min(1, confidence) * 100) / 100,
        differences: this.differences(ordinal, other),
      }
    })
  }

  private relation(a: number, b: number, forward: number, backward: number): LineageLink['relation'] {
    const [older, newer] =
      this.collection.at(a).year < this.collection.at(b).year ? [forward, backward] : [backward, forward]
    if (older > 1) return 'split'
    if (newer > 1) return 'merged'
    return dice(this.collection.at(a).title, this.collection.at(b).title) >= SAME_TITLE ? 'same' : 'renamed'
  }

  /** What changed from the older of the two to the newer, word by word; fields that did not change are left out. */
  private differences(a: number, b: number): LineageLink['differences'] {
    const [x, y] = [this.collection.at(a), this.collection.at(b)]
    const [older, newer] = x.year <= y.year ? [x, y] : [y, x]
    const pairs: { field: LineageLink['differences'][number]['field']; from: string; to: string }[] = [
      { field: 'title', from: older.title, to: newer.title },
      { field: 'text', from: older.text, to: newer.text },
    ]
    if (older.kind === 'kpi' && newer.kind === 'kpi')
      pairs.push({ field: 'target', from: older.target, to: newer.target })
    return pairs
      .filter(({ from, to }) => from !== to)
      .map(({ field, from, to }) => ({ field, parts: this.diff(from, to) }))
  }

  private diff(from: string, to: string): DiffPart[] {
    const words = (text: string): string[] => {
      const out: string[] = []
      let end = 0
      for (const { start, end: stop } of this.segmenter.segment(text)) {
        if (start > end) out.push(...Array.from(text.slice(end, start)))
        out.push(text.slice(start, stop))
        end = stop
      }
      out.push(...Array.from(text.slice(end)))
      return out
    }
    return diffArrays(words(from), words(to)).map(({ value, added, removed }) => ({
      text: value.join(''),
      change: added ? 'added' : removed ? 'removed' : 'same',
    }))
  }
}
