import { LOCALES } from '../urls.js'
import { usePage } from './context.js'

/** Name, places to go, language and theme. The same on every page. */
export function Masthead() {
  const { t, to, locale, address } = usePage()
  const other = LOCALES.find((one) => one !== locale) ?? locale
  const path = new URL(address, 'http://localhost').pathname
  const links: [string, string][] = [
    [to.documents(), t.nav.documents],
    [to.agencies(), t.nav.agencies],
    [to.basket(), t.nav.basket],
    [to.help(), t.nav.help],
  ]
  return (
    <header class="masthead">
      <a class="masthead-name" href={to.start()}>
        <span class="seal" aria-hidden="true">
          施政
        </span>
        <span>
          <strong>{t.name}</strong>
          <small>{t.tagline}</small>
        </span>
      </a>
      <nav aria-label={t.nav.label}>
        <ul>
          {links.map(([href, text]) => (
            <li key={href}>
              <a href={href} aria-current={href.split('?')[0] === path ? 'page' : undefined}>
                {text}
                {href === to.basket() && <span class="count" data-basket-count hidden />}
              </a>
            </li>
          ))}
          <li>
            <a
              href={to.inLocale(address, other)}
              hreflang={other}
              lang={other === 'en' ? 'en' : 'zh-Hant-TW'}
              data-language
            >
              {t.nav.language}
            </a>
          </li>
          <li>
            <span class="theme" data-theme-choice hidden>
              <select aria-label={t.theme.label}>
                <option value="auto">{t.theme.auto}</option>
                <option value="light">{t.theme.light}</option>
                <option value="dark">{t.theme.dark}</option>
              </select>
            </span>
          </li>
        </ul>
      </nav>
    </header>
  )
}
