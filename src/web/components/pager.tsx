import { PAGE_SIZE, type SearchState } from '../urls.js'
import { usePage } from './context.js'

/** Links to the pages of a result: first, last, and those around the present one. */
export function Pager({ state, total }: { state: SearchState; total: number }) {
  const { t, to } = usePage()
  const pages = Math.ceil(total / PAGE_SIZE)
  if (pages < 2) return null
  const href = (page: number) => to.search({ ...state, page })
  return (
    <nav class="pager" aria-label={t.results.pages}>
      {state.page > 1 && (
        <a href={href(state.page - 1)} rel="prev" data-search-link>
          {t.results.previous}
        </a>
      )}
      <ol>
        {pagesAround(state.page, pages).map((page, index, all) => {
          const gap = page - (all[index - 1] ?? page - 1) > 1
          return (
            <li key={page}>
              {gap && <span aria-hidden="true">…</span>}
              <a
                href={href(page)}
                aria-current={page === state.page ? 'page' : undefined}
                aria-label={t.results.pageOf(page, pages)}
                data-search-link
              >
                {page}
              </a>
            </li>
          )
        })}
      </ol>
      {state.page < pages && (
        <a href={href(state.page + 1)} rel="next" data-search-link>
          {t.results.next}
        </a>
      )}
    </nav>
  )
}

function pagesAround(page: number, pages: number): number[] {
  const wanted = [1, page - 2, page - 1, page, page + 1, page + 2, pages]
  return [...new Set(wanted.filter((one) => one >= 1 && one <= pages))].sort((a, b) => a - b)
}
