import { usePage } from '../components/context.js'
import { KpiTable } from '../components/kpi-table.js'
import { OutsideLink } from '../components/outside-link.js'
import { RecordOutline } from '../components/record-outline.js'
import { SearchForm } from '../components/search-form.js'
import { SourcePage } from '../components/source-page.js'
import type { DocumentModel } from '../model.js'
import { EMPTY_SEARCH, WHOLE } from '../urls.js'

/** One document: where it is from, its outline by agency, its source text page by page. */
export function DocumentPage({ model }: { model: DocumentModel }) {
  const { t, to } = usePage()
  const { document, view } = model
  return (
    <>
      <h1>{document.title}</h1>
      <dl class="document-facts">
        <div>
          <dt>{t.document.publisher}</dt>
          <dd>{document.publisher}</dd>
        </div>
        <div>
          <dt>{t.document.year}</dt>
          <dd>{t.yearBoth(document.year)}</dd>
        </div>
        {document.url !== undefined && (
          <div>
            <dt>{t.document.address}</dt>
            <dd>
              <OutsideLink url={document.url}>{hostOf(document.url)}</OutsideLink>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.document.file}</dt>
          <dd>
            {document.file}
            <details class="checksum">
              <summary>{t.document.checksum}</summary>
              <code>{document.sha256}</code>
            </details>
          </dd>
        </div>
      </dl>
      <SearchForm state={{ ...EMPTY_SEARCH, filters: { document: [document.id] } }} modes={false} />
      <p class="form-note">{t.document.searchIn}</p>
      <div class="document-layout">
        <nav class="document-nav" aria-label={t.document.outline}>
          <h2>{t.document.agencies}</h2>
          <ul>
            {document.agencies.map((agency) => (
              <li key={agency}>
                <a
                  href={to.document(document.id, { agency })}
                  aria-current={view.kind === 'outline' && view.agency === agency ? 'page' : undefined}
                >
                  {agency}
                </a>
              </li>
            ))}
          </ul>
          <h2>{t.document.pages}</h2>
          <PageList model={model} />
        </nav>
        <div class="document-main">
          {view.kind === 'source' ? <SourcePage document={document} view={view} /> : <Outline view={view} />}
        </div>
      </div>
    </>
  )
}

function Outline({ view }: { view: Extract<DocumentModel['view'], { kind: 'outline' }> }) {
  const { t } = usePage()
  if (view.agency === undefined) return <p>{t.document.choose}</p>
  const kpis = view.records.filter((record) => record.kind === 'kpi')
  return (
    <>
      <h2>{view.agency}</h2>
      {(['guideline', 'goal', 'project'] as const).map((kind) => {
        const records = view.records.filter((record) => record.kind === kind)
        if (records.length === 0) return null
        const outline = (
          <RecordOutline title={t.kind[kind]} records={records} by={kind === 'project' ? 'work' : 'section'} />
        )
        // In the plans, the indicators stand between the goals and the plan items.
        return kind === 'project' && kpis.length > 0 ? [<KpiTable key="kpi" kpis={kpis} />, outline] : outline
      })}
      {kpis.length > 0 && !view.records.some((record) => record.kind === 'project') && <KpiTable kpis={kpis} />}
    </>
  )
}

function PageList({ model }: { model: DocumentModel }) {
  const { t, to } = usePage()
  const { document, view } = model
  if (document.pages.length === 0) {
    return <a href={to.document(document.id, { page: WHOLE })}>{t.document.sourceTitle}</a>
  }
  return (
    <ol class="page-list">
      {document.pages.map((page, index) => (
        <li key={index}>
          <a
            href={to.document(document.id, { page: page.label })}
            aria-label={t.page(page.label)}
            aria-current={view.kind === 'source' && view.label === page.label ? 'page' : undefined}
          >
            {page.label}
          </a>
        </li>
      ))}
    </ol>
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
