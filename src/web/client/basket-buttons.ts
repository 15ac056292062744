import { readBasket, readEntry, toggled, writeBasket } from '../storage/basket.js'
import { browserStorage } from '../storage/lists.js'
import type { Texts } from '../texts/index.js'
import { notice } from './notice.js'

/** Shows the buttons that keep a record, and how many are kept. Called again for every new content. */
export function showBasket(root: ParentNode): void {
  const kept = new Set(readBasket(browserStorage()).map((entry) => entry.id))
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-basket]')) {
    const entry = entryOf(button)
    if (entry === undefined) continue
    const pressed = kept.has(entry.id)
    button.hidden = false
    button.setAttribute('aria-pressed', String(pressed))
    button.textContent = (pressed ? button.dataset['added'] : button.dataset['add']) ?? ''
  }
  for (const count of document.querySelectorAll<HTMLElement>('[data-basket-count]')) {
    count.hidden = kept.size === 0
    count.textContent = String(kept.size)
  }
}

/** Makes all such buttons work, also those that come later. */
export function startBasketButtons(t: Texts): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-basket]') : null
    const entry = button === null ? undefined : entryOf(button)
    if (entry === undefined) return
    const before = readBasket(browserStorage())
    const after = toggled(before, entry)
    if (!writeBasket(browserStorage(), after)) notice(t.basket.full)
    else notice(after.length > before.length ? t.basket.addSaid(entry.title) : t.basket.removeSaid(entry.title))
    showBasket(document)
  })
  const again = () => showBasket(document)
  addEventListener('storage', again)
  addEventListener('shizheng:basket', again)
}

function entryOf(button: HTMLElement) {
  const value: unknown = JSON.parse(button.dataset['basket'] ?? 'null')
  return readEntry(value)
}
