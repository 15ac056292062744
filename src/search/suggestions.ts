import { foldText, type Segmenter } from '../text/index.js'
import type { Collection } from './collection.js'
import type { SuggestResponse } from './types.js'

type Completion = SuggestResponse['completions'][number]

/** Completions of one answer. */
const MOST = 8
/** A term is offered from this many titles on. */
const LEAST_TITLES = 3
/** Terms of one character say too little, longer ones than this are titles. */
const TERM_LENGTH = { least: 2, most: 8 }

/** Completions from titles, KPI names, agencies, and the terms that titles share. */
export class Suggestions {
  private readonly entries: { key: string; completion: Completion }[]

  constructor(collection: Collection, segmenter: Segmenter) {
    const counts = new Map<string, Completion>()
    const add = (kind: Completion['kind'], text: string) => {
      const entry = counts.get(`${kind} ${text}`)
      if (entry) entry.count++
      else if (text !== '') counts.set(`${kind} ${text}`, { text, kind, count: 1 })
    }
    for (const record of collection.records) {
      add('agency', record.agency)
      if (record.uncertain) continue
      if (record.kind === 'project') add('title', record.title)
      if (record.kind === 'kpi') add('kpi', record.title)
      if (record.kind === 'project' || record.kind === 'kpi') {
        const words = segmenter.segment(record.title).map(({ start, end }) => record.title.slice(start, end))
        for (const word of new Set(words))
          if (word.length >= TERM_LENGTH.least && word.length <= TERM_LENGTH.most) add('term', word)
      }
    }
    this.entries = [...counts.values()]
      .filter((c) => c.kind !== 'term' || c.count >= LEAST_TITLES)
      .map((completion) => ({ key: foldText(completion.text), completion }))
  }

  /** Those that begin with the text before those that hold it, frequent before rare, short before long. */
  complete(text: string): Completion[] {
    const key = foldText(text)
    if (key === '') return []
    const seen = new Set<string>()
    return this.entries
      .flatMap(({ key: own, completion }) => {
        const at = own.indexOf(key)
        return at < 0 ? [] : [{ at, own, completion }]
      })
      .sort(
        (a, b) =>
          Number(a.at > 0) - Number(b.at > 0) || b.completion.count - a.completion.count || a.own.length - b.own.length,
      )
      .filter(({ own }) => !seen.has(own) && seen.add(own))
      .slice(0, MOST)
      .map(({ completion }) => completion)
  }
}
