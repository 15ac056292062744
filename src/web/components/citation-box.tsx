import type { DocumentInfo, PlanRecord } from '../../record.js'
import { citation, CITATION_STYLES } from '../takeaway/citation.js'
import { Addresses, DEFAULT_LOCALE } from '../urls.js'
import { usePage } from './context.js'

/** Citations to copy. Their address is that of the record in the default language, without anything of this visit. */
export function CitationBox({ record, document }: { record: PlanRecord; document: DocumentInfo | undefined }) {
  const { t, origin } = usePage()
  const address = origin + new Addresses(DEFAULT_LOCALE).record(record.id)
  return (
    <section class="citations" aria-labelledby="cite-heading">
      <h2 id="cite-heading">{t.record.cite}</h2>
      {CITATION_STYLES.map((style, index) => (
        <details key={style} open={index === 0}>
          <summary>{t.record.styles[style]}</summary>
          <Copyable text={citation({ record, document, address }, style)} code={style === 'bibtex'} />
        </details>
      ))}
      <details>
        <summary>{t.record.permalink}</summary>
        <Copyable text={address} code />
      </details>
    </section>
  )
}

/** A text with a button that copies it; the button comes with the script. */
function Copyable({ text, code }: { text: string; code: boolean }) {
  const { t } = usePage()
  return (
    <div class="copyable">
      {code ? <pre tabIndex={0}>{text}</pre> : <p>{text}</p>}
      <button type="button" data-copy data-copied={t.record.copied} data-failed={t.record.copyFailed} hidden>
        {t.record.copy}
      </button>
    </div>
  )
}
