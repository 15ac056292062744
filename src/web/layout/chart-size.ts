/** Sizes of the overview chart in CSS pixels, known before it is drawn so that its place can be kept. */

/** Agencies shown until all are asked for. */
export const LEADING = 6
export const ROW_HEIGHT = 24
export const LINE_HEIGHT = 96
/** Years above the heat map, and the space between it and the line. */
export const HEAD_HEIGHT = 36

export function rowsShown(agencies: number, all: boolean): number {
  return all ? agencies : Math.min(agencies, LEADING)
}

export function chartHeight(rows: number): number {
  return LINE_HEIGHT + HEAD_HEIGHT + rows * ROW_HEIGHT
}
