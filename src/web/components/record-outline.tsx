import type { PlanRecord } from '../../record.js'
import { usePage } from './context.js'
import { UncertainMark } from './uncertain.js'

interface RecordOutlineProps {
  title: string
  records: readonly PlanRecord[]
  /** Group by the programme that a plan item belongs to, or by the heading above. */
  by: 'work' | 'section'
}

/** Characters of a point shown where its own title says nothing. */
const SHOWN = 90

/** Records under their programme or heading, in the order of the document. */
export function RecordOutline({ title, records, by }: RecordOutlineProps) {
  const { t, to } = usePage()
  const kind = records[0]?.kind ?? 'project'
  const groups: { name: string; records: PlanRecord[] }[] = []
  for (const record of records) {
    const name = groupOf(record)
    const last = groups.at(-1)
    if (last?.name === name) last.records.push(record)
    else groups.push({ name, records: [record] })
  }
  return (
    <section class="outline" aria-labelledby={`outline-${kind}`}>
      <h2 id={`outline-${kind}`}>
        {title} <small>{t.number(records.length)}</small>
      </h2>
      {groups.map((group, index) => (
        <div key={index} class="outline-group">
          {group.name !== '' && <h3>{group.name}</h3>}
          <ul>
            {group.records.map((record) => (
              <li key={record.id}>
                <a href={to.record(record.id)}>{label(record)}</a>
                {record.uncertain && <UncertainMark />}
                {record.source.page !== null && <small>{t.page(record.source.page)}</small>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )

  function groupOf(record: PlanRecord): string {
    if (by === 'work' && record.kind === 'project') return record.work === '' ? t.agency.noWork : record.work
    return record.section.at(-1) ?? ''
  }
}

/** A plan item is known by its title; a point of a goal by what it says. */
function label(record: PlanRecord): string {
  if (record.kind === 'project' || record.kind === 'kpi') return record.title
  const text = record.text === '' ? record.title : record.text
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
