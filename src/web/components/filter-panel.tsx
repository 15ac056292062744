import type { Facets } from '../../search/types.js'
import type { DocumentInfo } from '../../record.js'
import { RECORD_KINDS } from '../../record.js'
import {
  FILTER_FIELDS,
  filterStanding,
  filterValues,
  isFiltered,
  withFilter,
  withoutField,
  type FilterField,
  type SearchState,
} from '../urls.js'
import { usePage } from './context.js'

/** Values of one facet shown at once; the rest stands behind 「其餘 n 項」. */
const SHOWN = 8

interface FilterPanelProps {
  state: SearchState
  facets: Facets | undefined
  documents: readonly DocumentInfo[]
}

/**
 * The filters with their counts. Every value is two plain links, one that wants it and one that leaves it out, so
 * filters work without script and any combination has an address.
 */
export function FilterPanel({ state, facets, documents }: FilterPanelProps) {
  const { t, to } = usePage()
  if (facets === undefined) return null
  return (
    <section class="filters" id="filters" aria-labelledby="filters-heading">
      <details open data-filters>
        <summary>
          <h2 id="filters-heading">{t.results.filters}</h2>
        </summary>
        {isFiltered(state.filters) && (
          <p>
            <a href={to.search({ ...state, filters: {}, page: 1 })} data-search-link>
              {t.results.clearAll}
            </a>
          </p>
        )}
        {FILTER_FIELDS.map((field) => (
          <Facet
            key={field}
            state={state}
            field={field}
            values={facetValues(facets, field, state)}
            documents={documents}
          />
        ))}
      </details>
    </section>
  )
}

interface Value {
  value: string
  count: number
}

/** A field's values with their counts; values chosen in the address stay in sight even where they count nothing. */
function facetValues(facets: Facets, field: FilterField, state: SearchState): Value[] {
  const counted: Value[] = facets[field].map(({ value, count }) => ({ value: String(value), count }))
  if (field === 'kind') counted.sort((a, b) => kindOrder(a.value) - kindOrder(b.value))
  if (field === 'year') counted.sort((a, b) => Number(b.value) - Number(a.value))
  const chosen = [...filterValues(state.filters, field), ...filterValues(state.filters.exclude ?? {}, field)]
  const missing = chosen.filter((value) => !counted.some((one) => one.value === value))
  return [...missing.map((value) => ({ value, count: 0 })), ...counted]
}

function kindOrder(value: string): number {
  return RECORD_KINDS.findIndex((kind) => kind === value)
}

interface FacetProps {
  state: SearchState
  field: FilterField
  values: Value[]
  documents: readonly DocumentInfo[]
}

function Facet({ state, field, values, documents }: FacetProps) {
  const { t, to } = usePage()
  if (values.length === 0 || (field === 'document' && values.length < 2)) return null
  const chosen = values.filter((one) => filterStanding(state.filters, field, one.value) !== 'none')
  const others = values.filter((one) => !chosen.includes(one))
  const first = [...chosen, ...others.slice(0, Math.max(0, SHOWN - chosen.length))]
  const shown = field === 'year' ? values : values.filter((one) => first.includes(one))
  const rest = values.filter((one) => !shown.includes(one))
  const item = (one: Value) => (
    <FacetItem key={one.value} state={state} field={field} value={one} label={labelOf(field, one.value)} />
  )
  return (
    <div class={`facet facet-${field}`}>
      <h3>
        {t.results.fields[field]}
        {chosen.length > 0 && (
          <a href={to.search(withoutField(state, field))} class="facet-clear" data-search-link>
            {t.results.clearField(t.results.fields[field])}
          </a>
        )}
      </h3>
      <ul>{shown.map(item)}</ul>
      {rest.length > 0 && (
        <details class="facet-more">
          <summary>{t.results.more(rest.length)}</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </div>
  )

  function labelOf(of: FilterField, value: string): string {
    if (of === 'kind') return t.kind[RECORD_KINDS.find((kind) => kind === value) ?? 'project']
    if (of === 'year') return t.rocYear(Number(value))
    if (of === 'document') return documents.find((one) => one.id === value)?.title ?? value
    return value
  }
}

function FacetItem(props: { state: SearchState; field: FilterField; value: Value; label: string }) {
  const { t, to } = usePage()
  const { state, field, label } = props
  const { value, count } = props.value
  const standing = filterStanding(state.filters, field, value)
  const href = (next: 'include' | 'exclude' | 'none') => to.search(withFilter(state, field, value, next))
  return (
    <li class={`facet-value is-${standing}`}>
      <a
        href={href(standing === 'include' ? 'none' : 'include')}
        aria-current={standing === 'include' ? 'true' : undefined}
        data-search-link
        data-key={`${field}=${value}`}
      >
        <span class="box" aria-hidden="true" />
        <span class="facet-label">{label}</span>
        <span class="facet-count">{t.number(count)}</span>
      </a>
      <a
        href={href(standing === 'exclude' ? 'none' : 'exclude')}
        class="facet-exclude"
        aria-label={standing === 'exclude' ? t.results.undoExclude(label) : t.results.exclude(label)}
        title={standing === 'exclude' ? t.results.undoExclude(label) : t.results.exclude(label)}
        data-search-link
        data-key={`${field}=-${value}`}
      >
        −
      </a>
    </li>
  )
}
