import { useEffect, useRef, useState } from 'preact/hooks'
import type { Target } from '../layout/targets.js'
import { textsFor } from '../texts/index.js'
import type { Locale } from '../urls.js'
import { useDrawing } from './use-drawing.js'

/** An indicator's targets over the years: a table for all, drawn as bars where the browser can. */
export function TargetChart({ locale, targets }: { locale: Locale; targets: Target[] }) {
  const t = textsFor(locale)
  const place = useRef<HTMLDivElement>(null)
  const { width, visible, theme } = useDrawing(place)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!visible || width === 0 || element === null) return
    import('../charts/targets.js').then(
      ({ drawTargets }) => void drawTargets(element, targets, Math.min(width, 560)),
      () => setFailed(true),
    )
  }, [visible, width, theme])
  return (
    <figure>
      <figcaption>
        {t.record.targets} <small>{t.record.targetsNote}</small>
      </figcaption>
      {!failed && <div ref={place} class="chart target-chart" aria-hidden="true" />}
      <table class="targets">
        <thead>
          <tr>
            {targets.map((target) => (
              <th key={target.year} scope="col">
                {t.rocYear(target.year)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {targets.map((target) => (
              <td key={target.year}>{target.printed}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </figure>
  )
}
