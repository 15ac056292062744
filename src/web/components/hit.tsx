import type { Range } from '../../record.js'
import type { Hit, Passage } from '../../search/types.js'
import { pointAt, splitPoints, type Point } from '../layout/points.js'
import { BasketButton } from './basket-button.js'
import { usePage } from './context.js'
import { Marked } from './marked.js'
import { RecordMeta } from './record-meta.js'
import { UncertainMark } from './uncertain.js'

/** Characters of a passage shown at once; a longer one is cut around its first highlight. */
const SHOWN = 180

/** One result: what it is, where it is from, the passages that answer, and why it is here. */
export function HitView({ hit, query }: { hit: Hit; query: string }) {
  const { t, to } = usePage()
  const points = splitPoints(hit.text)
  const [above, aboveRanges] = aboveOf(hit)
  // A short point is its own title: its text would only say it again.
  const saysMore = hit.text.length > hit.title.length + 8
  return (
    <li class="hit" data-hit>
      <article aria-labelledby={`hit-${hit.id}`}>
        <RecordMeta record={hit} />
        <h3 id={`hit-${hit.id}`}>
          <a href={to.record(hit.id, { q: query, fragment: fragmentOf(hit.passages[0], points) })} data-hit-link>
            <Marked text={hit.title} ranges={hit.highlights.title} />
          </a>
          {hit.uncertain && <UncertainMark />}
        </h3>
        {above !== '' && (
          <p class="hit-work">
            <Marked text={above} ranges={aboveRanges} />
          </p>
        )}
        {(saysMore ? hit.passages : []).map((passage) => (
          <PassageView key={passage.start} hit={hit} passage={passage} />
        ))}
        {hit.kind === 'kpi' && hit.target !== '' && (
          <p class="hit-target">
            {t.record.target}
            {t.colon}
            <strong>{hit.target}</strong>
          </p>
        )}
        <div class="hit-foot">
          <Why hit={hit} />
          <BasketButton record={hit} query={query} />
        </div>
      </article>
    </li>
  )
}

/** What a hit belongs to: the programme of a plan item, the goal of an indicator, the heading above a point. */
function aboveOf(hit: Hit): [text: string, ranges: Range[] | undefined] {
  if (hit.kind === 'project') return [hit.work, hit.highlights.work]
  if (hit.kind === 'kpi') return [hit.goal, hit.highlights.goal]
  return [hit.section.at(-1) ?? '', undefined]
}

function PassageView({ hit, passage }: { hit: Hit; passage: Passage }) {
  const { t } = usePage()
  const [start, end] = window(passage)
  return (
    <p class={`passage passage-${passage.by}`} title={passage.by === 'meaning' ? t.results.byMeaning : undefined}>
      {start > passage.start && '…'}
      <Marked text={hit.text} ranges={passage.highlights} start={start} end={end} />
      {end < passage.end && '…'}
    </p>
  )
}

/** Why the hit is here, in words; the shares of wording and meaning as its title. */
function Why({ hit }: { hit: Hit }) {
  const { t } = usePage()
  if (hit.matched.by.length === 0) return <span />
  const percent = (share: number) => Math.round(share * 100)
  return (
    <p class="why" title={t.results.share(percent(hit.matched.words), percent(hit.matched.meaning))}>
      <span class="visually-hidden">
        {t.results.whyLabel}
        {t.colon}
      </span>
      {hit.matched.by.map((by) => (
        <span key={by} class={`why-${by}`}>
          {t.results.why[by]}
        </span>
      ))}
    </p>
  )
}

function fragmentOf(passage: Passage | undefined, points: readonly Point[]): string | undefined {
  const at = passage?.highlights[0]?.[0] ?? passage?.start
  return at === undefined || points.length < 2 ? undefined : pointAt(points, at)?.id
}

/** The part of a passage that is shown: all of it, or SHOWN characters from a little before its first highlight. */
function window(passage: Passage): [number, number] {
  if (passage.end - passage.start <= SHOWN) return [passage.start, passage.end]
  const first = passage.highlights[0]?.[0] ?? passage.start
  const start = Math.max(passage.start, Math.min(first - SHOWN / 4, passage.end - SHOWN))
  return [start, Math.min(passage.end, start + SHOWN)]
}
