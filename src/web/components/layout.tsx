import type { ComponentChildren } from 'preact'
import { usePage } from './context.js'
import { Footer } from './footer.js'
import { Masthead } from './masthead.js'

/** What stands around every page's own content. */
export function Layout({ page, children }: { page: string; children: ComponentChildren }) {
  const { t } = usePage()
  return (
    <>
      <a class="skip" href="#main">
        {t.skip}
      </a>
      <Masthead />
      <main id="main" class={`page page-${page}`} tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <p class="notice" role="status" aria-live="polite" data-notice />
    </>
  )
}
