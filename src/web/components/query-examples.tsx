import { usePage } from './context.js'

/** Examples of the query language, each a link that runs it. */
export function QueryExamples({ head, rows }: { head: [string, string]; rows: [what: string, query: string][] }) {
  const { to } = usePage()
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={head[1]}>
      <table class="examples">
        <thead>
          <tr>
            <th scope="col">{head[0]}</th>
            <th scope="col">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, query]) => (
            <tr key={query}>
              <td>{what}</td>
              <td>
                <a href={to.search({ q: query })}>
                  <code>{query}</code>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
