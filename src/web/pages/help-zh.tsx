import { OPERATORS } from '../../query/operators.js'
import { usePage } from '../components/context.js'
import { QueryExamples } from '../components/query-examples.js'
import { UncertainMark } from '../components/uncertain.js'
import type { IndexStats } from '../data.js'

export function HelpZh({ stats }: { stats: IndexStats }) {
  const { t, to } = usePage()
  return (
    <>
      <h1>說明</h1>
      <nav class="contents" aria-label="本頁內容">
        <ul>
          <li>
            <a href="#query">怎麼查</a>
          </li>
          <li>
            <a href="#match">比對方式</a>
          </li>
          <li>
            <a href="#marks">標記的意思</a>
          </li>
          <li>
            <a href="#take">引用與取用</a>
          </li>
          <li>
            <a href="#keys">鍵盤</a>
          </li>
          <li>
            <a href="#data">資料與授權</a>
          </li>
          <li>
            <a href="#api">開放介面</a>
          </li>
        </ul>
      </nav>

      <section aria-labelledby="query">
        <h2 id="query">怎麼查</h2>
        <p>直接輸入詞語或一句話即可。想要更精確時，可用下列寫法；每個例子都能點開。</p>
        <QueryExamples head={['想做的事', '寫法']} rows={OPERATORS.map(({ help, example }) => [help, example])} />
        <p>
          直接寫出機關（陸委會、衛福部等簡稱也可以）、年度（107
          年、民國107、2018年）或計畫類別，會影響排序，並在結果上方提供「當作篩選條件」的連結。
        </p>
        <p>查詢寫法有小錯時，仍會列出結果，並在結果上方說明哪裡看不懂、改用了什麼寫法。</p>
      </section>

      <section aria-labelledby="match">
        <h2 id="match">比對方式</h2>
        <dl>
          <dt>綜合</dt>
          <dd>字面與意思一起比對，預設用這個。</dd>
          <dt>完全符合</dt>
          <dd>把整個查詢當成一串字，只列出確實含有這串字的條目，一筆不漏。適合統計某個詞出現在哪些計畫。</dd>
          <dt>語意</dt>
          <dd>依意思找。用平常的話問，也能找到用公文寫成的計畫；但列出的條目不一定含有你輸入的字。</dd>
        </dl>
        <p>無論用哪一種，引號裡的字都必須出現。</p>
      </section>

      <section aria-labelledby="marks">
        <h2 id="marks">標記的意思</h2>
        <dl>
          <dt>
            <mark>標亮的字</mark>
          </dt>
          <dd>與查詢相符的字。</dd>
          <dt class="help-meaning">段落左側的虛線</dt>
          <dd>這一段不一定有相同的字，而是意思與查詢最接近。</dd>
          <dt>
            <UncertainMark />
          </dt>
          <dd>
            有些文件的表格轉成文字時，各欄交錯在一起。系統會重新分欄，把握不足的就加上這個標記。字都在，只是可能分錯欄；引用前請看條目頁下方的原文出處。
          </dd>
          <dt>完全符合・字詞符合・語意相近</dt>
          <dd>這一筆為什麼列出來。游標停在上面可看字面與語意各占多少。</dd>
        </dl>
      </section>

      <section aria-labelledby="take">
        <h2 id="take">引用與取用</h2>
        <p>
          條目頁提供三種引用格式，網址固定不變。內容各點旁的「#」是該點的網址。結果頁最下方可下載全部結果，或以 Atom
          訂閱；同一查詢日後有新條目，訂閱會收到。
        </p>
        <p>
          想留下幾筆慢慢看，按「加入清單」。<a href={to.basket()}>清單</a>可加註記，下載成
          CSV、JSON、Markdown，或直接列印。清單與查詢紀錄只存在你的瀏覽器裡。
        </p>
      </section>

      <section aria-labelledby="keys">
        <h2 id="keys">鍵盤</h2>
        <dl class="keys">
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>{t.keys.search}</dd>
          <dt>
            <kbd>j</kbd> <kbd>k</kbd>
          </dt>
          <dd>
            {t.keys.next}、{t.keys.previous}
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
        <h2 id="data">資料與授權</h2>
        <p>
          目前收錄 {t.number(stats.documents)} 份文件、{t.number(stats.agencies)} 個機關、{t.number(stats.records)}{' '}
          筆條目，列在
          <a href={to.documents()}>文件</a>
          頁。文件由各機關公開發布，屬政府公文書，依著作權法第九條不受著作權保護。文字照原文呈現，只去掉排版用的空白，並把相容字換成通用字。
        </p>
        <p>本系統的程式以 MIT 授權釋出。</p>
      </section>

      <section aria-labelledby="api">
        <h2 id="api">開放介面</h2>
        <p>
          頁面上看得到的都能用程式取得，不需要申請。說明文件為 <a href="/openapi.json">OpenAPI</a>。
        </p>
        <ul class="api-list">
          <li>
            <a href="/api/search?q=%E6%96%B0%E5%8D%97%E5%90%91">/api/search?q=新南向</a>
          </li>
          <li>
            <a href="/api/trends?q=%E6%96%B0%E5%8D%97%E5%90%91">/api/trends?q=新南向</a>
          </li>
          <li>
            <a href="/api/documents">/api/documents</a>
          </li>
          <li>
            <a href="/feed.atom?q=%E6%96%B0%E5%8D%97%E5%90%91">/feed.atom?q=新南向</a>
          </li>
        </ul>
      </section>
    </>
  )
}
