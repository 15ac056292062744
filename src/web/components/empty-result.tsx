import type { IndexStats } from '../data.js'
import { isFiltered, type SearchState } from '../urls.js'
import { usePage } from './context.js'

/** Says what was searched and offers ways on. */
export function EmptyResult({ state, stats }: { state: SearchState; stats: IndexStats }) {
  const { t, to } = usePage()
  const filtered = isFiltered(state.filters)
  const quoted = /[「」『』"“”]/u.test(state.q)
  const unquoted = state.q.replace(/[「」『』"“”]/gu, ' ').trim()
  const ways: [string, string][] = []
  if (filtered) ways.push([to.search({ ...state, filters: {}, page: 1 }), t.empty.unfilter])
  if (quoted && unquoted !== '') ways.push([to.search({ ...state, q: unquoted, page: 1 }), t.empty.removeQuotes])
  if (state.mode === 'exact' || state.mode === 'keyword') {
    ways.push([to.search({ ...state, mode: 'hybrid', page: 1 }), t.empty.hybrid])
  }
  if (state.mode !== 'semantic')
    ways.push([to.search({ ...state, q: unquoted, mode: 'semantic', page: 1 }), t.empty.semantic])
  return (
    <section class="empty">
      <h3>{t.empty.title}</h3>
      <p>
        {t.empty.searched}
        {t.colon}
        {t.mode[state.mode]}
        {state.q !== '' && t.quote(state.q)}
      </p>
      <p>{filtered ? t.empty.withFilters : t.empty.noFilters(stats.records)}</p>
      <h4>{t.empty.ways}</h4>
      <ul>
        {ways.map(([href, text]) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
        <li>{t.empty.fewer}</li>
        <li>
          <a href={to.agencies()}>{t.empty.browse}</a>
        </li>
      </ul>
    </section>
  )
}
