import { usePage } from './context.js'

/** Says that a record's reading is not certain, and why. Shown in words, never by colour alone. */
export function UncertainMark() {
  const { t } = usePage()
  return (
    <span class="uncertain" title={t.uncertain.why}>
      {t.uncertain.mark}
    </span>
  )
}

export function UncertainNote() {
  const { t } = usePage()
  return (
    <p class="uncertain-note">
      <strong>{t.uncertain.mark}</strong>
      {t.uncertain.why}
    </p>
  )
}
