import type { PlanRecord } from '../../record.js'
import { usePage } from './context.js'

/** The headings above a record, outermost first. */
export function SectionPath({ record }: { record: PlanRecord }) {
  const { t } = usePage()
  if (record.section.length === 0) return null
  return (
    <div class="section-path">
      <ol aria-label={t.record.section}>
        {record.section.map((heading, index) => (
          <li key={index}>{heading}</li>
        ))}
      </ol>
    </div>
  )
}
