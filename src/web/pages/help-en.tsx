import { usePage } from '../components/context.js'
import { QueryExamples } from '../components/query-examples.js'
import { UncertainMark } from '../components/uncertain.js'
import type { IndexStats } from '../data.js'

export function HelpEn({ stats }: { stats: IndexStats }) {
  const { t, to } = usePage()
  return (
    <>
      <h1>Help</h1>
      <nav class="contents" aria-label="On this page">
        <ul>
          <li>
            <a href="#query">How to search</a>
          </li>
          <li>
            <a href="#match">Ways of matching</a>
          </li>
          <li>
            <a href="#marks">What the marks mean</a>
          </li>
          <li>
            <a href="#take">Citing and taking away</a>
          </li>
          <li>
            <a href="#keys">Keys</a>
          </li>
          <li>
            <a href="#data">Data and licence</a>
          </li>
          <li>
            <a href="#api">API</a>
          </li>
        </ul>
      </nav>

      <section aria-labelledby="query">
        <h2 id="query">How to search</h2>
        <p>Type words or a question in Chinese. Every example below can be opened.</p>
        <QueryExamples
          head={['To find', 'Write']}
          rows={[
            ['all of these words', '新南向 人才培育'],
            ['this very string', '「新南向政策」'],
            ['any of these words', '登革熱 OR 腸病毒'],
            ['without a word', '觀光 -陸客'],
            ['grouped', '(長照 OR 失智) 社區'],
            ['one agency', 'agency:外交部 獎學金'],
            ['a year or a range (ROC or CE)', 'year:2016-2018 邦交國'],
            ['indicators only', 'kind:kpi 滿意度'],
            ['in titles only', 'title:國際會議'],
            ['two words at most 20 characters apart', '"新南向 人才"~20'],
            ['no variant characters or widths', '=臺灣'],
          ]}
        />
        <p>
          An agency (short names too), a year or a category in plain text weighs in the ranking, and can be turned into
          a filter above the results. Slips in the query still get an answer, and are explained above the results.
        </p>
      </section>

      <section aria-labelledby="match">
        <h2 id="match">Ways of matching</h2>
        <dl>
          <dt>Combined</dt>
          <dd>Wording and meaning together; the default.</dd>
          <dt>Exact phrase</dt>
          <dd>The whole query as one string: every record that holds it, and no other.</dd>
          <dt>Meaning</dt>
          <dd>Everyday words find official wording. The records listed need not hold the words you typed.</dd>
        </dl>
        <p>Words in quotation marks must occur, whichever way you choose.</p>
      </section>

      <section aria-labelledby="marks">
        <h2 id="marks">What the marks mean</h2>
        <dl>
          <dt>
            <mark>Marked words</mark>
          </dt>
          <dd>Words that match the query.</dd>
          <dt class="help-meaning">A dotted line at the left</dt>
          <dd>This passage is nearest in meaning; it need not hold the same words.</dd>
          <dt>
            <UncertainMark />
          </dt>
          <dd>
            In some documents the columns of tables are interleaved. They are put back in place by reading; where that
            is not certain, the record bears this mark. No character is lost, but some may stand in the wrong cell:
            compare with the source at the foot of the record’s page.
          </dd>
        </dl>
      </section>

      <section aria-labelledby="take">
        <h2 id="take">Citing and taking away</h2>
        <p>
          A record’s page has citations in three styles and a permanent address; “#” beside a point is the address of
          that point. Below the results are downloads of all of them and an Atom feed. <a href={to.basket()}>My list</a>{' '}
          keeps records from several searches, with notes, in this browser only.
        </p>
      </section>

      <section aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        <dl class="keys">
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{t.keys.search}</dd>
          <dt>
            <kbd>j</kbd> <kbd>k</kbd>
          </dt>
          <dd>
            {t.keys.next}, {t.keys.previous}
          </dd>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>{t.keys.open}</dd>
          <dt>
            <kbd>s</kbd>
          </dt>
          <dd>{t.keys.keep}</dd>
        </dl>
      </section>

      <section aria-labelledby="data">
        <h2 id="data">Data and licence</h2>
        <p>
          {t.number(stats.documents)} documents, {t.number(stats.agencies)} agencies and {t.number(stats.records)}{' '}
          records are indexed; see <a href={to.documents()}>documents</a>. They are official documents published by the
          agencies and free of copyright under article 9 of Taiwan’s Copyright Act. Texts are shown as printed; only
          layout white space is left out and compatibility characters become the ordinary ones. The program is under the
          MIT licence.
        </p>
      </section>

      <section aria-labelledby="api">
        <h2 id="api">API</h2>
        <p>
          Everything on these pages can be had by program, without a key: see <a href="/openapi.json">OpenAPI</a>.
        </p>
      </section>
    </>
  )
}
