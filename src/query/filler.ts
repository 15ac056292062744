import { foldInPlace, foldText, type Segmenter } from '../text/index.js'
import type { Ignored } from './notes.js'
import type { ParsedQuery } from './parse.js'
import { plainRuns } from './understand.js'

/**
 * Words of everyday questions that say nothing about what is asked for. Function words of Mandarin by their class, as
 * grammars list them; none is made for a certain query. Words with a meaning of their own in plans (補助, 申請, 如期)
 * are not among them.
 */
const QUESTION = `
什麼 甚麼 啥 啥米 什麼樣 怎麼 怎樣 怎麼樣 怎麼辦 怎麼做 如何 為什麼 為甚麼 為何 何 何時 何處 何種 什麼時候 幾時 哪 哪些 哪個
哪一個 哪一些 哪裡 哪裏 哪兒 哪邊 哪種 哪一種 誰 多少 幾 幾個 多久 多大 是不是 是否 有沒有 有無 會不會 能不能 可不可以 可否 能否
要不要 該不該 好不好 對不對 行不行 夠不夠 算不算 難道 到底 究竟 嗎 呢 吧 啊 喔 哦 噢 耶 啦 嘛 咧 呀 哩 囉 嗎`
const REQUEST = `
請 請問 請教 想問 想請問 問 問一下 想知道 想了解 想查 想找 告訴 告訴我 跟我說 說明一下 介紹一下 幫我 麻煩 謝謝 您好 你好 拜託
找 找一下 查 查一下 查詢 搜尋 看看 看一下 有關 關於 有關於 相關 相關的 之類 之類的`
const FUNCTION = `
的 了 著 過 是 在 有 就 都 也 還 又 才 只 跟 和 與 或 及 以及 而 而且 但 但是 可是 不過 因為 所以 如果 的話 把 被 給 讓 對 對於
從 到 向 往 於 以 為 為了 這 那 這些 那些 這個 那個 這樣 那樣 這種 那種 這裡 那裡 這麼 那麼 很 太 非常 真的 更 最 比較 一下 一些
一點 一個 一直 已經 還是 或是 或者 我 我們 我的 你 你們 您 他 她 它 他們 她們 大家 人家 自己 咱們 想 想要 要 可以 能 能夠 應該 該 會 可能
沒 沒有 不 不會 不能 來 去 做 做了 做過 弄 搞 現在 目前 最近 其中 其 之 所 裡 裡面 上 中 時 時候`

const words = (list: string) => list.split(/\s+/u).filter((word) => word !== '')

/** Folded words, with what kind of filler they are. */
const FILLER = new Map<string, Filler['kind']>([
  ...words(FUNCTION).map((word): [string, Filler['kind']] => [foldText(word), 'function']),
  ...words(`${QUESTION} ${REQUEST}`).map((word): [string, Filler['kind']] => [foldText(word), 'question']),
])

/**
 * 政府 as the one who is asked about: 政府做了什麼, 政府有沒有推動. Elsewhere (政府債務, 電子化政府) the word means something.
 * Folding keeps each character's place, so the pattern is folded like the text.
 */
const GOVERNMENT = new RegExp(
  foldInPlace(
    '(?:我們的?|中央|臺灣)?政府(?:現在|目前|最近|到底|究竟|對此|都|曾|已|是|要|會|能)?' +
      '(?:怎麼|怎樣|如何|有沒有|是不是|是否|會不會|能不能|有無|有什麼|有甚麼|有啥|有哪些|(?:有)?(?:做|推|推動|提供|採取|規劃|編列|訂|制定)(?:了|過|出)?(?:什麼|甚麼|啥|哪些|沒有))',
  ),
  'gu',
)

/** A part of a text that says nothing about what is asked for. */
export interface Filler {
  /** Range in the text. */
  start: number
  end: number
  text: string
  /** `question`: a question word or a request, with the function words beside it; `function`: function words alone. */
  kind: 'question' | 'function'
}

/** Whether a word, as a segmenter cuts it, is filler: a question word, a request, a function word. In any script. */
export function isFiller(word: string): boolean {
  return FILLER.has(foldText(word))
}

/**
 * The filler of a text, in its order, not overlapping; words beside each other are one part. Those who weigh words give
 * these little weight, they don't leave them out: 如何 is a word like any other where nothing else was typed.
 */
export function everydayFiller(text: string, segmenter: Segmenter): Filler[] {
  // 0 nothing, 1 function word, 2 question
  const marked = new Uint8Array(text.length)
  for (const { word, start, end } of segmenter.segment(text)) {
    const kind = FILLER.get(word)
    if (kind) marked.fill(kind === 'question' ? 2 : 1, start, end)
  }
  for (const match of foldInPlace(text).matchAll(GOVERNMENT)) marked.fill(2, match.index, match.index + match[0].length)
  const found: Filler[] = []
  for (let start = 0; start < text.length; start++) {
    if (marked[start] === 0) continue
    let end = start
    while (end < text.length && marked[end] !== 0) end++
    const kind = marked.subarray(start, end).includes(2) ? 'question' : 'function'
    found.push({ start, end, text: text.slice(start, end), kind })
    start = end
  }
  return found
}

/** The filler of a query's plain words, each once, with places in the query, and what to say about it. */
export function reportFiller(
  parsed: ParsedQuery,
  segmenter: Segmenter,
): { filler: Filler[]; ignored: Ignored[]; nothingElse: boolean } {
  const filler: Filler[] = []
  let others = false
  for (const run of plainRuns(parsed)) {
    const text = parsed.text.slice(run.start, run.end)
    const found = everydayFiller(text, segmenter)
    filler.push(...found.map((part) => ({ ...part, start: run.start + part.start, end: run.start + part.end })))
    others ||= segmenter.segment(text).some(({ start, end }) => !found.some((f) => f.start <= start && end <= f.end))
  }
  const nothingElse = filler.length > 0 && !others
  const reason = nothingElse ? '只有問句用語，沒有要找的主題' : '問句用語，幾乎不影響排序'
  // Every sentence has function words; to list 的 and 與 each time would hide what is worth saying.
  const said = filler.filter((part) => nothingElse || part.kind === 'question')
  const ignored = [...new Set(said.map((part) => part.text))].map((text) => ({ text, reason }))
  return { filler, ignored, nothingElse }
}
