import { queryOptions } from '@tanstack/react-query'
import type { Problem as ProblemBody } from '#contract/house/problem.ts'
import { noteAge } from './as-of.ts'
import { Problem } from './problem.ts'

/** What a query string may hold; several values of one name come as a list, and nothing of what is undefined. */
export type Query = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>
export type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A path with its query, as the API takes it. */
export function pathOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Whoever is no longer signed in is led to the door, and back here afterwards. */
function toTheDoor(): void {
  const here = `${location.pathname}${location.search}`
  location.assign(`/sign-in?to=${encodeURIComponent(here)}`)
}

async function answerOf<T>(request: Promise<Response>): Promise<T> {
  let response: Response
  try {
    response = await request
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Problem(0, null, error)
  }
  if (response.ok) return (await response.json()) as T
  if (response.status === 401) toTheDoor()
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  throw new Problem(response.status, isProblem ? ((await response.json()) as ProblemBody) : null)
}

const headers = (): Record<string, string> => ({ 'accept-language': document.documentElement.lang, 'x-troth': '1' })

/** Reads something once. Components use `useQuery(asked(…))` instead. */
export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => {
  const whole = pathOf(path, query)
  return answerOf<T>(fetch(whole, { headers: headers(), signal: signal ?? null }).then((response) => noteAge(whole, response)))
}

/** A read for `useQuery`: `useQuery(asked<MapAnswer>('/v1/map', { by: 'unit' }))`. Its key is the path and the query. */
export const asked = <T>(path: string, query: Query = {}) =>
  queryOptions({ queryKey: [path, query] as const, queryFn: ({ signal }) => get<T>(path, query, signal) })

/** The path and query of a key that `asked` made. */
export const pathOfKey = ([path, query]: readonly unknown[]): string => pathOf(String(path), query as Query | undefined)

/** Sends bytes as they are. @throws Problem where they were refused */
export const send = <T>(path: string, query: Query, bytes: Blob, signal: AbortSignal): Promise<T> =>
  answerOf<T>(fetch(pathOf(path, query), { method: 'POST', headers: { ...headers(), 'content-type': 'application/octet-stream' }, body: bytes, signal }))

/** Changes something. @throws Problem where it was refused */
export const tell = <T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
  answerOf<T>(fetch(path, { method, headers: { ...headers(), ...(body !== undefined && { 'content-type': 'application/json' }) }, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null }))
