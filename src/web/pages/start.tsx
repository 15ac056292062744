import { usePage } from '../components/context.js'
import { Island } from '../components/island.js'
import { SearchForm } from '../components/search-form.js'
import { SearchLists } from '../islands/search-lists.js'
import type { StartModel } from '../model.js'

/** The start page: the box, what can be done with it, and what is indexed. */
export function StartPage({ model }: { model: StartModel }) {
  const { t, to, locale } = usePage()
  const { stats } = model
  const first = stats.years[0]
  const last = stats.years.at(-1)
  const examples = [
    { key: 'phrase' as const, text: '「新南向」', href: to.search({ q: '「新南向」' }) },
    { key: 'question' as const, text: '家裡長輩失智了誰來照顧', href: to.search({ q: '家裡長輩失智了誰來照顧' }) },
    ...(model.comparison === null ? [] : [compared(model.comparison)]),
  ]
  return (
    <>
      <section class="start-search">
        <h1>{t.tagline}</h1>
        <p class="lede">{t.description}</p>
        <SearchForm autofocus />
      </section>
      <section class="start-examples" aria-labelledby="examples-heading">
        <h2 id="examples-heading">{t.start.examples}</h2>
        <ul>
          {examples.map((example) => (
            <li key={example.key}>
              <a href={example.href}>
                <small>{t.start.exampleTitles[example.key]}</small>
                <strong>{example.text}</strong>
              </a>
              <p>{t.start.exampleNotes[example.key]}</p>
            </li>
          ))}
        </ul>
      </section>
      <Island name="search-lists" component={SearchLists} props={{ locale }} class="start-lists" />
      <section class="start-indexed" aria-labelledby="indexed-heading">
        <h2 id="indexed-heading">{t.start.indexed}</h2>
        <dl class="figures">
          <div>
            <dt>{t.start.records}</dt>
            <dd>
              <a href={to.search({})}>{t.number(stats.records)}</a>
            </dd>
          </div>
          <div>
            <dt>{t.start.agencies}</dt>
            <dd>
              <a href={to.agencies()}>{t.number(stats.agencies)}</a>
            </dd>
          </div>
          <div>
            <dt>{t.start.documents}</dt>
            <dd>
              <a href={to.documents()}>{t.number(stats.documents)}</a>
            </dd>
          </div>
          {first !== undefined && last !== undefined && (
            <div>
              <dt>{t.start.years}</dt>
              <dd>{first === last ? first : `${first}–${last}`}</dd>
            </div>
          )}
        </dl>
        <ul class="document-list">
          {model.documents.map((document) => (
            <li key={document.id}>
              <a href={to.document(document.id)}>{document.title}</a>
              <small>
                {document.publisher}・{t.rocYear(document.year)}
              </small>
            </li>
          ))}
        </ul>
        <p class="updated">
          {t.start.updated} <time dateTime={stats.indexedAt}>{t.date(stats.indexedAt)}</time>
        </p>
      </section>
    </>
  )

  function compared({ earlier, later }: NonNullable<StartModel['comparison']>) {
    const text = t.start.compared(later.title, earlier.year, later.year)
    return { key: 'compare' as const, text, href: to.compare([earlier.id, later.id]) }
  }
}
