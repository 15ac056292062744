import type { PlanRecord } from '../../record.js'
import type { SimilarResponse } from '../../search/types.js'
import { usePage } from './context.js'
import { UncertainMark } from './uncertain.js'

/** Characters of a similar record's passage that are shown. */
const SHOWN = 70

interface SimilarViewProps {
  record: PlanRecord
  similar: SimilarResponse
  duplicates: ReadonlyMap<string, PlanRecord>
}

/** Records that say the like, each with its best passage; near-duplicates are counted and linked, never hidden. */
export function SimilarView({ record, similar, duplicates }: SimilarViewProps) {
  const { t, to } = usePage()
  return (
    <section class="similar" aria-labelledby="similar-heading">
      <h2 id="similar-heading">{t.record.similar}</h2>
      {similar.hits.length === 0 && <p>{t.record.similarNone}</p>}
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
