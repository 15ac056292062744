import { saveFile } from '../client/save-file.js'

/** Pixels of a saved picture for one of the page's: sharp enough for print. */
const SCALE = 2

/** Saves a chart as the browser shows it. */
export async function saveChart(svg: SVGSVGElement, name: string, format: 'png' | 'svg'): Promise<void> {
  const text = new XMLSerializer().serializeToString(svg)
  if (format === 'svg') saveFile(`${name}.svg`, text, 'image/svg+xml')
  else saveFile(`${name}.png`, await pictureOf(text, svg.width.baseVal.value, svg.height.baseVal.value), 'image/png')
}

async function pictureOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * SCALE
  canvas.height = height * SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser gives no 2D canvas')
  context.fillStyle = getComputedStyle(document.body).backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the browser could not make a picture'))
      else resolve(blob)
    }, 'image/png')
  })
}
