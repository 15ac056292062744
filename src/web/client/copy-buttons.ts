import { notice } from './notice.js'

/** Shows the buttons that copy the text beside them. */
export function showCopyButtons(root: ParentNode): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-copy]')) button.hidden = false
}

/** Makes all such buttons work. Where the browser refuses, the text is selected and the reader is told. */
export function startCopyButtons(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-copy]') : null
    const source = button?.previousElementSibling
    if (!button || !source) return
    copy(source.textContent).then(
      () => notice(button.dataset['copied'] ?? ''),
      () => {
        getSelection()?.selectAllChildren(source)
        notice(button.dataset['failed'] ?? '')
      },
    )
  })
}

/** Rejects where there is no clipboard: it is only given to pages served over HTTPS or from this machine. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
