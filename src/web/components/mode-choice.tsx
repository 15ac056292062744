import { usePage } from './context.js'
import { MATCHES, type Match } from '../urls.js'

/** 綜合, 完全符合 or 語意, as radio buttons of the search form. 字詞 is offered only where the address asks for it. */
export function ModeChoice({ mode }: { mode: Match }) {
  const { t } = usePage()
  const why: Record<Match, string> = {
    hybrid: t.mode.hybridWhy,
    exact: t.mode.exactWhy,
    keyword: t.mode.keywordWhy,
    semantic: t.mode.semanticWhy,
  }
  return (
    <fieldset class="modes">
      <legend>{t.mode.label}</legend>
      {MATCHES.filter((one) => one !== 'keyword' || mode === 'keyword').map((one) => (
        <label key={one} title={why[one]}>
          <input type="radio" name="mode" value={one} checked={one === mode} data-submit />
          <span>{t.mode[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}
