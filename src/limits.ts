/** Every limit, with its reason. They are shown in the docs and in the OpenAPI document. */
export const LIMITS = {
  /** Characters of a query. Longer than any sentence a person types; a whole paragraph can still be pasted. */
  queryLength: 1_000,
  /** Hits of one answer. More are reached with `offset`, or all with `/api/export`. */
  hits: 100,
  /** Hits of one answer where `limit` is not given. */
  hitsDefault: 20,
  /** Similar items of one answer. */
  similar: 100,
  similarDefault: 10,
  /** Values of one filter, repeated and comma-separated ones together. */
  filterValues: 100,
  /** Passages shown for one hit. */
  passages: 3,
  /** Bytes of one source document. The largest plan published so far has under 4 MB. */
  documentBytes: 64 * 1024 * 1024,
  /** Nesting of parentheses in a query. */
  queryDepth: 32,
} as const
