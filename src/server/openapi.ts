import { ERROR_CODES, errorEntry } from '../errors.js'
import type { Route } from './routes.js'
import { SCHEMAS, type Schema } from './schemas.js'

/** The names of a path's segments: `id` of `/api/items/:id`. */
const segmentNames = (path: string): string[] => [...path.matchAll(/:(\w+)/gu)].map(([segment]) => segment.slice(1))

/** The OpenAPI 3.1 document of the API, made from the table of routes. */
export function openApi(routes: readonly Route[], version: string): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Shizheng 施政',
      version,
      description:
        'Full-text and semantic search over the policy plans of Taiwan’s government. Offsets are UTF-16 code units, ranges [start, end).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: Object.fromEntries(
      routes.map((route) => [route.path.replaceAll(/:(\w+)/gu, '{$1}'), { get: operation(route) }]),
    ),
    components: { schemas: SCHEMAS },
  }
}

function operation(route: Route): Schema {
  const segments = segmentNames(route.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  return {
    summary: route.summary,
    operationId: route.path.replaceAll(/[^a-z]+/giu, '-').replaceAll(/^-|-$/gu, ''),
    parameters: [
      ...segments,
      ...route.parameters.map((p) => ({
        name: p.name,
        in: 'query',
        description: p.description,
        required: p.required ?? false,
        schema: p.schema,
      })),
    ],
    responses: {
      200: {
        description: 'The answer',
        content:
          'schema' in route.answers
            ? { 'application/json': { schema: { $ref: `#/components/schemas/${route.answers.schema}` } } }
            : Object.fromEntries(
                route.answers.types.map((type) => [type.replace(/;.*$/u, ''), { schema: { type: 'string' } }]),
              ),
      },
      default: {
        description: `An error. Codes: ${ERROR_CODES.map((code) => `${code} (${errorEntry(code).status})`).join(', ')}`,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
