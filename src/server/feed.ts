import type { SearchResponse } from '../search/types.js'
import type { Parameters } from './parameters.js'

const escape = (text: string): string =>
  text
    // Characters that XML 1.0 does not allow at all.
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A search as an Atom feed (RFC 4287). `updated` is when the index was made: the documents tell no times. */
export function atomFeed(response: SearchResponse, query: Parameters, origin: string, created: string): string {
  const self = `${origin}/feed.atom?${query.toString()}`
  const entries = response.hits.map((hit) => {
    const passage = hit.passages[0]
    const summary = passage ? hit.text.slice(passage.start, passage.end) : hit.text.slice(0, 200)
    const link = `${origin}/items/${encodeURIComponent(hit.id)}`
    return `  <entry>
    <id>${escape(link)}</id>
    <title>${escape(hit.title)}（${escape(hit.agency)} ${hit.year} 年度）</title>
    <link href="${escape(link)}"/>
    <updated>${created}</updated>
    <author><name>${escape(hit.agency)}</name></author>
    <category term="${hit.kind}"/>
    <summary>${escape(summary)}</summary>
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hant-TW">
  <id>${escape(self)}</id>
  <title>施政計畫搜尋：${escape(response.query.text || '全部')}</title>
  <link rel="self" href="${escape(self)}"/>
  <link href="${escape(`${origin}/search?${query.toString()}`)}"/>
  <updated>${created}</updated>
${entries.join('\n')}
</feed>
`
}
