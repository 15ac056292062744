import { parseLocale } from '../urls.js'
import { textsFor } from '../texts/index.js'
import { showBasket, startBasketButtons } from './basket-buttons.js'
import { showCopyButtons, startCopyButtons } from './copy-buttons.js'
import { hydrateIslands, releaseIslands } from './islands.js'
import { startKeyboard } from './keyboard.js'
import { startNavigation } from './navigation.js'
import { showSavedSearches } from './saved-searches.js'
import { startThemeChoice } from './theme-choice.js'

// The page is complete without this script; here begins what only the browser can do.
const t = textsFor(parseLocale(new URLSearchParams({ lang: document.body.dataset['locale'] ?? '' })))

function show(root: ParentNode): void {
  hydrateIslands(root)
  showBasket(root)
  showCopyButtons(root)
  showSavedSearches(root)
}

startThemeChoice(document)
startBasketButtons(t)
startCopyButtons()
startKeyboard()
startNavigation(t, { release: releaseIslands, show })
show(document)
