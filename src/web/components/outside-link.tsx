import type { ComponentChildren } from 'preact'

/** A link to where a document was published. Only web addresses are linked: the address comes from a file. */
export function OutsideLink({ url, children }: { url: string; children: ComponentChildren }) {
  return /^https?:\/\//u.test(url) ? (
    <a href={url} rel="external noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  )
}
