import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { keepDoor } from '#api/door/keep.ts'
import { testDatabase } from '#test/setup/database.ts'
import { routesOf } from '#api/routes.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { app, ctx } = await serve(pool, Date.parse('2026-03-01T12:00:00Z'), { pages: { '/': () => Promise.resolve('<!doctype html>') } })

interface Schema { readonly $ref?: string; readonly type?: string; readonly description?: string; readonly properties?: Record<string, Schema> }
interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security: object[]
  readonly parameters?: { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
  readonly responses: Record<string, { readonly description: string; readonly content: Record<string, { readonly schema: Schema }> }>
}
interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Schema>; readonly securitySchemes: Record<string, object> }
}
const document = (await app.inject('/openapi.json')).json<Document>()
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))

test('every route that answers says who may call it, and whoever may not is turned away', async () => {
  const open = ['/healthz', '/readyz', '/openapi.json', '/docs/errors', '/']
  expect(app.routeTable.length).toBeGreaterThan(50)
  for (const { method, url, access } of app.routeTable) {
    const answer = await app.inject({ method: method as 'GET', url: url.replaceAll(/:\w+/g, 'x') })
    const letsIn = method === 'POST' && ['/v1/session', '/v1/invitations/accept'].includes(url) // without a body, that is 400
    const expected = access !== 'open' ? 401 : letsIn ? 400 : open.includes(url) && ['GET', 'HEAD'].includes(method) ? 200 : 405
    expect(answer.statusCode, `${method} ${url}`).toBe(expected)
  }
  expect(routesOf('0').filter(({ access }) => access === 'open').map(({ path }) => path)).toEqual(['/healthz', '/readyz', '/v1/session', '/v1/invitations/accept'])
})

test('a route that does not say who may call it is not served', () => {
  const bare = Fastify()
  keepDoor(bare, ctx, () => undefined)
  expect(() => bare.get('/secret', () => 'x')).toThrow('/secret does not say who may call it')
})

test('the document has every route and no other', () => {
  const routes = routesOf('0').map(({ method, path }) => `${method.toLowerCase()} ${path}`)
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(routes.toSorted())
  for (const { method, path, access } of routesOf('0')) expect(document.paths[path]?.[method.toLowerCase()]?.security, path).toEqual(access === 'open' ? [] : ['key', 'session'].map((scheme) => ({ [scheme]: access === 'known' ? [] : [access] })))
})

test('the document is well-formed', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Troth', version: '0.0.0-test' } })
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  for (const { path, method, operation } of operations) {
    const file = routesOf('0').find((route) => route.path === path && route.method.toLowerCase() === method)?.file
    expect(operation.summary.length).toBeGreaterThan(3)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect((operation.parameters ?? []).filter((p) => p.in === 'path').map(({ name, required }) => [name, required])).toEqual(inPath.map((name) => [name, true]))
    for (const parameter of operation.parameters ?? []) expect(Object.keys(parameter.schema).length, `${path} ${parameter.name}`).toBeGreaterThan(0)
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect([status, description.length > 3]).toEqual([expect.stringMatching(/^[2-5]\d\d$/), true])
      expect(Object.keys(content)).toEqual([status === '200' ? (file ?? 'application/json') : 'application/problem+json'])
    }
    for (const scheme of operation.security.flatMap((requirement) => Object.keys(requirement))) expect(document.components.securitySchemes).toHaveProperty(scheme)
  }
})

/** Every schema of the document, wherever it is. */
function* schemas(value: unknown, at: string): Generator<readonly [string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value) && ('$ref' in value || 'type' in value)) yield [at, value]
  for (const [key, below] of Object.entries(value)) yield* schemas(below, `${at}/${key}`)
}

test('every reference leads somewhere, every component is referred to, and types are those of JSON Schema', () => {
  const referred = new Set<string>()
  for (const [at, { $ref, type }] of schemas({ paths: document.paths, schemas: document.components.schemas }, '')) {
    if (typeof $ref === 'string') referred.add($ref.replace('#/components/schemas/', ''))
    else if (typeof type === 'string') expect(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'], at).toContain(type)
  }
  expect([...referred].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted())
})

test('every kind of fact is in it, with a word on every field', () => {
  const kinds = Object.entries(document.components.schemas).filter(([name]) => name.startsWith('Fact_'))
  expect(kinds).toHaveLength(19)
  for (const [name, { properties }] of kinds) for (const [field, { description }] of Object.entries(properties ?? {})) expect(description?.length, `${name} ${field}`).toBeGreaterThan(3)
  expect(Object.keys(document.paths['/v1/facts']?.['post']?.requestBody?.content ?? {})).toEqual(['application/json', 'application/x-ndjson'])
})

test('grouped parameters are written as they are sent', () => {
  const names = document.paths['/v1/customers']?.['get']?.parameters?.map(({ name }) => name)
  expect(names).toContain('min.value')
  expect(names).not.toContain('min')
})
