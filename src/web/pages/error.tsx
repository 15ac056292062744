import { usePage } from '../components/context.js'
import { SearchForm } from '../components/search-form.js'
import type { ErrorModel } from '../model.js'

/** What went wrong, in plain words, and what to do. */
export function ErrorPage({ model }: { model: ErrorModel }) {
  const { t, to, address } = usePage()
  const [title, help] = wording(model.status)
  return (
    <>
      <section class="error">
        <h1>{title}</h1>
        <p>{help}</p>
        {model.message !== '' && (
          <p class="error-message">
            {t.error.details}
            {t.colon}
            {model.message}
          </p>
        )}
        <p>
          {model.status >= 500 && <a href={address}>{t.error.retry}</a>} <a href={to.start()}>{t.error.home}</a>
        </p>
      </section>
      {model.status < 500 && <SearchForm modes={false} />}
    </>
  )

  function wording(status: number): [string, string] {
    if (status === 404) return [t.error.notFound, t.error.notFoundHelp]
    if (status < 500) return [t.error.badRequest, t.error.badRequestHelp]
    if (status === 503) return [t.error.unavailable, t.error.unavailableHelp]
    return [t.error.internal, t.error.internalHelp]
  }
}
