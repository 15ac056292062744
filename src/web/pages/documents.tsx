import { usePage } from '../components/context.js'
import type { DocumentsModel } from '../model.js'

/** What is indexed: every document with where it comes from. */
export function DocumentsPage({ model }: { model: DocumentsModel }) {
  const { t, to } = usePage()
  return (
    <>
      <h1>{t.document.listTitle}</h1>
      <ul class="document-cards">
        {model.documents.map((document) => (
          <li key={document.id}>
            <h2>
              <a href={to.document(document.id)}>{document.title}</a>
            </h2>
            <p class="meta">
              <span>{document.publisher}</span>
              <span>{t.yearBoth(document.year)}</span>
              <span>{document.file}</span>
            </p>
            <p class="agency-names">{document.agencies.join('、')}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
