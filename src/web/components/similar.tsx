import type { PlanRecord } from '../../record.js'
import type { RecordModel } from '../model.js'
import { SIMILAR_SCOPES } from '../urls.js'
import { usePage } from './context.js'
import { UncertainMark } from './uncertain.js'

/** Characters of a similar record's passage that are shown. */
const SHOWN = 70

/** Records that say the like, each with its best passage; near-duplicates are counted and linked, never hidden. */
export function SimilarView({ model }: { model: RecordModel }) {
  const { t, to } = usePage()
  const { record, similar, duplicates, scope } = model
  return (
    <section class="similar" aria-labelledby="similar-heading">
      <h2 id="similar-heading">{t.record.similar}</h2>
      <ScopeChoice model={model} />
      {similar.hits.length === 0 && <p>{t.record.similarNone[scope]}</p>}
      <ol>
        {similar.hits.map((hit) => {
          const start = hit.passages[0]?.start ?? 0
          const passage = hit.text.slice(start, start + SHOWN)
          return (
            <li key={hit.id}>
              <p class="meta">
                <span>{hit.agency}</span>
                <span>{t.rocYear(hit.year)}</span>
                <span>{t.kind[hit.kind]}</span>
              </p>
              <a href={to.record(hit.id)}>{hit.title}</a> {hit.uncertain && <UncertainMark />}
              <p class="similar-passage">
                {passage}
                {hit.text.length > start + SHOWN && '…'}
              </p>
              {hit.duplicates.length > 0 && (
                <details>
                  <summary>{t.record.duplicates(hit.duplicates.length)}</summary>
                  <ul>
                    {hit.duplicates.map((id) => (
                      <li key={id}>
                        <a href={to.record(id)}>{nameOf(duplicates.get(id)) ?? id}</a>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
              <p>
                <a
                  href={to.compare([record.id, hit.id])}
                  class="compare-link"
                  aria-label={`${t.record.compareWith}{t.colon}${hit.title}`}
                >
                  {t.record.compareWith}
                </a>
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  )

  function nameOf(duplicate: PlanRecord | undefined): string | undefined {
    return duplicate && `${duplicate.agency} ${t.rocYear(duplicate.year)} ${duplicate.title}`
  }
}

/** Everywhere, other agencies, other years: as links, so that they work without script. */
function ScopeChoice({ model: { record, q, scope } }: { model: RecordModel }) {
  const { t, to } = usePage()
  return (
    <nav class="scopes" aria-label={t.record.similarScope}>
      {SIMILAR_SCOPES.map((one) => (
        <a
          key={one}
          href={to.record(record.id, { q, similar: one, fragment: 'similar-heading' })}
          aria-current={one === scope ? 'true' : undefined}
        >
          {t.record.scopes[one]}
        </a>
      ))}
    </nav>
  )
}
