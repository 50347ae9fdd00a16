import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { convertMinor, minorDigits } from '#core/units/money.ts'
import { diceOf } from '#stats/random.ts'
import { bring, done, emptied, factsIn, importing, NOW } from './importing.ts'

const ndjson = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n')
const sale = (id: string, currency: string, paid: number, at = '2025-06-10T12:00:00Z'): object => ({ kind: 'purchase', id, source: 's', customer: 'anna', at, order: id, currency, paid, list: paid })
const rate = (currency: string, day: string, per_unit: number): object => ({ record: 'rate', currency, day, per_unit })

describe('records, and money of other countries', async () => {
  const { pool, ctx, folder } = await importing()
  beforeEach(() => emptied(pool))

  it('converts by the rate of the day, or the latest of the week before, also one from the same import', async () => {
    const lines = [sale('1', 'NOK', 11_500), sale('2', 'NOK', 11_500, '2025-06-17T21:59:00Z'), sale('3', 'NOK', 11_500, '2025-06-17T22:01:00Z'), sale('4', 'JPY', 1000), sale('5', 'EUR', 5), rate('NOK', '2025-06-10', 0.09), rate('JPY', '2025-06-09', 0.0061)]
    const summary = await done(bring(ctx, folder, { 'a.ndjson': ndjson(lines) }))
    // 22:01 UTC on the 17th is the 18th in Oslo, eight days after the last rate.
    expect(summary).toMatchObject({ facts: { taken: 4 }, rejected: { rows: 1, groups: [{ code: 'rate_missing' }] } })
    expect((await factsIn(pool)).map(({ id, paid, list }) => ({ id, paid, list }))).toEqual([
      { id: '1', paid: 1035, list: 1035 }, { id: '2', paid: 1035, list: 1035 }, { id: '4', paid: 610, list: 610 }, { id: '5', paid: 5, list: 5 },
    ])
  })

  it('rounds in SQL as it does in the core', async () => {
    const amounts = fc.sample(fc.record({ amount: fc.integer({ min: 0, max: 10_000_000 }), currency: fc.constantFrom('USD', 'JPY', 'KWD'), per: fc.double({ min: 0.001, max: 200, noNaN: true }) }), { numRuns: 300, seed: 5 })
    const day = (i: number): string => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10)
    const lines = amounts.flatMap(({ amount, currency, per }, i) => [sale(String(i), currency, amount, `${day(i)}T12:00:00Z`), rate(currency, day(i), per)])
    const summary = await done(bring(ctx, folder, { 'a.ndjson': ndjson(lines) }))
    expect(summary.facts.taken).toBe(300)
    const paid = new Map((await factsIn(pool)).map((fact) => [fact['id'], fact['paid']]))
    for (const [i, { amount, currency, per }] of amounts.entries()) expect([i, paid.get(String(i))]).toEqual([i, convertMinor(amount, currency, 'EUR', per)])
    expect(minorDigits('KWD')).toBe(3)
  })

  it('keeps what a later record leaves out, and lets what it says stand', async () => {
    const first = [
      { record: 'customer', key: 'anna', name: 'Anna', channel: 'web', attributes: { tier: 'gold', town: 'Oslo' } },
      { record: 'customer', key: 'anna', attributes: { tier: 'silver' } },
      { record: 'unit', key: 'u1', name: 'One', parent: 'all' }, { record: 'unit', key: 'u1', name: 'First' },
      { record: 'person', key: 'p1', name: 'Per', team: 'floor' },
      { record: 'promise', key: 'fair', text: 'One price for all', expectation: 'consistency' },
    ]
    expect((await done(bring(ctx, folder, { 'a.ndjson': ndjson(first) }))).records).toMatchObject({ taken: 4, known: 0 })
    expect((await done(bring(ctx, folder, { 'a.ndjson': ndjson(first) }))).records).toMatchObject({ taken: 0, known: 4 })
    expect((await done(bring(ctx, folder, { 'b.ndjson': ndjson([{ record: 'customer', key: 'anna', email: 'anna@example.org', consents: { survey: false } }]) }))).records).toMatchObject({ taken: 1, known: 0 })
    const { rows } = await pool.query('select name, email, channel, attributes, consents from customer')
    expect(rows).toEqual([{ name: 'Anna', email: 'anna@example.org', channel: 'web', attributes: { tier: 'silver', town: 'Oslo' }, consents: { survey: false } }])
    expect((await pool.query('select key, name, parent from unit')).rows).toEqual([{ key: 'u1', name: 'First', parent: 'all' }])
  })

  it('takes the longest names there can be of how somebody came, whose key has them beside it', async () => {
    const dice = diceOf(8)
    // Of three bytes each, and none like the one before: nothing of it can be packed.
    const long = (): string => Array.from({ length: 200 }, () => String.fromCharCode(0x4e00 + Math.floor(dice.uniform() * 20_000))).join('')
    const came = { channel: long(), campaign: long(), referrer: long() }
    expect((await done(bring(ctx, folder, { 'a.ndjson': ndjson([{ record: 'customer', key: 'anna', ...came }]) }))).records).toMatchObject({ taken: 1 })
    expect((await pool.query('select channel, campaign, referrer from customer')).rows).toEqual([came])
  })

  it('tells customers again whose declared home changes, without a new fact', async () => {
    await done(bring(ctx, folder, { 'a.ndjson': ndjson([{ kind: 'visit', id: '1', source: 's', customer: 'anna', at: '2025-06-10T12:00:00Z', unit: 'u1', channel: 'web' }]) }))
    await done(bring(ctx, folder, { 'b.ndjson': ndjson([{ record: 'customer', key: 'anna', home_unit: 'u2' }]) }))
    const { rows } = await pool.query(`select unit from standing where telling = (select id from telling where state = 'current')`)
    expect(rows).toEqual([{ unit: 'u2' }])
    expect(NOW).toBe(ctx.at)
  })

  it('reads records of every kind through a mapping', async () => {
    const mapping = `
date: dd.MM.yyyy
files:
  - name: people.csv
    makes:
      - {record: person, key: no, name: {template: "{first} {last}"}, team: team}
  - name: rates.csv
    makes:
      - {record: rate, currency: cur, day: date, per_unit: rate}
  - name: customers.csv
    makes:
      - {record: customer, key: no, joined_at: since, consents: {survey: ok}, attributes: {tier: {column: tier, map: {G: gold, "*": other}}}}
`
    await done(bring(ctx, folder, {
      'people.csv': 'no,first,last,team\n7,Kari,Nordmann,floor\n', 'rates.csv': 'cur,date,rate\nUSD,03.01.2025,0.9712\n',
      'customers.csv': 'no,since,ok,tier\n1,01.02.2020,ja,G\n2,,nei,S\n3,01.02.2020,perhaps,S\n',
    }, mapping))
    expect((await pool.query('select key, name, team from person')).rows).toEqual([{ key: '7', name: 'Kari Nordmann', team: 'floor' }])
    expect((await pool.query('select currency, day, per_unit from rate')).rows).toEqual([{ currency: 'USD', day: '2025-01-03', per_unit: 0.9712 }])
    expect((await pool.query('select key, attributes, consents from customer order by key')).rows).toEqual([
      { key: '1', attributes: { tier: 'gold' }, consents: { survey: true } }, { key: '2', attributes: { tier: 'other' }, consents: { survey: false } },
    ])
  })
})
