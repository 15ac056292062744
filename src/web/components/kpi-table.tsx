import type { KpiRecord } from '../../record.js'
import { usePage } from './context.js'
import { UncertainMark } from './uncertain.js'

/** The indicators of one plan with their targets, in the order of the plan. */
export function KpiTable({ kpis }: { kpis: readonly KpiRecord[] }) {
  const { t, to } = usePage()
  return (
    <section class="outline" aria-labelledby="outline-kpi">
      <h2 id="outline-kpi">
        {t.kind.kpi} <small>{t.number(kpis.length)}</small>
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={t.kind.kpi}>
        <table class="kpi-table">
          <thead>
            <tr>
              <th scope="col">{t.record.goal}</th>
              <th scope="col">{t.kind.kpi}</th>
              <th scope="col">{t.record.target}</th>
            </tr>
          </thead>
          <tbody>
            {kpis.map((kpi, index) => (
              <tr key={kpi.id}>
                <td>{kpi.goal !== kpis[index - 1]?.goal && kpi.goal}</td>
                <td>
                  <a href={to.record(kpi.id)}>{kpi.title}</a> {kpi.uncertain && <UncertainMark />}
                </td>
                <td>{kpi.target}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
