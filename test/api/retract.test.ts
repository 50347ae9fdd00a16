import { beforeEach, expect, test } from 'vitest'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { testDatabase } from '#test/setup/database.ts'
import { sent, toldBy } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { serve } from './served.ts'

const { pool } = await testDatabase()
const { ctx, post } = await serve(pool, on(820))
beforeEach(() => pool.query('truncate fact, customer, standing, span, spend, pending, notice'))

const name = (id: string, customer = 'c'): object => ({ customer, source: 's', id })
const facts = [fact('purchase', 10, { id: 'a' }), fact('felt', 20, { id: 'b', feelings: ['angry'], strength: 3 }), fact('purchase', 60, { id: 'd' })].map(sent)

test('what is retracted was never there', async () => {
  await post('/v1/facts', [facts[0], facts[2]])
  const without = await toldBy(pool)
  await pool.query('truncate fact, customer, standing, span, spend, pending, notice')
  await post('/v1/facts', facts)
  expect(await toldBy(pool)).not.toEqual(without)
  expect((await post('/v1/facts/retract', name('b'))).json()).toEqual({ retracted: 1, known: 0, refused: 0, results: [{ status: 'retracted', customer: 'c' }] })
  expect(await toldBy(pool)).toEqual(without)
})

test('once is enough, unknown facts and unreadable names are refused, each by itself', async () => {
  await post('/v1/facts', facts)
  const answer = (await post('/v1/facts/retract', [name('a'), name('a'), name('nobody'), name('a', 'else'), { id: 'a' }, 3, { ...name('b'), more: 1 }])).json<{ results: { status: string; code?: string; problems?: { pointer: string }[] }[] }>()
  expect(answer).toMatchObject({ retracted: 1, known: 1, refused: 5 })
  expect(answer.results.map(({ status, code }) => code ?? status)).toEqual(['retracted', 'known', 'fact_unknown', 'fact_unknown', 'field_missing', 'field_invalid', 'field_unknown'])
  expect(answer.results.map(({ problems }) => problems?.[0]?.pointer)).toEqual([undefined, undefined, '/2', '/3', '/4/customer', '/5', '/6/more'])
  expect((await post('/v1/facts/retract', name('a'))).json()).toMatchObject({ retracted: 0, known: 1 })
  expect((await post('/v1/facts/retract', name('nobody'))).statusCode).toBe(404)
})

test('it stays out when it is sent again, and nothing is announced', async () => {
  await post('/v1/facts', facts)
  const notices = (await pool.query('select from notice')).rowCount
  await post('/v1/facts/retract', name('b'))
  expect((await pool.query('select from notice')).rowCount).toBe(notices)
  expect((await post('/v1/facts', facts[1])).json()).toMatchObject({ code: 'fact_retracted' })
})

test('of whom nothing is left, nothing is told', async () => {
  await post('/v1/facts', facts)
  await post('/v1/facts/retract', [name('a'), name('b'), name('d')])
  expect(await toldBy(pool)).toEqual({ standings: [], spans: [], months: [] })
})

test('sending and retracting at once leaves what is left of the facts', async () => {
  const many = Array.from({ length: 60 }, (_, i) => sent(fact(i % 3 ? 'purchase' : 'felt', i, { id: `f${i}`, customer: `c${i % 3}` })))
  await sendFacts(ctx, many.slice(0, 30))
  const out = many.slice(0, 20).filter((_, i) => i % 2 === 0)
  await Promise.all([
    ...many.slice(30).map((one) => sendFacts(ctx, [one])),
    ...out.map((one) => retractFacts(ctx, [{ customer: one.customer, source: one.source, id: one.id }])),
  ])
  const live = await toldBy(pool)
  await pool.query('truncate fact, customer, standing, span, spend, pending, notice')
  await sendFacts(ctx, many.filter((one) => !out.includes(one)))
  const told = ({ spans, months }: typeof live): unknown => ({ spans, months })
  expect(told(live)).toEqual(told(await toldBy(pool)))
  expect(live.standings).toHaveLength(3)
}, 60_000)
