import { SORTS } from '../../search/types.js'
import type { SearchState } from '../urls.js'
import { usePage } from './context.js'

/** The orders as links, so that they work without script. */
export function SortChoice({ state }: { state: SearchState }) {
  const { t, to } = usePage()
  return (
    <nav class="sorts" aria-label={t.sort.label}>
      <span aria-hidden="true">{t.sort.label}</span>
      {SORTS.map((sort) => (
        <a
          key={sort}
          href={to.search({ ...state, sort, page: 1 })}
          aria-current={sort === state.sort ? 'true' : undefined}
          data-search-link
          data-key={`sort=${sort}`}
        >
          {t.sort[sort]}
        </a>
      ))}
    </nav>
  )
}
