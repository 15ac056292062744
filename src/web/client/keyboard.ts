/**
 * Keys of the page: `/` to the search box, `j` and `k` through the results, `s` keeps the result in focus. They never
 * act while something is typed or with a modifier.
 */
export function startKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isTyping(event.target)) return
    const act = ACTIONS[event.key]
    if (act?.() === true) event.preventDefault()
  })
}

/** Each returns whether it did something. */
const ACTIONS: Record<string, (() => boolean) | undefined> = {
  '/': () => {
    const box = document.querySelector<HTMLInputElement>('input[name="q"]')
    box?.focus()
    box?.select()
    return box !== null
  },
  j: () => step(1),
  k: () => step(-1),
  s: () => {
    const button = hitInFocus()?.querySelector<HTMLButtonElement>('[data-basket]')
    button?.click()
    return button !== null && button !== undefined
  },
}

function step(by: 1 | -1): boolean {
  const hits = [...document.querySelectorAll<HTMLElement>('[data-hit]')]
  const current = hitInFocus()
  const at = current === null ? (by === 1 ? 0 : hits.length - 1) : hits.indexOf(current) + by
  const next = hits[at]
  next?.querySelector<HTMLElement>('[data-hit-link]')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}

function hitInFocus(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-hit]') ?? null
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
