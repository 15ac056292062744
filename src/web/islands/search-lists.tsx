import { useEffect, useState } from 'preact/hooks'
import { browserStorage } from '../storage/lists.js'
import { forgetSearch, readSearches, type KeptSearch, type SearchList } from '../storage/searches.js'
import { textsFor } from '../texts/index.js'
import type { Locale } from '../urls.js'

/** Saved and recent searches of this browser. Nothing where there are none, and nothing without script. */
export function SearchLists({ locale }: { locale: Locale }) {
  return (
    <>
      <SearchListView locale={locale} list="saved" />
      <SearchListView locale={locale} list="recent" />
    </>
  )
}

function SearchListView({ locale, list }: { locale: Locale; list: SearchList }) {
  const t = textsFor(locale)
  const [searches, setSearches] = useState<KeptSearch[]>([])
  useEffect(() => setSearches(readSearches(browserStorage(), list)), [])
  if (searches.length === 0) return null
  return (
    <section class="kept-searches">
      <h2>
        {t.start[list]}
        <button type="button" class="plain" onClick={() => setSearches(forgetSearch(browserStorage(), list))}>
          {t.start.clear}
        </button>
      </h2>
      <ul>
        {searches.map(({ q, href }) => (
          <li key={href} class="chip">
            <a href={href}>{q === '' ? t.results.title('') : q}</a>
            <button
              type="button"
              aria-label={t.saved.remove(q)}
              onClick={() => setSearches(forgetSearch(browserStorage(), list, href))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
