import type { Locale } from '../urls.js'
import { en } from './en.js'
import type { Texts } from './texts.js'
import { zhTW } from './zh-TW.js'

export { BASKET_COLUMNS, type BasketColumn, type Texts } from './texts.js'

const TEXTS: Record<Locale, Texts> = { 'zh-TW': zhTW, en }

export function textsFor(locale: Locale): Texts {
  return TEXTS[locale]
}
