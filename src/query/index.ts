export {
  FIELDS,
  MAX_DISTANCE,
  allOf,
  anyOf,
  noneOf,
  walk,
  type AllNode,
  type AndNode,
  type FieldName,
  type FieldNode,
  type FieldValue,
  type KindFieldNode,
  type NameFieldNode,
  type NearNode,
  type NotNode,
  type OrNode,
  type PhraseNode,
  type QueryNode,
  type Span,
  type TitleFieldNode,
  type Visit,
  type WordNode,
  type YearFieldNode,
  type YearRange,
} from './node.js'
export { MAX_PROBLEMS, type Ignored } from './notes.js'
export { FIELD_NAMES, OPERATORS, type Operator } from './operators.js'
export { parseQuery, type ParsedQuery } from './parse.js'
export { printQuery } from './print.js'
export { KIND_NAMES, kindNamed } from './kinds.js'
export { MAX_YEAR, MIN_YEAR, readYears, yearsOf } from './years.js'
export { loadAgencies, readAgencies, type AgencyEntry } from './agency-file.js'
export { AgencyDirectory, type AgencyMention } from './agencies.js'
export { parseFilters, parseMode, parseSort, type FilterParameters, type KnownValues } from './filters.js'
export { understand } from './understand.js'
export { everydayFiller, isFiller, reportFiller, type Filler } from './filler.js'
export { fieldProblems } from './field-problems.js'
