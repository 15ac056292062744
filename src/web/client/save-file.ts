/** Hands the reader a file that was made in the page. */
export function saveFile(name: string, content: string | Blob, type: string): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` })
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The download has begun when the click returns, but some browsers read the blob a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
