import type { DocumentInfo } from '../../record.js'
import type { DocumentModel } from '../model.js'
import { usePage } from './context.js'

interface SourcePageProps {
  document: DocumentInfo
  view: Extract<DocumentModel['view'], { kind: 'source' }>
}

/** One page of a document's source text; what became records is marked and listed. */
export function SourcePage({ document, view }: SourcePageProps) {
  const { t, to } = usePage()
  const turn = (label: string | undefined, rel: 'prev' | 'next', text: string) =>
    label !== undefined && (
      <a href={to.document(document.id, { page: label })} rel={rel}>
        {text}
      </a>
    )
  return (
    <>
      <h2>
        {t.document.sourceTitle} {document.pages.length > 0 && t.page(view.label)}
      </h2>
      {document.pages.length === 0 && <p>{t.document.noPages}</p>}
      <p class="page-turn">
        {turn(view.previous, 'prev', t.document.previousPage)} {turn(view.next, 'next', t.document.nextPage)}
      </p>
      <div class="source-text source-text-page" lang="zh-Hant-TW">
        {view.segments.map((segment, index) =>
          segment.marked ? <mark key={index}>{segment.text}</mark> : <span key={index}>{segment.text}</span>,
        )}
      </div>
      <h3>{t.document.recordsOnPage}</h3>
      {view.records.length === 0 ? (
        <p>{t.document.noRecordsOnPage}</p>
      ) : (
        <ul class="records-on-page">
          {view.records.map((record) => (
            <li key={record.id}>
              <small>{t.kind[record.kind]}</small> <a href={to.record(record.id)}>{record.title}</a>{' '}
              {document.agencies.length > 1 && <small>{record.agency}</small>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
