import { BasketButton } from '../components/basket-button.js'
import { CitationBox } from '../components/citation-box.js'
import { usePage } from '../components/context.js'
import { LineageView } from '../components/lineage.js'
import { PointsView } from '../components/points.js'
import { RecordFacts } from '../components/record-facts.js'
import { RecordMeta } from '../components/record-meta.js'
import { SearchForm } from '../components/search-form.js'
import { SectionPath } from '../components/section-path.js'
import { SimilarView } from '../components/similar.js'
import { SourceBox } from '../components/source-box.js'
import { UncertainNote } from '../components/uncertain.js'
import { Marked } from '../components/marked.js'
import { EMPTY_SEARCH } from '../urls.js'
import type { RecordModel } from '../model.js'

/** One record, whole: what it says, where it says so, and what it is related to. */
export function RecordPage({ model }: { model: RecordModel }) {
  const { t, to } = usePage()
  const { record } = model
  return (
    <>
      <SearchForm state={{ ...EMPTY_SEARCH, q: model.q }} modes={false} />
      {model.q !== '' && (
        <p class="form-note">
          <a href={to.search({ q: model.q })}>{t.record.backTo(model.q)}</a>
        </p>
      )}
      <article class="record">
        <header class="record-head">
          <RecordMeta record={record} linked />
          <h1>
            <Marked text={record.title} ranges={model.highlights.title} />
          </h1>
          <SectionPath record={record} />
          {record.uncertain && <UncertainNote />}
          <p class="record-actions">
            <BasketButton record={record} />
            <a href={to.api(record.id)}>{t.record.json}</a>
          </p>
        </header>
        <div class="record-layout">
          <div class="record-main">
            <section aria-labelledby="text-heading">
              <h2 id="text-heading">{record.kind === 'kpi' ? t.record.measure : t.record.text}</h2>
              <PointsView record={record} ranges={model.highlights.text} />
            </section>
            <SourceBox record={record} document={model.document} view={model.source} />
            <LineageView record={record} links={model.lineage} />
          </div>
          <aside class="record-side">
            <RecordFacts record={record} related={model.related} />
            <CitationBox record={record} document={model.document} />
            <SimilarView model={model} />
          </aside>
        </div>
      </article>
    </>
  )
}
