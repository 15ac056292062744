import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { ShizhengError } from '../errors.js'
import type { SearchEngine } from '../search/index.js'
import { openApi } from './openapi.js'
import { toProblem } from './problem.js'
import { routeContext, ROUTES, type Answer } from './routes.js'

/** The pages that people see, beside the API. */
export interface Pages {
  /** Answers an address with a page; false where the address is none. */
  answer: (request: Request, response: Response, url: URL) => Promise<boolean>
  /** Answers with the page that says what went wrong. */
  fail: (error: unknown, response: Response, url: URL) => void
}

export interface AppOptions {
  engine: SearchEngine
  /** Version of the package, for the OpenAPI document. */
  version: string
  /** The pages: mounted after the API, before the answer 404. */
  pages?: Pages
  /** Folder of the page's bundled scripts and styles, served under `/assets/`. */
  assets?: string
  /** Takes what went wrong inside the server, with the request that met it. */
  onError: (error: unknown, request: Request) => void
}

/** Builds the app without opening a port, so that tests can send requests to it. */
export function createApp({ engine, version, pages, assets, onError }: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', 'weak')
  app.use(compression())
  app.use((_, response, next) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      'Content-Security-Policy':
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    })
    next()
  })

  for (const route of ROUTES)
    app.get(route.path, async (request, response) => {
      const segments = Object.fromEntries(
        Object.entries(request.params).map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]),
      )
      const answer = await route.handle(routeContext(route, engine, requestUrl(request), segments))
      await send(response, answer)
    })
  const document = openApi(ROUTES, version)
  app.get('/openapi.json', (_, response) => {
    response.json(document)
  })

  if (assets !== undefined) app.use('/assets', express.static(assets, { immutable: true, maxAge: '1y', index: false }))
  app.use(async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new ShizhengError(
        'method-not-allowed',
        `只接受 GET，收到 ${request.method}。Shizheng 只供查詢，不提供寫入。`,
      )
    const url = requestUrl(request)
    if (isApi(url) || !pages || !(await pages.answer(request, response, url))) next()
  })
  app.use((request) => {
    throw new ShizhengError('not-found', `沒有 ${request.path} 這個位址。API 的位址列在 /openapi.json。`, {
      path: request.path,
    })
  })

  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const problem = toProblem(known(error))
    if (problem.code === 'internal') onError(error, request)
    if (response.headersSent) {
      next(error) // express then cuts the connection: half an answer must not look like a whole one
      return
    }
    if (problem.code === 'method-not-allowed') response.set('Allow', 'GET, HEAD')
    const url = requestUrl(request)
    if (pages && !isApi(url) && request.accepts(['html', 'json']) === 'html') pages.fail(known(error), response, url)
    else response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  })
  return app
}

const isApi = (url: URL): boolean =>
  url.pathname.startsWith('/api/') || ROUTES.some((route) => route.path === url.pathname)

/** Express's own errors for requests that it cannot read (`%E0%A4%A` in a path). */
function known(error: unknown): unknown {
  if (error instanceof ShizhengError) return error
  if (error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400))
    return new ShizhengError('bad-option', '網址含有無法解讀的百分號編碼。請檢查連結是否完整。')
  return error
}

/** The address of a request. The host is only used to write links back to the client that named it. */
export function requestUrl(request: Request): URL {
  const host = request.get('host') ?? 'localhost'
  const base = `${request.protocol}://${host}`
  return new URL(request.originalUrl, URL.canParse(base) ? base : 'http://localhost')
}

async function send(response: Response, answer: Answer): Promise<void> {
  if ('json' in answer) {
    response.status(answer.status ?? 200).json(answer.json)
    return
  }
  response.type(answer.type)
  if (answer.filename !== undefined) response.attachment(answer.filename).type(answer.type)
  try {
    await pipeline(Readable.from(answer.body), response)
  } catch (error) {
    // A reader who went away needs no rest of the answer, and that is no error of ours.
    if (!isPrematureClose(error)) throw error
  }
}

const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
