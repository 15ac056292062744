import { browserStorage } from '../storage/lists.js'
import { readSearches, rememberSearch } from '../storage/searches.js'

/** Remembers the search of a results page and shows the button that saves it for good. */
export function showSavedSearches(root: ParentNode): void {
  const button = root.querySelector<HTMLButtonElement>('[data-save-search]')
  const href = button?.dataset['saveSearch']
  if (!button || href === undefined) return
  const q = button.dataset['query'] ?? ''
  const keep = browserStorage()
  if (q !== '') rememberSearch(keep, 'recent', { q, href })
  button.hidden = false
  const said = () => {
    button.textContent = button.dataset['saved'] ?? ''
    button.disabled = true
  }
  if (readSearches(keep, 'saved').some((one) => one.href === href)) said()
  button.addEventListener('click', () => {
    if (rememberSearch(keep, 'saved', { q, href })) said()
  })
}
