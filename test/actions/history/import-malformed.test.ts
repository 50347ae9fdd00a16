import * as fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { bring, done, emptied, factsIn, importing } from './importing.ts'

const MAP = `
source: till
files:
  - name: "*.csv*"
    makes:
      - {fact: purchase, customer: who, at: when, paid: {column: sum, times: n}, unit: shop, items: {sku: shop, quantity: n, paid: sum}}
      - {fact: felt, id: {template: "{who}{when}"}, customer: who, at: when, feelings: {column: shop, split: "|"}, strength: n, comment: shop, language: {value: en}, when: {column: n, above: 1}}
      - {record: customer, key: who, attributes: {shop: shop}}
`
const ROWS = 10_000
const nasty = fc.constantFrom(
  '', ' ', '"', '""', '"a', 'a"b"', '\0', '\ud800', '\u{1F600}', '\uFFFD', '\u2028', '=cmd()', '-', 'NaN', 'Infinity', '1e999', '-0', '9'.repeat(40), '0x1', '1.7976931348623157e308', '2025-02-30', '2025-13-01', '0000-01-01',
  '9999-12-31T23:59:59-14:00', '2025-01-01T25:00', '__proto__', 'constructor', '\\N', '\\.', "'; drop table fact; --", '{}', '[]', 'x'.repeat(300), '\t', ';', '\r', 'null',
)
const cell = fc.oneof({ weight: 3, arbitrary: nasty }, fc.string({ maxLength: 12, unit: 'binary' }), fc.constantFrom('anna', '2025-01-01', '12.5', '2', 'happy|angry', 'S1'))
const good = ['anna', '2025-03-01T10:00', '12.5', '1', 'S1']

describe('files that nobody should send', async () => {
  const { pool, ctx, folder } = await importing()
  beforeEach(() => emptied(pool))

  it(`never stop an import: ${ROWS.toLocaleString('en')} generated rows, and the good ones among them are taken`, async () => {
    const rows = fc.sample(fc.array(cell, { minLength: 0, maxLength: 7 }), { numRuns: ROWS, seed: 11 })
    const lines = rows.flatMap((cells, i) => (i % 100 === 0 ? ['', good.join(','), cells.join(',').replaceAll('"', '')] : [cells.join(',')]))
    const summary = await done(bring(ctx, folder, { 'a.csv': `who,when,sum,n,shop\n${lines.join('\n')}\n` }, MAP))
    expect(summary.rows).toBeGreaterThan(ROWS / 2)
    expect(summary.rejected.rows).toBeGreaterThan(ROWS / 3)
    // Some are within a quote that a row before them opened, as quoted text may be.
    expect(summary.facts.taken).toBeGreaterThan(50)
    expect(summary.rejected.groups.every((group) => group.message.length > 0 && group.examples.length > 0)).toBe(true)
  }, 60_000)

  it(`never stop an import: ${ROWS.toLocaleString('en')} generated JSON lines`, async () => {
    const fact = { kind: 'purchase', id: '1', source: 's', customer: 'anna', at: '2025-01-01T00:00:00Z', order: 'o', paid: 1 }
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), nasty, fc.constantFrom('purchase', 'felt', '2025-01-01T00:00:00Z', 1, -1, 1.5, 1e300))
    const line = fc.oneof(
      fc.tuple(fc.constantFrom(...Object.keys(fact), 'record', 'items', '__proto__'), value).map(([key, v]) => JSON.stringify({ ...fact, [key]: v })),
      fc.tuple(fc.constantFrom('customer', 'unit', 'rate', 'promise', 'person', 'x'), fc.constantFrom('key', 'name', 'attributes', 'day', 'per_unit', 'currency'), value).map(([record, key, v]) => JSON.stringify({ record, key: 'k', name: 'n', [key]: v })),
      fc.json({ maxDepth: 2 }), fc.string({ maxLength: 30 }), fc.constant('{"kind":"visit","customer":"\\ud800","id":"\\u0000","source":"s","at":"2025-01-01T00:00:00Z","channel":"c"}'),
    )
    const lines = fc.sample(line, { numRuns: ROWS, seed: 12 }).map((text) => text.replaceAll('\n', ' '))
    const summary = await done(bring(ctx, folder, { 'a.ndjson': `${JSON.stringify(fact)}\n${'['.repeat(100_000)}\n${lines.join('\n')}\n` }))
    expect(summary.facts.taken).toBeGreaterThan(0)
    expect(summary.rejected.rows).toBeGreaterThan(ROWS / 4)
  }, 60_000)

  it('never bring down what reads them: files of any bytes', async () => {
    const files = fc.sample(fc.uint8Array({ minLength: 0, maxLength: 3000 }), { numRuns: 60, seed: 13 })
    for (const [i, bytes] of files.entries()) {
      const raw = Buffer.from(bytes)
      const body = i % 3 === 0 ? raw : i % 3 === 1 ? gzipSync(raw) : Buffer.concat([Buffer.from('who,when,sum,n,shop\n'), raw])
      const result = await bring(ctx, folder, { [`a.csv${i % 3 === 1 ? '.gz' : ''}`]: body }, MAP, { dryRun: true })
      if (!result.ok) expect(['column_missing', 'file_unreadable']).toContain(result.refusals[0]?.code)
    }
    expect(await factsIn(pool)).toEqual([])
  }, 60_000)

  it('takes facts from a program as it takes them from files', async () => {
    async function* items() {
      yield { record: { record: 'unit' as const, key: 'u', name: 'U' } }
      for (let i = 0; i < 5000; i++) yield { fact: { kind: 'visit' as const, id: `v${i}`, source: 's', customer: `c${i % 40}`, at: Date.UTC(2025, 0, 1) + i * 60_000, channel: 'web' } }
    }
    expect(await importFacts(ctx, 'a program', items(), { total: 5001 })).toMatchObject({ rows: 5001, facts: { taken: 5000, known: 0 }, records: { taken: 1 }, customers_new: 40, rejected: { rows: 0 } })
    expect(await importFacts(ctx, 'a program', items())).toMatchObject({ facts: { taken: 0, known: 5000 }, records: { taken: 0, known: 1 } })
  })
})
