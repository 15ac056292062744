import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { textsFor, type Texts } from '../texts/index.js'
import { Addresses, DEFAULT_LOCALE, type Locale } from '../urls.js'

/** What every component may need: the language, its texts, the addresses in it, and where the page stands. */
export interface PageContext {
  locale: Locale
  t: Texts
  to: Addresses
  /** Path and parameters of this page. */
  address: string
  /** Scheme and host, for addresses that leave the page (citations); empty where unknown. */
  origin: string
}

export function pageContext(locale: Locale, address: string, origin: string): PageContext {
  return { locale, t: textsFor(locale), to: new Addresses(locale), address, origin }
}

export const Page = createContext<PageContext>(pageContext(DEFAULT_LOCALE, '/', ''))

export function usePage(): PageContext {
  return useContext(Page)
}
