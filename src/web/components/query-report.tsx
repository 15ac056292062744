import type { QueryReport } from '../../search/types.js'
import { RECORD_KINDS } from '../../record.js'
import { FILTER_FIELDS, filterValues, withFilter, type FilterField, type SearchState } from '../urls.js'
import { usePage } from './context.js'

/** How the query was understood: filters as removable chips, parts that could be filters, what was ignored, spelling. */
export function QueryReportView({ state, report }: { state: SearchState; report: QueryReport }) {
  const { t, to } = usePage()
  const label = (field: FilterField, value: string) => {
    const kind = RECORD_KINDS.find((one) => one === value)
    if (field === 'kind' && kind !== undefined) return t.kind[kind]
    return field === 'year' ? t.rocYear(Number(value)) : value
  }
  const filters = FILTER_FIELDS.flatMap((field) => [
    ...filterValues(state.filters, field).map((value) => ({ field, value, text: label(field, value) })),
    ...filterValues(state.filters.exclude ?? {}, field).map((value) => ({
      field,
      value,
      text: t.results.excluded(label(field, value)),
    })),
  ])
  const offered = report.understood.filter((part) =>
    part.values.some((value) => !filterValues(state.filters, part.field).includes(String(value))),
  )
  // A phrase's own words say nothing more.
  const words = report.words.filter(
    (word) => word.trim() !== '' && !report.phrases.some((phrase) => phrase.includes(word)),
  )
  const without = (part: string) => to.search({ ...state, q: removed(state.q, part), page: 1 })
  const isRemovable = (part: string) => state.q.includes(part) && removed(state.q, part) !== ''
  return (
    <div class="report">
      {(filters.length > 0 || words.length > 0 || report.phrases.length > 0) && (
        <dl class="chips">
          <dt>{t.results.understood}</dt>
          {filters.map(({ field, value, text }) => (
            <dd key={`${field}${text}`} class="chip chip-filter">
              {text}
              <a
                href={to.search(withFilter(state, field, value, 'none'))}
                aria-label={t.results.removeFilter(text)}
                data-search-link
              >
                ×
              </a>
            </dd>
          ))}
          {report.phrases.map((phrase) => (
            <dd key={`「${phrase}`} class="chip chip-phrase">
              <small>{t.results.phrase}</small>
              {phrase}
              {isRemovable(phrase) && (
                <a href={without(phrase)} aria-label={t.results.removeWord(phrase)} data-search-link>
                  ×
                </a>
              )}
            </dd>
          ))}
          {words.map((word) => (
            <dd key={word} class="chip chip-word">
              {word}
              {isRemovable(word) && words.length > 1 && (
                <a href={without(word)} aria-label={t.results.removeWord(word)} data-search-link>
                  ×
                </a>
              )}
            </dd>
          ))}
        </dl>
      )}
      {offered.length > 0 && (
        <p class="offered">
          {t.results.offered}
          {t.colon}
          {offered.map((part) => (
            <a key={part.start} href={asFilter(part.field, part.values)} data-search-link>
              {t.results.asFilter(part.text, t.results.fields[part.field])}
            </a>
          ))}
        </p>
      )}
      {report.corrected?.map(({ from, to: instead }) => (
        <p key={from} class="corrected">
          {t.results.corrected(from, instead)}{' '}
          <a href={to.search({ ...state, q: state.q.replace(from, `「${from}」`), page: 1 })} data-search-link>
            {t.results.literally(from)}
          </a>
        </p>
      ))}
      {report.problems.map((problem) => (
        <p key={`${problem.start}${problem.message}`} class="problem">
          {problem.message}
          {problem.suggestion !== undefined && (
            <>
              {' '}
              {t.results.didYouMean}{' '}
              <a href={to.search({ ...state, q: problem.suggestion, page: 1 })} data-search-link>
                {problem.suggestion}
              </a>
            </>
          )}
        </p>
      ))}
      {report.ignored.length > 0 && (
        <p class="ignored">
          {t.results.ignored}
          {t.colon}
          {report.ignored.map(({ text, reason }) => (
            <span key={text}>
              「{text}」（{reason}）
            </span>
          ))}
        </p>
      )}
    </div>
  )

  function asFilter(field: FilterField, values: readonly (string | number)[]): string {
    return to.search(
      values.reduce<SearchState>((next, value) => withFilter(next, field, String(value), 'include'), state),
    )
  }
}

/** The query without one of its words or phrases, and without the quotation marks that would be left empty. */
function removed(query: string, part: string): string {
  return query
    .replace(part, ' ')
    .replace(/[「『"“]\s*[」』"”]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}
