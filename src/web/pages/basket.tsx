import { usePage } from '../components/context.js'
import { Island } from '../components/island.js'
import { BasketList } from '../islands/basket-list.js'

/** The reader's own list. It lives in the browser, so the server can only make room for it. */
export function BasketPage() {
  const { t, locale, origin } = usePage()
  return (
    <>
      <h1>{t.basket.title}</h1>
      <p class="lede">{t.basket.kept}</p>
      <noscript>
        <p class="problem">{t.basket.needsScript}</p>
      </noscript>
      <Island name="basket-list" component={BasketList} props={{ locale, origin }} class="basket" />
    </>
  )
}
