import { foldInPlace, foldText } from '../text/index.js'
import { isName } from './agency-bounds.js'
import type { AgencyEntry } from './agency-file.js'

/** An agency named in running text. */
export interface AgencyMention {
  /** Range in the text. */
  start: number
  end: number
  /** Printed names of its lineage, in the order of the index; empty where the index holds nothing of it. */
  names: readonly string[]
}

interface Known {
  name: string
  aliases: string[]
  predecessors: Known[]
  successors: Known[]
  /** Those that name this one among their predecessors. */
  heirs: Known[]
  parent: Known | undefined
  /** As the index prints it, where it does; one agency can be printed in two spellings (臺, 台). */
  printed: string[]
}

interface Form {
  key: string
  agencies: Known[]
  ambiguous: boolean
}

const PREFIX = '行政院'

/**
 * The agencies that the index holds, by all their names: printed, official, everyday, and those from before or after a
 * reorganisation. Agencies that only the index knows are learnt from their printed names.
 *
 * An agency's lineage is itself, those it carries on (all the way back), and those that carry it on (all the way
 * forward); not others that came from the same ones. Where a member's own plan is not in the index, the plan of the
 * agency that it belongs to stands for it: 疾管署 is found as 衛生福利部.
 */
export class AgencyDirectory {
  /** Agencies as the index prints them, each once, in the order given. */
  readonly printed: readonly string[]
  private readonly byKey = new Map<string, Known[]>()
  /** Names to look for in running text by their first character, longest first. */
  private readonly forms = new Map<string, Form[]>()

  constructor(entries: readonly AgencyEntry[], printed: Iterable<string>) {
    this.printed = [...new Set(printed)]
    const agencies = connect(entries)
    for (const [i, entry] of entries.entries()) {
      const agency = agencies[i]
      if (!agency) continue
      for (const name of [entry.name, ...(entry.formerNames ?? []), ...(entry.aliases ?? [])]) this.name(name, agency)
      for (const name of entry.ambiguousAliases ?? []) this.name(name, agency, true)
    }
    // Shortened forms come after all full ones, so that they take no name from another agency.
    for (const agency of agencies) this.shorten(agency)
    for (const name of this.printed) this.print(name)
    for (const forms of this.forms.values()) forms.sort((a, b) => b.key.length - a.key.length)
  }

  /** Whether the name is one of an agency, in the index or not. */
  knows(name: string): boolean {
    return this.byKey.has(foldText(name))
  }

  isPrinted(name: string): boolean {
    return this.printed.includes(name)
  }

  /**
   * Printed names of all agencies in the lineage of that name, in the order of the index. Empty where nobody knows the
   * name, or the index holds nothing of its lineage.
   */
  resolve(name: string): readonly string[] {
    return this.printedOf(this.byKey.get(foldText(name)) ?? [])
  }

  /** Printed names that are this very name, in other spellings at most; not its lineage. */
  exactly(name: string): readonly string[] {
    const key = foldText(name)
    return this.printed.filter((printed) => foldText(printed) === key)
  }

  /** Agencies named in running text, in its order, the longest name at each place. */
  find(text: string): AgencyMention[] {
    const folded = foldInPlace(text)
    const found: AgencyMention[] = []
    for (let i = 0; i < folded.length;) {
      const form = this.forms.get(folded.charAt(i))?.find(({ key, ambiguous }) => {
        const end = i + key.length
        return (
          folded.startsWith(key, i) &&
          isName(text.slice(i, end), text.slice(Math.max(0, i - 2), i), text.slice(end, end + 2), ambiguous)
        )
      })
      if (form) {
        found.push({ start: i, end: i + form.key.length, names: this.printedOf(form.agencies) })
        i += form.key.length
      } else i++
    }
    return found
  }

  /** Everyday name of an agency: 衛福部 of 衛生福利部, 原子能委員會 of 行政院原子能委員會 where there is no other. */
  shortName(name: string): string {
    const key = foldText(name)
    const agency = this.byKey.get(key)?.find((known) => foldText(known.name) === key || known.printed.includes(name))
    return agency?.aliases[0] ?? withoutPrefix(name) ?? name
  }

  /** Printed names that were probably meant, best first. Empty where nothing is near. */
  suggest(name: string, limit = 3): string[] {
    const wanted = foldText(name)
    const best = new Map<string, number>()
    for (const [key, agencies] of this.byKey) {
      const score = likeness(wanted, key)
      if (score < 0.5) continue
      for (const printed of this.printedOf(agencies)) best.set(printed, Math.max(score, best.get(printed) ?? 0))
    }
    return [...best]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([printed]) => printed)
  }

  private printedOf(agencies: readonly Known[]): readonly string[] {
    const names = new Set<string>()
    for (const agency of agencies.flatMap(lineage)) {
      const own = agency.printed.length > 0 ? agency.printed : (agency.parent?.printed ?? [])
      for (const name of own) names.add(name)
    }
    return this.printed.filter((name) => names.has(name))
  }

  /** Gives an agency a name; `spoken` ones are looked for in running text. */
  private name(name: string, agency: Known, ambiguous = false, spoken = true): void {
    const key = foldText(name)
    const known = this.byKey.get(key) ?? []
    if (!known.includes(agency)) this.byKey.set(key, [...known, agency])
    if (!spoken) return
    const first = key.charAt(0)
    const forms = this.forms.get(first) ?? []
    this.forms.set(first, forms)
    const form = forms.find((other) => other.key === key)
    if (!form) forms.push({ key, agencies: [agency], ambiguous })
    else if (!form.agencies.includes(agency)) form.agencies.push(agency)
  }

  /** 大陸委員會 of 行政院大陸委員會; 銀行局 of 金融監督管理委員會銀行局, which is too general to look for in text. */
  private shorten(agency: Known): void {
    const short = withoutPrefix(agency.name)
    if (short !== undefined && !this.byKey.has(foldText(short))) this.name(short, agency)
    const { parent } = agency
    if (parent && agency.name.startsWith(parent.name)) {
      const own = agency.name.slice(parent.name.length)
      if (own.length >= 3) this.name(own, agency, false, false)
    }
  }

  /** Learns a name that the index prints. */
  private print(name: string): void {
    const key = foldText(name)
    const short = withoutPrefix(name)
    // An official name, then the same with or without 行政院.
    const agency =
      this.byKey.get(key)?.find((known) => foldText(known.name) === key) ??
      this.byKey.get(key)?.[0] ??
      (short === undefined ? undefined : this.byKey.get(foldText(short))?.[0])
    if (agency) {
      agency.printed.push(name)
      this.name(name, agency)
      return
    }
    const learnt = isolated(name, [])
    learnt.printed.push(name)
    learnt.parent = this.parentOf(name)
    this.name(name, learnt)
    this.shorten(learnt)
  }

  /** The agency whose name begins the name, the longest. */
  private parentOf(name: string): Known | undefined {
    for (let end = name.length - 3; end >= 3; end--) {
      const head = name.slice(0, end)
      const parent = this.byKey.get(foldText(head))?.find((known) => known.name === head)
      if (parent && head !== PREFIX) return parent
    }
    return undefined
  }
}

function isolated(name: string, aliases: string[]): Known {
  return { name, aliases, predecessors: [], successors: [], heirs: [], parent: undefined, printed: [] }
}

function connect(entries: readonly AgencyEntry[]): Known[] {
  const agencies = entries.map(({ name, aliases = [], ambiguousAliases = [] }) =>
    isolated(name, [...aliases, ...ambiguousAliases]),
  )
  const byName = new Map(agencies.map((agency) => [agency.name, agency]))
  const named = (names: readonly string[] = []) => names.flatMap((name) => byName.get(name) ?? [])
  for (const [i, entry] of entries.entries()) {
    const agency = agencies[i]
    if (!agency) continue
    agency.predecessors = named(entry.predecessors)
    agency.successors = named(entry.successors)
    agency.parent = entry.parent === undefined ? undefined : byName.get(entry.parent)
    for (const predecessor of agency.predecessors) predecessor.heirs.push(agency)
  }
  return agencies
}

function lineage(agency: Known): Known[] {
  const members = new Set([agency])
  follow(agency, (known) => known.predecessors, members)
  const heirs = new Set([agency])
  follow(agency, (known) => known.heirs, heirs)
  for (const heir of heirs) {
    members.add(heir)
    for (const successor of heir.successors) members.add(successor)
  }
  return [...members]
}

function follow(from: Known, next: (agency: Known) => readonly Known[], into: Set<Known>): void {
  const open = [...next(from)]
  for (let agency = open.pop(); agency; agency = open.pop()) {
    if (into.has(agency)) continue
    into.add(agency)
    open.push(...next(agency))
  }
}

function withoutPrefix(name: string): string | undefined {
  for (const prefix of [PREFIX, '國立']) {
    if (name.startsWith(prefix) && name.length >= prefix.length + 3) return name.slice(prefix.length)
  }
  return undefined
}

/** Likeness of two names, 0 to 1: twice the longest common subsequence by the sum of the lengths. */
function likeness(a: string, b: string): number {
  const short = a.slice(0, 40)
  let row = new Uint8Array(b.length + 1)
  for (const char of short) {
    const next = new Uint8Array(b.length + 1)
    for (let j = 1; j <= b.length; j++) {
      next[j] = b.charAt(j - 1) === char ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0)
    }
    row = next
  }
  return short.length + b.length === 0 ? 0 : (2 * (row[b.length] ?? 0)) / (a.length + b.length)
}
