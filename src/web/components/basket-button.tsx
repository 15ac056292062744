import type { PlanRecord } from '../../record.js'
import { usePage } from './context.js'

/**
 * Keeps a record in the reader's list. Hidden until the browser's script shows it, since without script there is no
 * list; client/basket-buttons.ts makes it work.
 */
export function BasketButton({ record, query }: { record: PlanRecord; query?: string | undefined }) {
  const { t } = usePage()
  const entry = {
    id: record.id,
    title: record.title,
    agency: record.agency,
    year: record.year,
    kind: record.kind,
    ...(query !== undefined && query !== '' && { query }),
  }
  return (
    <button
      type="button"
      class="basket-button"
      data-basket={JSON.stringify(entry)}
      data-add={t.basket.add}
      data-added={t.basket.added}
      aria-pressed="false"
      hidden
    >
      {t.basket.add}
    </button>
  )
}
