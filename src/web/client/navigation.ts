import type { Texts } from '../texts/index.js'
import { notice } from './notice.js'

/** What happens to the page's content before and after it is replaced. */
export interface Content {
  release(main: HTMLElement): void
  show(main: HTMLElement): void
}

/** Milliseconds after which a wait is shown, and after which it is said to be long. */
const SHOWN = 200
const LONG = 3000

/**
 * Searches without loading the page anew: links marked `data-search-link` and search forms fetch the next page and
 * replace the content. What the reader typed stays where the server does not answer, and the wait is said. Everything
 * else, and a browser without script, loads pages as ever.
 */
export function startNavigation(t: Texts, content: Content): void {
  let shown = pathOf(new URL(location.href))
  let request: AbortController | undefined

  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = event.target instanceof Element ? event.target.closest('a[data-search-link], .chart a') : null
    const href = link?.getAttribute('href') ?? link?.getAttributeNS('http://www.w3.org/1999/xlink', 'href')
    if (!link || !href) return
    event.preventDefault()
    void go(new URL(href, location.href), true, link.getAttribute('data-key'))
  })

  document.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.getAttribute('role') !== 'search') return
    event.preventDefault()
    void go(addressOf(form), true, null)
  })

  // A choice that is made by one click needs no button beside it.
  document.addEventListener('change', (event) => {
    const input = event.target
    if (!(input instanceof HTMLInputElement) || !input.matches('[data-submit]')) return
    const box = input.form?.elements.namedItem('q')
    if (location.pathname === '/search' || (box instanceof HTMLInputElement && box.value !== ''))
      input.form?.requestSubmit()
  })

  addEventListener('popstate', () => {
    // A move between passages of the same page is the browser's own business.
    if (pathOf(new URL(location.href)) !== shown) void go(new URL(location.href), false, null)
  })

  async function go(url: URL, isNew: boolean, key: string | null): Promise<void> {
    request?.abort()
    const abort = new AbortController()
    request = abort
    const wait = setTimeout(() => document.body.classList.add('is-loading'), SHOWN)
    const long = setTimeout(() => notice(t.search.slow), LONG)
    try {
      const response = await fetch(url, { headers: { Accept: 'text/html' }, signal: abort.signal })
      const type = response.headers.get('Content-Type') ?? ''
      if (!type.startsWith('text/html')) {
        location.assign(url)
        return
      }
      const next = new DOMParser().parseFromString(await response.text(), 'text/html')
      if (abort.signal.aborted) return
      if (isNew) history.pushState(null, '', url)
      shown = pathOf(url)
      notice('')
      replace(next, key)
    } catch (error) {
      if (abort.signal.aborted) return
      if (!(error instanceof TypeError)) throw error
      // fetch rejects with a TypeError where no answer came at all.
      notice(t.error.away, { label: t.error.retry, run: () => void go(url, isNew, key) })
    } finally {
      clearTimeout(wait)
      clearTimeout(long)
      if (request === abort) document.body.classList.remove('is-loading')
    }
  }

  function replace(next: Document, key: string | null): void {
    const main = document.querySelector<HTMLElement>('#main')
    const other = next.querySelector<HTMLElement>('#main')
    if (main === null || other === null) return
    content.release(main)
    document.title = next.title
    main.replaceWith(other)
    for (const name of ['[data-language]', 'link[rel="alternate"]']) {
      const from = next.querySelector(name)?.getAttribute('href')
      if (from) document.querySelector(name)?.setAttribute('href', from)
    }
    content.show(other)
    const again = key === null ? null : other.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
    if (again !== null) {
      again.focus({ preventScroll: true })
      return
    }
    scrollTo({ top: 0 })
    const heading = other.querySelector<HTMLElement>('#results-heading')
    ;(heading ?? other).focus({ preventScroll: true })
  }
}

function addressOf(form: HTMLFormElement): URL {
  const url = new URL(form.action)
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') url.searchParams.append(name, value)
  return url
}

function pathOf(url: URL): string {
  return url.pathname + url.search
}
