import { usePage } from '../components/context.js'
import { EmptyResult } from '../components/empty-result.js'
import { FilterPanel } from '../components/filter-panel.js'
import { HitView } from '../components/hit.js'
import { Overview } from '../components/overview.js'
import { Pager } from '../components/pager.js'
import { QueryReportView } from '../components/query-report.js'
import { SearchForm } from '../components/search-form.js'
import { SortChoice } from '../components/sort-choice.js'
import { TakeAway } from '../components/take-away.js'
import type { ResultsModel } from '../model.js'
import { PAGE_SIZE } from '../urls.js'

/** What a query found. */
export function ResultsPage({ model }: { model: ResultsModel }) {
  const { t, to } = usePage()
  const { state, response } = model
  const { total, hits } = response
  const first = (state.page - 1) * PAGE_SIZE + 1
  const lastPage = Math.max(1, Math.ceil(total / PAGE_SIZE))
  return (
    <>
      <h1 class="visually-hidden">{t.results.title(state.q)}</h1>
      <SearchForm state={state} />
      <QueryReportView state={state} report={response.query} />
      <div class="results-layout">
        <div class="results-main">
          <div class="results-head">
            <h2 id="results-heading" class="total" tabIndex={-1}>
              {t.results.total(total)}
              {total > PAGE_SIZE && hits.length > 0 && <small>{t.results.range(first, first + hits.length - 1)}</small>}
            </h2>
            <a class="to-filters" href="#filters">
              {t.results.filters}
            </a>
            {total > 1 && <SortChoice state={state} />}
          </div>
          <Overview state={state} trends={model.trends} indexed={model.agencies} />
          {total === 0 && <EmptyResult state={state} stats={model.stats} />}
          {total > 0 && hits.length === 0 && (
            <p class="beyond">
              {t.results.beyond} <a href={to.search({ ...state, page: lastPage })}>{t.results.toLast}</a>
            </p>
          )}
          {hits.length > 0 && (
            <ol class="hits" start={first} data-hits data-search={state.q}>
              {hits.map((hit) => (
                <HitView key={hit.id} hit={hit} query={state.q} />
              ))}
            </ol>
          )}
          <Pager state={state} total={total} />
          {total > 0 && <TakeAway state={state} />}
        </div>
        <FilterPanel state={state} facets={response.facets} documents={model.documents} />
      </div>
    </>
  )
}
