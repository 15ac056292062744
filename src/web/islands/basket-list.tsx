import { useEffect, useState } from 'preact/hooks'
import type { PlanRecord } from '../../record.js'
import { saveFile } from '../client/save-file.js'
import { readBasket, withNote, writeBasket, type BasketEntry } from '../storage/basket.js'
import { browserStorage } from '../storage/lists.js'
import { basketCsv, basketJson, basketMarkdown } from '../takeaway/basket-files.js'
import { textsFor } from '../texts/index.js'
import { Addresses, type Locale } from '../urls.js'
import { readRecords, type Answers } from './read-records.js'

/** Records that can be compared at once. */
const COMPARED = 4

/** The reader's list: notes, comparison, files. */
export function BasketList({ locale, origin }: { locale: Locale; origin: string }) {
  const t = textsFor(locale)
  const to = new Addresses(locale)
  const [entries, setEntries] = useState<BasketEntry[]>()
  const [answers, setAnswers] = useState<Answers>({ records: new Map(), away: false })
  const [ticked, setTicked] = useState<string[]>([])
  const [sure, setSure] = useState(false)
  const [full, setFull] = useState(false)

  useEffect(() => {
    const read = () => setEntries(readBasket(browserStorage()))
    read()
    addEventListener('storage', read)
    return () => removeEventListener('storage', read)
  }, [])
  const ids = entries?.map((entry) => entry.id).join(',') ?? ''
  useEffect(() => {
    if (ids === '') return
    const abort = new AbortController()
    void readRecords(ids.split(','), abort.signal).then((found) => {
      if (!abort.signal.aborted) setAnswers(found)
    })
    return () => abort.abort()
  }, [ids])

  if (entries === undefined) return <p class="basket-loading">{t.basket.loading}</p>
  if (entries.length === 0) return <p class="basket-empty">{t.basket.empty}</p>

  const keep = (next: BasketEntry[]) => {
    setFull(!writeBasket(browserStorage(), next))
    setEntries(next)
    setTicked(ticked.filter((id) => next.some((entry) => entry.id === id)))
    dispatchEvent(new Event('shizheng:basket'))
  }
  const kept = entries.map((entry) => ({ entry, record: answers.records.get(entry.id) ?? undefined }))
  const tick = (id: string, on: boolean) =>
    setTicked(on ? [...ticked, id].slice(-COMPARED) : ticked.filter((other) => other !== id))

  return (
    <>
      <div class="basket-actions">
        <strong>{t.basket.count(entries.length)}</strong>
        <button type="button" onClick={() => saveFile('shizheng.csv', basketCsv(kept, t, origin), 'text/csv')}>
          {t.basket.csv}
        </button>
        <button type="button" onClick={() => saveFile('shizheng.json', basketJson(kept, origin), 'application/json')}>
          {t.basket.json}
        </button>
        <button type="button" onClick={() => saveFile('shizheng.md', basketMarkdown(kept, t, origin), 'text/markdown')}>
          {t.basket.markdown}
        </button>
        <button type="button" onClick={() => print()}>
          {t.basket.print}
        </button>
        <button type="button" onClick={() => (sure ? keep([]) : setSure(true))} onBlur={() => setSure(false)}>
          {sure ? t.basket.clearConfirm : t.basket.clear}
        </button>
        <span class="basket-compare">
          {ticked.length > 1 ? <a href={to.compare(ticked)}>{t.basket.compare}</a> : t.basket.compareHint}
        </span>
      </div>
      {answers.away && <p class="problem">{t.basket.away}</p>}
      {full && (
        <p class="problem" role="alert">
          {t.basket.full}
        </p>
      )}
      <ul class="basket-entries">
        {kept.map(({ entry, record }) => (
          <li key={entry.id}>
            <label class="basket-tick">
              <input
                type="checkbox"
                checked={ticked.includes(entry.id)}
                aria-label={t.basket.select(entry.title)}
                onChange={(event) => tick(entry.id, event.currentTarget.checked)}
              />
            </label>
            <article>
              <p class="meta">
                <span>{entry.agency}</span>
                <span>{t.rocYear(entry.year)}</span>
                <span>{t.kind[entry.kind]}</span>
                {pageOf(record) !== null && <span>{t.page(pageOf(record) ?? '')}</span>}
              </p>
              <h2>
                <a href={to.record(entry.id)}>{entry.title}</a>
                {record?.uncertain === true && <span class="uncertain">{t.uncertain.mark}</span>}
              </h2>
              {answers.records.get(entry.id) === null && <p class="problem">{t.basket.gone}</p>}
              {record !== undefined && <p class="basket-text">{record.text}</p>}
              {record?.kind === 'kpi' && (
                <p>
                  {t.record.target}
                  {t.colon}
                  <strong>{record.target}</strong>
                </p>
              )}
              <label class="basket-note">
                <span>{t.basket.note}</span>
                <textarea
                  rows={1}
                  placeholder={t.basket.notePlaceholder}
                  value={entry.note ?? ''}
                  onInput={(event) => keep(withNote(entries, entry.id, event.currentTarget.value))}
                />
              </label>
              <p class="basket-foot">
                {entry.query !== undefined && <small>{t.basket.from(entry.query)}</small>}
                <button
                  type="button"
                  class="plain"
                  aria-label={`${t.basket.remove}{t.colon}${entry.title}`}
                  onClick={() => keep(entries.filter((other) => other.id !== entry.id))}
                >
                  {t.basket.remove}
                </button>
              </p>
            </article>
          </li>
        ))}
      </ul>
    </>
  )
}

function pageOf(record: PlanRecord | undefined): string | null {
  return record?.source.page ?? null
}
