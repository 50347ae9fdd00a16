import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { routesOf } from '#api/routes.ts'
import { OPENAPI_PATH } from '#api/openapi.ts'
import { ERRORS_PATH } from '#api/house/errors-page.ts'
import { METRICS_PATH } from '#api/house/serve-metrics.ts'
import { REFUSALS } from '#contract/refusals.ts'
import { errorsManual, factsManual } from './manual.ts'

const reference = resolve(import.meta.dirname, '../../docs/reference')

test('the manual lists every code, with its sentence and what to do, and no other (npm test -- -u writes it anew)', async () => {
  const page = errorsManual()
  expect([...page.matchAll(/^### (\w+)$/gm)].map(([, code]) => code)).toEqual(Object.keys(REFUSALS))
  await expect(page).toMatchFileSnapshot(`${reference}/errors.md`)
})

test('the manual describes every kind of fact and its fields (npm test -- -u writes it anew)', async () => {
  const page = factsManual()
  expect(page).not.toContain('|  |')
  await expect(page).toMatchFileSnapshot(`${reference}/facts.md`)
})

test('the manual lists every endpoint with its parameters, and no other', () => {
  const page = readFileSync(`${reference}/api.md`, 'utf8')
  const routes = routesOf('0')
  const endpoints = [...routes.map(({ method, path }) => `${method} ${path}`), `GET ${OPENAPI_PATH}`, `GET ${ERRORS_PATH}`, `GET ${METRICS_PATH}`]
  expect(new Set([...page.matchAll(/^### `(\w+ \S+)`$/gm)].map(([, endpoint]) => endpoint))).toEqual(new Set(endpoints))
  const sections = new Map(page.split(/^### /m).slice(1).map((part) => part.split(/^## /m)[0] ?? '').map((section) => [/^`(.+)`$/m.exec(section)?.[1], section]))
  const choosing = page.split(/^##+ /m).find((part) => part.startsWith('Choosing customers')) ?? ''
  for (const { method, path, query, params, access } of routes) {
    const section = sections.get(`${method} ${path}`) ?? ''
    const listed = [section, ...(section.includes('| … | [the words that choose customers](#choosing-customers)') ? [choosing] : [])].flatMap((part) => [...part.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name?.split('.')[0]))
    expect(new Set(listed), path).toEqual(new Set([...Object.keys(params?.shape ?? {}), ...Object.keys(query.shape)]))
    expect(/^(Open to anybody|Open to whoever is known|Needs `[\w.]+`)\./m.exec(section)?.[1], path).toBe({ open: 'Open to anybody', known: 'Open to whoever is known' }[access as string] ?? `Needs \`${access}\``)
  }
})
