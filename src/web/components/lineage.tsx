import type { PlanRecord } from '../../record.js'
import type { LineageLink } from '../../search/types.js'
import { TargetChart } from '../islands/target-chart.js'
import { targetSeries } from '../layout/targets.js'
import { usePage } from './context.js'
import { Diff } from './diff.js'
import { Island } from './island.js'

/** The same programme in other years as a timeline, oldest first, this record in its place. */
export function LineageView({ record, links }: { record: PlanRecord; links: readonly LineageLink[] }) {
  const { t, to, locale } = usePage()
  const entries = [
    ...links.map((link) => ({ year: link.record.year, link })),
    { year: record.year, link: undefined },
  ].sort((a, b) => a.year - b.year)
  const targets = targetSeries([record, ...links.map((link) => link.record)])
  return (
    <section class="lineage" aria-labelledby="lineage-heading">
      <h2 id="lineage-heading">{t.record.lineage}</h2>
      {links.length === 0 ? <p>{t.record.lineageNone}</p> : <p class="source-note">{t.record.lineageNote}</p>}
      {targets.length > 1 && (
        <Island
          name="target-chart"
          component={TargetChart}
          props={{ locale, targets }}
          class="chart-island target-island"
        />
      )}
      {links.length > 0 && (
        <ol class="timeline">
          {entries.map(({ year, link }) =>
            link === undefined ? (
              <li key={record.id} class="timeline-here">
                <p class="timeline-year">{t.rocYear(year)}</p>
                <p>
                  <strong>{record.title}</strong> <small>{t.record.thisRecord}</small>
                </p>
                {record.kind === 'kpi' && record.target !== '' && (
                  <p>
                    {t.record.target}
                    {t.colon}
                    {record.target}
                  </p>
                )}
              </li>
            ) : (
              <li key={link.record.id}>
                <p class="timeline-year">{t.rocYear(year)}</p>
                <p>
                  <a href={to.record(link.record.id)}>{link.record.title}</a>{' '}
                  <small>
                    {t.record.relation[link.relation]}・{t.record.confidence(Math.round(link.confidence * 100))}
                  </small>
                </p>
                {link.record.agency !== record.agency && <p>{link.record.agency}</p>}
                <Differences link={link} />
                <p>
                  <a
                    href={to.compare(year < record.year ? [link.record.id, record.id] : [record.id, link.record.id])}
                    class="compare-link"
                    aria-label={`${t.record.compareWith}{t.colon}${t.rocYear(year)} ${link.record.title}`}
                  >
                    {t.record.compareWith}
                  </a>
                </p>
              </li>
            ),
          )}
        </ol>
      )}
    </section>
  )
}

function Differences({ link }: { link: LineageLink }) {
  const { t } = usePage()
  const changed = link.differences.filter(({ parts }) => parts.some((part) => part.change !== 'same'))
  if (changed.length === 0) return <p class="no-difference">{t.record.noDifference}</p>
  return (
    <dl class="differences">
      {changed.map(({ field, parts }) => (
        <div key={field}>
          <dt>{t.record.differenceField[field]}</dt>
          <dd class="diff" lang="zh-Hant-TW">
            <Diff parts={parts} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
