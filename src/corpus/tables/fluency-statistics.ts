import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { ShizhengError } from '../../errors.js'
import { Alphabet, type CharacterModel, DiscountedModel, END, type SentModel } from './fluency.js'

/**
 * The shipped character statistics (`data/fluency.bin.gz`, made by `scripts/build-fluency.js` from Taiwan's laws and
 * from plan titles and passages written for this project) and the models of one document that stand on them.
 *
 * Format 2, gzipped: a line of JSON `{format, vocabulary, models: [{name, orders: [{n, keys}]}]}`, then for each model
 * and each of its orders 1 to 3 the keys ascending as differences in 7-bit groups, lowest first (`keys` bytes), and n
 * bytes of counts (8·log2, rounded). A key packs ids in base 8192, newest in the lowest place. Character i of the
 * vocabulary has the id i + 1, which is that of `Alphabet`: the marks of a title's beginning and end come first.
 */
export interface FluencyStatistics {
  vocabulary: string
  models: { name: string; orders: { keys: Float64Array; counts: Float32Array }[] }[]
}

const FILE = new URL('../../../data/fluency.bin.gz', import.meta.url)

/** Reads the shipped statistics. Throws ShizhengError `model-invalid` where the file is missing or damaged. */
export function loadFluencyStatistics(file: URL = FILE): FluencyStatistics {
  try {
    return parseFluencyStatistics(gunzipSync(readFileSync(file)))
  } catch (cause) {
    throw new ShizhengError(
      'model-invalid',
      `應有字元統計檔 data/fluency.bin.gz，但無法讀取；請重新安裝，或以 scripts/build-fluency.js 重新產生。`,
      { file: 'data/fluency.bin.gz' },
      { cause },
    )
  }
}

/** Throws Error where the bytes are not of format 2. */
export function parseFluencyStatistics(bytes: Buffer): FluencyStatistics {
  const line = bytes.indexOf(10)
  const head: unknown = JSON.parse(bytes.toString('utf8', 0, Math.max(0, line)))
  if (!isHead(head)) throw new Error('expected the head of fluency statistics in format 2')
  let at = line + 1
  const order = ({ n, keys: length }: { n: number; keys: number }) => {
    const keys = new Float64Array(n)
    const end = at + length
    let key = 0
    for (let i = 0; i < n; i++) {
      let scale = 1
      let byte: number
      do {
        byte = bytes[at++] ?? 0
        key += (byte % 128) * scale
        scale *= 128
      } while (byte >= 128 && at < end)
      keys[i] = key
    }
    if (at !== end) throw new Error(`expected ${length} bytes of keys`)
    const counts = Float32Array.from(bytes.subarray(at, at + n), (b) => 2 ** (b / 8))
    if (counts.length !== n) throw new Error(`expected ${n} counts, came ${counts.length}`)
    at += n
    return { keys, counts }
  }
  const models = head.models.map(({ name, orders }) => ({ name, orders: orders.map(order) }))
  return { vocabulary: head.vocabulary, models }
}

interface Head {
  format: 2
  vocabulary: string
  models: { name: string; orders: { n: number; keys: number }[] }[]
}

function isHead(x: unknown): x is Head {
  if (!isObject(x) || x.format !== 2 || typeof x.vocabulary !== 'string' || !Array.isArray(x.models)) return false
  return x.models.every(
    (m: unknown) =>
      isObject(m) &&
      typeof m.name === 'string' &&
      Array.isArray(m.orders) &&
      m.orders.every((o: unknown) => isObject(o) && Number.isInteger(o.n) && Number.isInteger(o.keys)),
  )
}

function isObject(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null
}

/** What does not change from document to document. */
export interface GeneralFluency {
  vocabulary: string
  models: DiscountedModel[]
  titles: DiscountedModel | undefined
}

/** What another thread needs to read with the same models, which it shares. */
export interface SentFluency {
  vocabulary: string
  models: SentModel[]
  titles: SentModel | undefined
}

/** What one document's tables are read with. */
export interface DocumentFluency {
  alphabet: Alphabet
  /** Models of running text. */
  models: CharacterModel[]
  /** Model of titles and terms, each between START and END; undefined without statistics. */
  titles: CharacterModel | undefined
}

/** The models of the shipped statistics. Takes a few tenths of a second, so it is made once. */
export function generalFluency({ vocabulary, models }: FluencyStatistics): GeneralFluency {
  const titles = models.find(({ name }) => name === 'titles')
  return {
    vocabulary,
    models: models.filter((model) => model !== titles).map(({ orders }) => DiscountedModel.ofCounts(orders)),
    titles: titles && DiscountedModel.ofCounts(withRareEnds(titles.orders)),
  }
}

let shipped: GeneralFluency | undefined

/** The models of the statistics that are shipped, made when they are first asked for. Throws as `loadFluencyStatistics`. */
export function shippedFluency(): GeneralFluency {
  return (shipped ??= generalFluency(loadFluencyStatistics()))
}

export function sendFluency({ vocabulary, models, titles }: GeneralFluency): SentFluency {
  return { vocabulary, models: models.map((model) => model.send()), titles: titles?.send() }
}

/** The models that another thread sent. */
export function receiveFluency({ vocabulary, models, titles }: SentFluency): GeneralFluency {
  return {
    vocabulary,
    models: models.map((m) => DiscountedModel.from(m)),
    titles: titles && DiscountedModel.from(titles),
  }
}

/** Models of a document: its own clean prose, and the shipped statistics. */
export function documentFluency(prose: string, { vocabulary, models, titles }: GeneralFluency): DocumentFluency {
  const alphabet = Alphabet.of(vocabulary)
  const texts = prose.split(/\n+/u).filter(Boolean)
  const own = DiscountedModel.ofTexts(
    texts.map((line) => alphabet.encode(line)),
    4,
  )
  return { alphabet, models: [own, ...models], titles }
}

type Orders = FluencyStatistics['models'][number]['orders']

/** Every title ends, but not after any character: where the last ones were never seen at an end, an end is rare. */
function withRareEnds(orders: Orders): Orders {
  return orders.map(({ keys, counts }, i) => ({
    keys,
    counts: i > 0 ? counts : counts.map((n, k) => (keys[k] === END ? n * RARE_END : n)),
  }))
}
const RARE_END = 0.05
