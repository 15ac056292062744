/** The page's colours as values, since a saved chart has no style sheet. */
export interface Palette {
  ink: string
  faint: string
  paper: string
  accent: string
  /** Ends of the heat map's scale, few to many. */
  few: string
  many: string
  font: string
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: colour('--ink'),
    faint: colour('--ink-soft'),
    paper: colour('--paper'),
    accent: colour('--accent'),
    few: colour('--heat-few'),
    many: colour('--heat-many'),
    font: style.fontFamily,
  }
}
