/** Says something at the foot of the page, also to screen readers. Replaces what was said before. */
export function notice(text: string, action?: { label: string; run: () => void }): void {
  const place = document.querySelector<HTMLElement>('[data-notice]')
  if (place === null) return
  clearTimeout(timer)
  place.replaceChildren(text)
  place.classList.toggle('is-shown', text !== '')
  if (action !== undefined) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = action.label
    button.addEventListener('click', action.run)
    place.append(' ', button)
  } else if (text !== '') {
    timer = setTimeout(() => notice(''), STAYS)
  }
}

/** Milliseconds for which a notice without an action stays. */
const STAYS = 5000
let timer: ReturnType<typeof setTimeout> | undefined
