import type { ComponentChildren } from 'preact'
import type { PlanRecord } from '../../record.js'
import type { Related } from '../layout/related.js'
import { usePage } from './context.js'

/** A record's fields as the table has them, with links to the records that they name. Empty fields are left out. */
export function RecordFacts({ record, related }: { record: PlanRecord; related: Related }) {
  const { t, to } = usePage()
  return (
    <section class="facts" aria-labelledby="facts-heading">
      <h2 id="facts-heading">{t.record.facts}</h2>
      <dl>
        <Fact name={t.record.agency}>
          <a href={to.agency(record.agency)}>{record.agency}</a>
        </Fact>
        <Fact name={t.record.year}>
          <a href={to.agency(record.agency, record.year)}>{t.yearBoth(record.year)}</a>
        </Fact>
        {record.kind === 'project' && (
          <>
            {record.work !== '' && <Fact name={t.record.work}>{record.work}</Fact>}
            {record.category !== '' && (
              <Fact name={t.record.category}>
                <a href={to.search({ filters: { category: [record.category] } })}>{record.category}</a>
              </Fact>
            )}
            {related.kpis.length > 0 && <KpiList related={related} />}
            {related.goalNames.length > 0 && <Fact name={t.record.goal}>{related.goalNames.join('；')}</Fact>}
          </>
        )}
        {record.kind === 'kpi' && (
          <>
            {record.goal !== '' && (
              <Fact name={t.record.goal}>
                {record.goal}
                {related.goals.length > 0 && (
                  <ul>
                    {related.goals.map((goal) => (
                      <li key={goal.id}>
                        <a href={to.record(goal.id)}>
                          {goal.text.length > 40 ? `${goal.text.slice(0, 40)}…` : goal.text}
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </Fact>
            )}
            {record.target !== '' && (
              <Fact name={t.record.target}>
                <strong class="target">{record.target}</strong>
              </Fact>
            )}
            {record.method !== '' && <Fact name={t.record.method}>{record.method}</Fact>}
            {record.system !== '' && <Fact name={t.record.system}>{record.system}</Fact>}
            {record.link !== '' && <Fact name={t.record.link}>{record.link}</Fact>}
            {record.common && <Fact name={t.kind.kpi}>{t.record.common}</Fact>}
            {related.projects.length > 0 && (
              <Fact name={t.record.projects}>
                <ul>
                  {related.projects.map((project) => (
                    <li key={project.id}>
                      <a href={to.record(project.id)}>{project.title}</a>
                    </li>
                  ))}
                </ul>
              </Fact>
            )}
          </>
        )}
      </dl>
    </section>
  )
}

function KpiList({ related }: { related: Related }) {
  const { t, to } = usePage()
  return (
    <Fact name={t.record.kpis}>
      <ul class="kpis">
        {related.kpis.map(({ name, record: kpi }) => (
          <li key={name}>
            {kpi === undefined ? (
              <>
                {name} <small>{t.record.noKpiRecord}</small>
              </>
            ) : (
              <>
                <a href={to.record(kpi.id)}>{name}</a>
                {kpi.target !== '' && (
                  <small>
                    {t.record.target}
                    {t.colon}
                    {kpi.target}
                  </small>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
