import type { PhraseIndex } from '../keyword/index.js'
import type { AgencyDirectory, FieldNode, QueryNode } from '../query/index.js'
import { both, either, fullMask, maskOf, without, emptyMask, type Collection, type Mask } from './collection.js'
import { filterMask } from './filters.js'
import type { Filters } from './types.js'

/** What conditions are checked against. */
export interface ConditionContext {
  collection: Collection
  phrases: PhraseIndex
  directory: AgencyDirectory
}

/**
 * The records that fulfil what the query demands: phrases, proximities, fields, exclusions, and words where the user
 * wrote AND, OR or NOT. Words that merely stand beside each other demand nothing; they rank.
 */
export function conditionMask(node: QueryNode, context: ConditionContext): Mask {
  return evaluate(node, context, false, undefined)
}

function evaluate(node: QueryNode, context: ConditionContext, demanded: boolean, field: 'title' | undefined): Mask {
  const { size } = context.collection
  switch (node.type) {
    case 'all':
      return fullMask(size)
    case 'word':
      return demanded ? literalMask(node.text, node.exact, context, field) : fullMask(size)
    case 'phrase':
      return literalMask(node.text, node.exact, context, field)
    case 'near': {
      const { words, distance, exact } = node
      return maskOf(size, context.phrases.near(words, distance, { exact, ...(field ? { field } : {}) }))
    }
    case 'field':
      return node.field === 'title' ? evaluate(node.node, context, true, 'title') : fieldNodeMask(node, context)
    case 'and':
      return node.nodes
        .map((child) => evaluate(child, context, demanded || node.required, field))
        .reduce(both, fullMask(size))
    case 'or':
      return node.nodes.map((child) => evaluate(child, context, true, field)).reduce(either, emptyMask(size))
    case 'not':
      return without(fullMask(size), evaluate(node.node, context, true, field))
  }
}

/** Records that hold the text, folded unless `exact`. */
export function literalMask(text: string, exact: boolean, context: ConditionContext, field?: 'title'): Mask {
  const { collection, phrases } = context
  return maskOf(collection.size, phrases.find(text, { exact, ...(field ? { field } : {}) }))
}

function fieldNodeMask(
  node: Exclude<FieldNode, { field: 'title' }>,
  { collection, directory }: ConditionContext,
): Mask {
  const resolve = (name: string) => directory.resolve(name)
  const filtered = (filters: Filters) => filterMask(collection, filters, resolve)
  switch (node.field) {
    case 'agency':
      return node.values
        .map(({ text, exact }) => [...(exact ? directory.exactly(text) : directory.resolve(text))])
        .map((names) => (names.length > 0 ? filtered({ agency: names }) : emptyMask(collection.size)))
        .reduce(either, emptyMask(collection.size))
    case 'category':
      return filtered({ category: node.values.map((v) => v.text) })
    case 'document':
      return filtered({ document: node.values.map((v) => v.text) })
    case 'kind':
      return filtered({ kind: node.kinds })
    case 'year': {
      const years = collection.column('year').values.map(Number)
      const wanted = years.filter((year) => node.ranges.some(({ from, to }) => from <= year && year <= to))
      return wanted.length > 0 ? filtered({ year: wanted }) : emptyMask(collection.size)
    }
  }
}
