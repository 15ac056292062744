import type { PlanRecord } from '../../record.js'
import { EMPTY_SEARCH } from '../urls.js'
import { usePage } from './context.js'

/** Agency · year · kind · page: where a record is from, in one line. */
export function RecordMeta({ record, linked = false }: { record: PlanRecord; linked?: boolean }) {
  const { t, to } = usePage()
  const { page, document } = record.source
  return (
    <p class="meta">
      <span class="meta-agency">{linked ? <a href={to.agency(record.agency)}>{record.agency}</a> : record.agency}</span>
      <span>
        {linked ? <a href={to.agency(record.agency, record.year)}>{t.rocYear(record.year)}</a> : t.rocYear(record.year)}
      </span>
      <span class={`kind kind-${record.kind}`}>
        {linked ? (
          <a href={to.search({ ...EMPTY_SEARCH, filters: { kind: [record.kind], agency: [record.agency] } })}>
            {t.kind[record.kind]}
          </a>
        ) : (
          t.kind[record.kind]
        )}
      </span>
      {page !== null && (
        <span>{linked ? <a href={to.document(document, { page })}>{t.page(page)}</a> : t.page(page)}</span>
      )}
    </p>
  )
}
