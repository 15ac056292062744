import * as Plot from '@observablehq/plot'
import type { Target } from '../layout/targets.js'
import { paletteOf } from './palette.js'

/** Height of the chart in CSS pixels. */
export const TARGETS_HEIGHT = 180

/** Draws an indicator's targets over the years: a bar a year, with the target as printed above it. */
export function drawTargets(
  element: HTMLElement,
  targets: readonly Target[],
  width: number,
): SVGSVGElement | undefined {
  const palette = paletteOf(element)
  const plot = Plot.plot({
    width,
    height: TARGETS_HEIGHT,
    marginTop: 28,
    marginBottom: 28,
    marginLeft: 8,
    marginRight: 8,
    style: { color: palette.ink, background: 'transparent', fontSize: '13px', fontFamily: palette.font },
    x: {
      type: 'band',
      domain: targets.map((target) => target.year),
      tickFormat: String,
      label: null,
      padding: 0.5,
      tickSize: 0,
    },
    y: { axis: null, domain: [0, Math.max(...targets.map((target) => target.value), 1)] },
    marks: [
      Plot.barY(targets, { x: 'year', y: 'value', fill: palette.accent, fillOpacity: 0.75 }),
      Plot.text(targets, { x: 'year', y: 'value', text: 'printed', dy: -10, lineWidth: 8, textOverflow: 'ellipsis' }),
      Plot.ruleY([0], { stroke: palette.faint }),
    ],
  })
  element.replaceChildren(plot)
  return plot instanceof SVGSVGElement ? plot : undefined
}
