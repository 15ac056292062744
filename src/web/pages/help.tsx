import { usePage } from '../components/context.js'
import type { IndexStats } from '../data.js'
import { HelpEn } from './help-en.js'
import { HelpZh } from './help-zh.js'

/** The help, written in each language as a text of its own. */
export function HelpPage({ model }: { model: { page: 'help'; stats: IndexStats } }) {
  const { locale } = usePage()
  return (
    <article class="help">{locale === 'en' ? <HelpEn stats={model.stats} /> : <HelpZh stats={model.stats} />}</article>
  )
}
