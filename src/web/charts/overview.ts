import * as Plot from '@observablehq/plot'
import { chartHeight, HEAD_HEIGHT, LINE_HEIGHT, ROW_HEIGHT } from '../layout/chart-size.js'
import type { OverviewData } from '../layout/overview.js'
import type { Texts } from '../texts/index.js'
import { paletteOf, type Palette } from './palette.js'

interface OverviewOptions {
  /** CSS pixels. */
  width: number
  t: Texts
  /** Address that filters by a cell. */
  href: (agency: string, year: number) => string
  /** Whether the result is filtered to a cell. */
  chosen: (agency: string, year: number) => boolean
}

/** Draws the line of years above the heat map into an element and returns the SVG, which stands for itself. */
export function drawOverview(element: HTMLElement, overview: OverviewData, options: OverviewOptions): SVGSVGElement {
  const palette = paletteOf(element)
  const { width } = options
  const height = chartHeight(overview.agencies.length)
  // Names up to 14 characters of 13 px on a wide page; on a phone they get less and are cut.
  const marginLeft = Math.min(width * 0.42, 190)
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('font-family', palette.font)
  svg.style.background = palette.paper
  const line = lineOfYears(overview, marginLeft, palette, options)
  const heat = heatMap(overview, marginLeft, palette, options)
  heat.setAttribute('y', String(LINE_HEIGHT))
  svg.append(line, heat)
  // The table beside the chart is what the keyboard walks through: sixty cells would be sixty stops.
  for (const link of svg.querySelectorAll('a')) link.setAttribute('tabindex', '-1')
  element.replaceChildren(svg)
  return svg
}

function lineOfYears(
  overview: OverviewData,
  marginLeft: number,
  palette: Palette,
  { width, t }: OverviewOptions,
): Element {
  const points = overview.years.map((year, index) => ({ year, count: overview.yearTotals[index] ?? 0 }))
  const first = points.find((point) => point.count > 0)
  return Plot.plot({
    width,
    height: LINE_HEIGHT,
    marginLeft,
    marginRight: 24,
    marginTop: 26,
    marginBottom: 14,
    style: { color: palette.ink, background: 'transparent', fontSize: '12px', fontFamily: palette.font },
    x: { type: 'point', domain: overview.years, axis: null, padding: 0.5 },
    y: { axis: null, domain: [0, Math.max(1, ...points.map((point) => point.count))] },
    marks: [
      Plot.ruleY([0], { stroke: palette.faint, strokeOpacity: 0.5 }),
      Plot.line(points, { x: 'year', y: 'count', stroke: palette.accent, strokeWidth: 2 }),
      Plot.dot(points, { x: 'year', y: 'count', fill: palette.accent, r: 3 }),
      ...(first === undefined ? [] : [Plot.dot([first], { x: 'year', y: 'count', stroke: palette.accent, r: 6 })]),
      Plot.text(points, {
        x: 'year',
        y: 'count',
        text: (point: { count: number }) => t.number(point.count),
        dy: -12,
        fill: palette.ink,
      }),
      Plot.text([t.overview.lineTitle], {
        frameAnchor: 'left',
        dx: -marginLeft + 2,
        textAnchor: 'start',
        fill: palette.faint,
      }),
    ],
  })
}

interface Cell {
  agency: string
  year: number
  count: number | null
}

function heatMap(overview: OverviewData, marginLeft: number, palette: Palette, options: OverviewOptions): Element {
  const { width, t, href, chosen } = options
  const cells: Cell[] = overview.agencies.flatMap(({ name, counts }) =>
    counts.map((count, index) => ({ agency: name, year: overview.years[index] ?? 0, count })),
  )
  const counted = cells.filter((cell) => cell.count !== null && cell.count > 0)
  const most = Math.max(1, ...counted.map((cell) => cell.count ?? 0))
  const characters = Math.floor((marginLeft - 12) / 13)
  return Plot.plot({
    width,
    height: HEAD_HEIGHT + overview.agencies.length * ROW_HEIGHT,
    marginLeft,
    marginRight: 24,
    marginTop: HEAD_HEIGHT - 10,
    marginBottom: 10,
    style: { color: palette.ink, background: 'transparent', fontSize: '13px', fontFamily: palette.font },
    x: {
      type: 'band',
      domain: overview.years,
      axis: 'top',
      tickFormat: (year: number) => String(year),
      tickSize: 0,
      label: null,
    },
    y: {
      type: 'band',
      domain: overview.agencies.map((agency) => agency.name),
      tickFormat: (name: string) => (name.length > characters ? `${name.slice(0, characters - 1)}…` : name),
      tickSize: 0,
      label: null,
    },
    color: { type: 'sqrt', domain: [0, most], range: [palette.few, palette.many], interpolate: 'lab' },
    marks: [
      // An agency without a plan of that year in the index: neither a count nor a zero.
      Plot.text(
        cells.filter((cell) => cell.count === null),
        { x: 'year', y: 'agency', text: () => '·', fill: palette.faint },
      ),
      Plot.text(
        cells.filter((cell) => cell.count === 0),
        { x: 'year', y: 'agency', text: () => '0', fill: palette.faint },
      ),
      Plot.cell(counted, {
        x: 'year',
        y: 'agency',
        fill: 'count',
        inset: 1,
        rx: 2,
        stroke: (cell: Cell) => (chosen(cell.agency, cell.year) ? palette.ink : 'none'),
        strokeWidth: 2,
        href: (cell: Cell) => href(cell.agency, cell.year),
        title: (cell: Cell) => t.overview.cell(cell.agency, cell.year, cell.count ?? 0),
      }),
      Plot.text(counted, {
        x: 'year',
        y: 'agency',
        text: (cell: Cell) => t.number(cell.count ?? 0),
        fill: (cell: Cell) => (Math.sqrt((cell.count ?? 0) / most) > 0.55 ? palette.paper : palette.ink),
        pointerEvents: 'none',
      }),
    ],
  })
}
