import { usePage } from '../components/context.js'
import { UncertainMark } from '../components/uncertain.js'
import { compareTexts } from '../layout/compare.js'
import { splitPoints } from '../layout/points.js'
import { segments } from '../layout/segments.js'
import { COMPARED } from '../load-page.js'
import type { CompareModel } from '../model.js'
import type { PlanRecord, Range } from '../../record.js'

/** Two to four records side by side, with the wording that they share or don't share marked. */
export function ComparePage({ model }: { model: CompareModel }) {
  const { t, to } = usePage()
  const { records, mark } = model
  const ids = records.map((record) => record.id)
  const rows: { name: string; value: (record: PlanRecord) => string; always?: boolean }[] = [
    { name: t.record.goal, value: (record) => (record.kind === 'kpi' ? record.goal : '') },
    { name: t.record.work, value: (record) => (record.kind === 'project' ? record.work : '') },
    { name: t.record.category, value: (record) => (record.kind === 'project' ? record.category : '') },
    { name: t.record.target, value: (record) => (record.kind === 'kpi' ? record.target : '') },
    { name: t.record.text, value: (record) => record.text, always: true },
    { name: t.record.kpis, value: (record) => (record.kind === 'project' ? record.kpis.join('、') : '') },
    { name: t.record.method, value: (record) => (record.kind === 'kpi' ? record.method : '') },
  ]
  return (
    <>
      <h1>{t.compare.title}</h1>
      {model.missing.length > 0 && <p class="problem">{t.compare.missing(model.missing.join('、'))}</p>}
      {model.tooMany && <p class="problem">{t.compare.tooMany(COMPARED)}</p>}
      {records.length < 2 && <p>{t.compare.none}</p>}
      {records.length > 1 && (
        <p class="compare-legend">
          <span>{t.compare.legend}</span>
          {(['different', 'common'] as const).map((one) => (
            <a key={one} href={marked(one)} aria-current={one === mark ? 'true' : undefined}>
              {t.compare[one]}
            </a>
          ))}
          <mark class={`mark-${mark}`}>{mark === 'common' ? t.compare.legendCommon : t.compare.legendDifferent}</mark>
        </p>
      )}
      {records.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={t.compare.title}>
          <table class="compare" style={{ '--columns': String(records.length) }}>
            <thead>
              <tr>
                <th scope="col">
                  <span class="visually-hidden">{t.compare.field}</span>
                </th>
                {records.map((record) => (
                  <th key={record.id} scope="col">
                    <p class="meta">
                      <span>{record.agency}</span>
                      <span>{t.rocYear(record.year)}</span>
                      <span>{t.kind[record.kind]}</span>
                    </p>
                    <a href={to.record(record.id)}>{record.title}</a> {record.uncertain && <UncertainMark />}
                    {records.length > 2 && (
                      <p>
                        <a
                          class="compare-remove"
                          href={to.compare(ids.filter((id) => id !== record.id))}
                          aria-label={`${t.compare.remove}{t.colon}${record.title}`}
                        >
                          {t.compare.remove}
                        </a>
                      </p>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, value, always }) => {
                const texts = records.map(value)
                if (always !== true && texts.every((text) => text === '')) return null
                const compared = compareTexts(texts)
                return (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {texts.map((text, index) => (
                      <td key={ids[index]}>
                        <Compared text={text} ranges={compared[index]?.[mark] ?? []} mark={mark} />
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  )

  function marked(one: CompareModel['mark']): string {
    const base = to.compare(ids)
    return one === 'common' ? `${base}${base.includes('?') ? '&' : '?'}mark=common` : base
  }
}

function Compared({ text, ranges, mark }: { text: string; ranges: readonly Range[]; mark: CompareModel['mark'] }) {
  if (text === '') return <span class="none">—</span>
  return (
    <>
      {splitPoints(text).map((point) => (
        <p key={point.id} class={`compared level-${Math.min(point.level, 4)}`}>
          {segments(text, ranges, point.start, point.end).map((part, index) =>
            part.marked ? (
              <mark key={index} class={`mark-${mark}`}>
                {part.text}
              </mark>
            ) : (
              <span key={index}>{part.text}</span>
            ),
          )}
        </p>
      ))}
    </>
  )
}
