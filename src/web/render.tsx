import { renderToString } from 'preact-render-to-string'
import type { VNode } from 'preact'
import { Page, pageContext } from './components/context.js'
import { Layout } from './components/layout.js'
import type { AssetManifest } from './assets.js'
import type { PageModel } from './model.js'
import { AgenciesPage } from './pages/agencies.js'
import { AgencyPage } from './pages/agency.js'
import { BasketPage } from './pages/basket.js'
import { ComparePage } from './pages/compare.js'
import { DocumentPage } from './pages/document.js'
import { DocumentsPage } from './pages/documents.js'
import { ErrorPage } from './pages/error.js'
import { HelpPage } from './pages/help.js'
import { RecordPage } from './pages/record.js'
import { ResultsPage } from './pages/results.js'
import { StartPage } from './pages/start.js'
import { textsFor, type Texts } from './texts/index.js'
import { Addresses, type Locale } from './urls.js'

export interface RenderOptions {
  locale: Locale
  assets: AssetManifest
  /** Path and parameters of the page. */
  address: string
  /** Scheme and host, for addresses that leave the page. */
  origin: string
}

/** The whole HTML document of a page. Everything that comes from outside is escaped by the renderer. */
export function renderPage(model: PageModel, { locale, assets, address, origin }: RenderOptions): string {
  const t = textsFor(locale)
  const title = titleOf(model, t)
  const feed = model.page === 'results' ? new Addresses(locale).feed(model.state) : undefined
  const html = renderToString(
    <html lang={t.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === '' ? t.start.title : `${title}｜${t.name}`}</title>
        <meta name="description" content={t.description} />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <script src={assets.theme} />
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {feed !== undefined && <link rel="alternate" type="application/atom+xml" href={feed} title={title} />}
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body data-locale={locale}>
        <Page.Provider value={pageContext(locale, address, origin)}>
          <Layout page={model.page}>{pageOf(model)}</Layout>
        </Page.Provider>
      </body>
    </html>,
  )
  return `<!doctype html>${html}`
}

function pageOf(model: PageModel): VNode {
  switch (model.page) {
    case 'start':
      return <StartPage model={model} />
    case 'results':
      return <ResultsPage model={model} />
    case 'record':
      return <RecordPage model={model} />
    case 'agencies':
      return <AgenciesPage model={model} />
    case 'agency':
      return <AgencyPage model={model} />
    case 'documents':
      return <DocumentsPage model={model} />
    case 'document':
      return <DocumentPage model={model} />
    case 'compare':
      return <ComparePage model={model} />
    case 'basket':
      return <BasketPage />
    case 'help':
      return <HelpPage model={model} />
    case 'error':
      return <ErrorPage model={model} />
  }
}

function titleOf(model: PageModel, t: Texts): string {
  switch (model.page) {
    case 'start':
      return ''
    case 'results':
      return t.results.title(model.state.q)
    case 'record':
      return `${model.record.title}・${model.record.agency} ${t.rocYear(model.record.year)}`
    case 'agencies':
      return t.agency.listTitle
    case 'agency':
      return t.agency.title(model.agency)
    case 'documents':
      return t.document.listTitle
    case 'document':
      return model.document.title
    case 'compare':
      return t.compare.title
    case 'basket':
      return t.basket.title
    case 'help':
      return t.nav.help
    case 'error':
      return model.status === 404 ? t.error.notFound : t.error.title
  }
}
