import type { PlanRecord, Range } from '../../record.js'
import { splitPoints } from '../layout/points.js'
import { Marked } from './marked.js'
import { usePage } from './context.js'

/** A record's text laid out by its numbered points, each with a permanent link. */
export function PointsView({ record, ranges }: { record: PlanRecord; ranges: readonly Range[] | undefined }) {
  const { t } = usePage()
  return (
    <div class="points" lang="zh-Hant-TW">
      {splitPoints(record.text).map((point) => (
        <p key={point.id} id={point.id} class={`point level-${Math.min(point.level, 4)}`}>
          {point.mark !== '' && <span class="point-mark">{point.mark}</span>}
          <span class="point-text">
            <Marked text={record.text} ranges={ranges} start={point.start + point.mark.length} end={point.end} />
          </span>
          <a
            href={`#${point.id}`}
            class="point-link"
            aria-label={t.record.passageLink(point.mark)}
            data-cite-passage={point.id}
          >
            #
          </a>
        </p>
      ))}
    </div>
  )
}
