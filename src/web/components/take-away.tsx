import type { SearchState } from '../urls.js'
import { usePage } from './context.js'

/** Downloads of the whole result, its feed, and keeping the search in the browser. */
export function TakeAway({ state }: { state: SearchState }) {
  const { t, to } = usePage()
  return (
    <section class="take-away" aria-label={t.results.take}>
      <a href={to.export(state, 'csv')} download>
        {t.results.exportCsv}
      </a>
      <a href={to.export(state, 'json')} download>
        {t.results.exportJson}
      </a>
      <a href={to.feed(state)} type="application/atom+xml">
        {t.results.feed}
      </a>
      <button
        type="button"
        class="plain"
        data-save-search={to.search({ ...state, page: 1 })}
        data-query={state.q}
        data-saved={t.results.saved}
        hidden
      >
        {t.results.save}
      </button>
    </section>
  )
}
