import type { DocumentTable } from './document-tables.js'
import { explainText, InterleavedReader } from './tables/interleaved/index.js'
import { TABLE_READERS } from './tables/registry.js'
import { COLUMNS } from './tables/table.js'

/**
 * A page of a table as it was read, for a person to compare with the source: a flattened table line by line with its
 * column marks, any other row by row. `page` is a label, or null for a table whose pages have none.
 */
export function explainTable({ input, reading }: DocumentTable, page: string | null): string {
  const reader = TABLE_READERS.find((r) => r.recognises(input))
  const title = `${input.context.agency}　${input.kind}　${reader ? reader.name : '沒有能判讀的方法'}`
  if (reader instanceof InterleavedReader) return `${title}\n${explainText(reader.analyse(input), page ?? undefined)}`
  const rows = reading.rows
    .filter((row) => row.page === page || row.lastPage === page)
    .map(({ cells, uncertain }) =>
      [
        uncertain ? '× 沒有把握' : '─',
        ...COLUMNS[input.kind].map((column) => `  ${column.padEnd(9)}${cells[column]?.text ?? ''}`),
      ].join('\n'),
    )
  const rest = reading.remainder
    .filter((part) => part.page === page)
    .map(({ text }) => `？未能歸入欄位\n  ${text.text}`)
  return [title, ...rows, ...rest].join('\n')
}
