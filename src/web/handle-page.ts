import { ShizhengError } from '../errors.js'
import type { AssetManifest } from './assets.js'
import type { WebData } from './data.js'
import { loadPage } from './load-page.js'
import type { PageModel } from './model.js'
import { renderPage } from './render.js'
import { parseLocale, type Locale } from './urls.js'

export interface PageAnswer {
  status: number
  html: string
  headers: Record<string, string>
}

export interface PageOptions {
  assets: AssetManifest
  /** Language where the address names none. */
  locale?: Locale
}

/**
 * Answers one address with a page. An address that is no page, or asks for what does not exist, gives the error page
 * with its status. Errors that are no `ShizhengError` are thrown on: the server logs them and answers `errorPage`.
 */
export async function handlePage(url: URL, data: WebData, options: PageOptions): Promise<PageAnswer> {
  try {
    return answer(await loadPage(url, data), 200, url, options)
  } catch (error) {
    if (!(error instanceof ShizhengError)) throw error
    return errorPage(error, url, options)
  }
}

/** The page that says what went wrong. The message of an error that is no `ShizhengError` is not for the reader. */
export function errorPage(error: unknown, url: URL, options: PageOptions): PageAnswer {
  const known = error instanceof ShizhengError && error.code !== 'internal' ? error : undefined
  const status = known?.status ?? 500
  return answer({ page: 'error', status, message: known?.message ?? '' }, status, url, options)
}

function answer(model: PageModel, status: number, url: URL, { assets, locale }: PageOptions): PageAnswer {
  const html = renderPage(model, {
    locale: parseLocale(url.searchParams, locale),
    assets,
    address: url.pathname + url.search,
    origin: url.origin,
  })
  return { status, html, headers: { 'Content-Type': 'text/html; charset=utf-8' } }
}
