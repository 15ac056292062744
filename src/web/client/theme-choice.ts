import { browserStorage, type Keep } from '../storage/lists.js'

const KEY = 'shizheng.theme'

/** Makes the choice of theme work: kept in the browser, told to charts by the event `shizheng:theme`. */
export function startThemeChoice(root: ParentNode): void {
  const label = root.querySelector<HTMLElement>('[data-theme-choice]')
  const select = label?.querySelector('select')
  if (!label || !select) return
  label.hidden = false
  select.value = document.documentElement.dataset['theme'] ?? 'auto'
  select.addEventListener('change', () => {
    if (select.value === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = select.value
    remember(browserStorage(), select.value)
    dispatchEvent(new Event('shizheng:theme'))
  })
}

function remember(keep: Keep | undefined, theme: string): void {
  try {
    keep?.setItem(KEY, theme)
  } catch {
    // Without room in the storage, the choice holds for this page only.
  }
}
