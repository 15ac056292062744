import type { DocumentInfo, PlanRecord } from '../../record.js'
import type { SourceView } from '../layout/source-view.js'
import { WHOLE } from '../urls.js'
import { usePage } from './context.js'
import { OutsideLink } from './outside-link.js'

interface SourceBoxProps {
  record: PlanRecord
  document: DocumentInfo | undefined
  view: SourceView
}

/** Where a record stands: document, page, and its passage marked in the source text. */
export function SourceBox({ record, document, view }: SourceBoxProps) {
  const { t, to } = usePage()
  const { page, lastPage, document: id } = record.source
  const whole = document?.pages.length === 0 ? WHOLE : page
  return (
    <section class="source" aria-labelledby="source-heading">
      <h2 id="source-heading">{t.record.source}</h2>
      <p class="source-place">
        <a href={to.document(id, { agency: record.agency })}>{document?.title ?? id}</a>
        {page !== null && (
          <>
            {'，'}
            <a href={to.document(id, { page })}>
              {t.page(lastPage === undefined || lastPage === page ? page : `${page}–${lastPage}`)}
            </a>
          </>
        )}
        {whole !== null && (
          <>
            {'　'}
            <a href={to.document(id, { page: whole })}>{t.record.openPage}</a>
          </>
        )}
        {document?.url !== undefined && (
          <>
            {'　'}
            <OutsideLink url={document.url}>{t.record.published}</OutsideLink>
          </>
        )}
      </p>
      <p class="source-note">{t.record.sourceNote}</p>
      <div class="source-text" tabIndex={0} role="region" aria-label={t.record.sourceText} lang="zh-Hant-TW">
        {view.cutBefore > 0 && '…'}
        {squeezed(view.before)}
        {view.parts.map((part, index) => (
          <SourcePiece key={index} text={part.text} marked={part.marked} omitted={part.omitted} />
        ))}
        {squeezed(view.after)}
        {view.cutAfter > 0 && '…'}
      </div>
    </section>
  )
}

function SourcePiece({ text, marked, omitted }: { text: string; marked: boolean; omitted: number }) {
  const { t } = usePage()
  return (
    <>
      {marked ? <mark>{squeezed(text)}</mark> : squeezed(text)}
      {omitted > 0 && <em class="omitted">{t.record.omitted(omitted)}</em>}
    </>
  )
}

/** Several empty lines say no more than one. Nothing else of the source is touched. */
function squeezed(text: string): string {
  return text.replace(/(?:[ \t\u3000]*\r?\n){3,}/gu, '\n\n')
}
