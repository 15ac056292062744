import { SearchBox } from '../islands/search-box.js'
import { EMPTY_SEARCH, FILTER_FIELDS, filterValues, type SearchState } from '../urls.js'
import { usePage } from './context.js'
import { Island } from './island.js'
import { ModeChoice } from './mode-choice.js'

interface SearchFormProps {
  state?: SearchState
  /** Put the cursor in the box: on the start page, whose only purpose it is. */
  autofocus?: boolean
  /** Offer the ways of matching. */
  modes?: boolean
}

/** The search form: a plain GET form that keeps sort and filters of the present search. */
export function SearchForm({ state = EMPTY_SEARCH, autofocus = false, modes = true }: SearchFormProps) {
  const { t, to, locale } = usePage()
  const excluded = state.filters.exclude ?? {}
  const action = to.search({}).split('?')[0]
  return (
    <form class="search-form" role="search" action={action} method="get" aria-label={t.search.label}>
      <div class="search-row">
        <Island
          name="search-box"
          component={SearchBox}
          props={{ locale, q: state.q, autofocus }}
          class="search-field"
        />
        <button type="submit">{t.search.submit}</button>
      </div>
      {modes && <ModeChoice mode={state.mode} />}
      {FILTER_FIELDS.map((field) => [
        ...filterValues(state.filters, field).map((value) => (
          <input key={`${field}+${value}`} type="hidden" name={field} value={value} />
        )),
        ...filterValues(excluded, field).map((value) => (
          <input key={`${field}-${value}`} type="hidden" name={field} value={`-${value}`} />
        )),
      ])}
      {state.sort !== EMPTY_SEARCH.sort && <input type="hidden" name="sort" value={state.sort} />}
      {locale === 'en' && <input type="hidden" name="lang" value="en" />}
    </form>
  )
}
