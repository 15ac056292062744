import type { QueryNode } from '../../src/query/node.js'

/** The tree without the places of its nodes, to compare trees. */
export function bare(node: QueryNode): unknown {
  const own = { ...node, start: 0, end: 0 }
  switch (own.type) {
    case 'and':
    case 'or':
      return { ...own, nodes: own.nodes.map(bare) }
    case 'not':
      return { ...own, node: bare(own.node) }
    case 'field':
      return own.field === 'title' ? { ...own, node: bare(own.node) } : own
    case 'all':
    case 'word':
    case 'phrase':
    case 'near':
      return own
  }
}
