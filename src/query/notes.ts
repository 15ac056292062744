import type { QueryProblem } from '../search/types.js'

interface Note {
  /** The change to the query: `text` in place of `[start, end)`. */
  start: number
  end: number
  text: string
  message: string
  problemStart: number
  problemEnd: number
  kind: 'fix' | 'hint' | 'none'
}

/** Problems of one query; a pasted page can hold thousands, and each carries a corrected query. */
export const MAX_PROBLEMS = 20

/** What took no part in the search, and why. */
export interface Ignored {
  text: string
  reason: string
}

/** Collects what is to be said about a query while it is read. */
export class Notes {
  readonly ignored: Ignored[] = []
  private readonly notes: Note[] = []

  constructor(private readonly query: string) {}

  ignore(start: number, end: number, reason: string): void {
    this.ignored.push({ text: this.query.slice(start, end), reason })
  }

  /** A slip that was read in the one sensible way; `text` in place of `[from, to)` says so in correct syntax. */
  fix(start: number, end: number, message: string, from: number, to: number, text: string): void {
    this.add({ problemStart: start, problemEnd: end, message, start: from, end: to, text, kind: 'fix' })
  }

  /** Something that may have been meant otherwise; `text` in place of `[from, to)` would say that. */
  hint(start: number, end: number, message: string, from: number, to: number, text: string): void {
    this.add({ problemStart: start, problemEnd: end, message, start: from, end: to, text, kind: 'hint' })
  }

  /** A problem with no better query to offer. */
  say(start: number, end: number, message: string): void {
    this.add({ problemStart: start, problemEnd: end, message, start, end, text: '', kind: 'none' })
  }

  private add(note: Note): void {
    // One more than shown is kept, to know that there were more.
    if (this.notes.length <= MAX_PROBLEMS) this.notes.push(note)
  }

  /**
   * The problems in the order of the query, at most MAX_PROBLEMS. All fixes go into one corrected query; where that
   * would not be clean (`isClean`), `printed`, the query as understood, is offered in its place.
   */
  problems(isClean: (query: string) => boolean, printed: () => string): QueryProblem[] {
    if (this.notes.length === 0) return []
    const more = this.notes.length > MAX_PROBLEMS
    const shown = this.notes.slice(0, MAX_PROBLEMS).sort((a, b) => a.problemStart - b.problemStart)
    const fixes = shown.filter((note) => note.kind === 'fix')
    let fixed: string | undefined
    if (fixes.length > 0) {
      const corrected = more ? undefined : apply(this.query, fixes)
      fixed = corrected !== undefined && isClean(corrected) ? corrected : printed()
    }
    return shown.map((note, i) => {
      const rest = more && i === shown.length - 1 ? '（後面還有其他問題）' : ''
      const problem = { start: note.problemStart, end: note.problemEnd, message: note.message + rest }
      const suggestion = note.kind === 'fix' ? fixed : note.kind === 'hint' ? apply(this.query, [note]) : undefined
      // An offer that leads to the next slip is none. Beside other slips this cannot be told, nor cheaply.
      if (note.kind === 'hint' && shown.length === 1 && !isClean(suggestion ?? '')) return problem
      return suggestion === undefined || suggestion === '' ? problem : { ...problem, suggestion }
    })
  }
}

/** The text with the edits made, or undefined where two of them overlap. White space at the ends goes. */
function apply(text: string, edits: readonly Note[]): string | undefined {
  let result = ''
  let from = 0
  // Of marks that are missing in one place, the one that was opened last closes first.
  const order = (a: Note, b: Note) => a.start - b.start || a.end - b.end || b.problemStart - a.problemStart
  for (const edit of [...edits].sort(order)) {
    if (edit.start < from) return undefined
    result += text.slice(from, edit.start) + edit.text
    // What is taken out from between two spaces takes one of them along.
    const spaced = edit.text === '' && text[edit.end] === ' ' && (result === '' || result.endsWith(' '))
    from = spaced ? edit.end + 1 : edit.end
  }
  return (result + text.slice(from)).trim()
}
