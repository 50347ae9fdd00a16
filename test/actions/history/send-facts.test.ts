import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { sendFacts, type Receipt } from '#actions/history/send-facts.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { retell } from '#actions/relationship/retell.ts'
import { openPool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { DAY, fact, history, on, START } from '#test/core/relationship/histories.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
beforeAll(() => openHouse(ctx))

const clear = (): Promise<unknown> => pool.query('truncate fact, customer, standing, span, spend, pending, notice')
const statuses = (receipts: readonly Receipt[]): string[] => receipts.map((r) => (r.status === 'refused' ? (r.refusals[0]?.code ?? '') : r.status))

describe('sending facts', () => {
  test('each is taken, known or refused, in the order they came', async () => {
    await clear()
    const first = sent(fact('purchase', 1, { id: 'a', customer: 'anna' }))
    expect(statuses(await sendFacts(ctx, [first, first, { ...first, paid: 1 }, { ...first, id: 'b', at: 'yesterday' }, { ...first, id: 'c', kind: 'sale' }]))).toEqual([
      'taken', 'known', 'fact_differs', 'field_invalid', 'kind_unknown',
    ])
    expect(statuses(await sendFacts(ctx, [first, { ...first, at: '2025-01-01T00:00:00Z' }]))).toEqual(['known', 'fact_differs'])
    expect((await pool.query('select from fact')).rowCount).toBe(1)
  })

  test('a fact more than five minutes ahead is refused, one within them taken', async () => {
    await clear()
    const receipts = await sendFacts(ctx, [sent(fact('visit', 0, { at: ctx.at + 301_000 })), sent(fact('visit', 0, { at: ctx.at + 299_000 }))])
    expect(statuses(receipts)).toEqual(['fact_in_future', 'taken'])
  })

  test('money in another currency is converted by the rate of its day, or refused where there is none', async () => {
    await clear()
    await pool.query(`insert into rate (currency, day, per_unit) values ('SEK', '2024-01-05', 0.09), ('JPY', '2024-01-05', 0.006) on conflict do nothing`)
    const buy = (day: number, own: object): unknown => sent(fact('purchase', day, { customer: 'astrid', ...own }))
    const receipts = await sendFacts(ctx, [buy(4, { currency: 'SEK', paid: 10_000 }), buy(6, { currency: 'JPY', paid: 1000 }), buy(20, { currency: 'SEK' }), buy(4, { currency: 'NOK' })])
    expect(statuses(receipts)).toEqual(['taken', 'taken', 'rate_missing', 'rate_missing'])
    expect((await pool.query('select paid from fact order by at')).rows).toEqual([{ paid: 900 }, { paid: 600 }])
  })

  test('answers with where the customer stands, as of now', async () => {
    await clear()
    const [receipt] = await sendFacts(ctx, [sent(fact('broke', 810, { customer: 'eva', promise: 'delivery' }))], true)
    expect(receipt).toMatchObject({ status: 'taken', standing: { state: 'disappointed', rule: 'promise_broken', at: ctx.at } })
  })
})

describe('whatever the order', () => {
  test('any order, batching and repetition leaves the map that the sorted histories leave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history(40), { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat()), async (histories, dice) => {
        const facts = histories.flatMap((h, i) => h.map((f) => sent({ ...f, customer: `c${i}` })))
        await clear()
        await sendFacts(ctx, facts)
        await keepTime(ctx)
        const sorted = await toldBy(pool)
        const shuffled = [...facts, ...facts.slice(0, 10)].map((f) => [dice.next().value, f] as const).toSorted((a, b) => a[0] - b[0]).map(([, f]) => f)
        await clear()
        while (shuffled.length > 0) await sendFacts(ctx, shuffled.splice(0, 1 + (dice.next().value % 30)))
        await keepTime(ctx)
        expect(withoutTold(await toldBy(pool))).toEqual(withoutTold(sorted))
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  test('two processes sending the same customers at once, late and twice, agree with a new telling', async () => {
    await clear()
    const other = openPool({ connection })
    const ctx2 = contextOf(other, ctx.at)
    const facts = fc.sample(history(60), { numRuns: 6, seed: 7 }).flatMap((h, i) => h.map((f) => sent({ ...f, customer: `c${i % 3}`, id: `${i}-${f.id}` })))
    const parts = Array.from({ length: 12 }, (_, i) => facts.filter((_f, j) => j % 12 === i || j % 7 === i))
    await Promise.all(parts.map((part, i) => sendFacts(i % 2 ? ctx : ctx2, part)))
    await other.end()
    await keepTime(ctx)
    const live = await toldBy(pool)
    expect((await pool.query('select from fact')).rowCount).toBe(facts.length)
    const before = (await pool.query(`select model from telling where state = 'current'`)).rows
    await retell(ctx)
    expect(before).not.toEqual([])
    expect(withoutFigures(await toldBy(pool))).toEqual(withoutFigures(live))
  }, 60_000)

  test('facts that arrive while a new telling is made are in it', async () => {
    await clear()
    const send = async (from: number, to: number): Promise<void> => {
      for (let i = from; i < to; i++) await sendFacts(ctx, [sent(fact('purchase', i % 300, { customer: `k${i % 17}`, id: `p${i}` })), sent(fact('felt', i % 310, { customer: `k${i % 13}`, id: `p${i}` }))])
    }
    await send(0, 60)
    await Promise.all([send(60, 160), retell(ctx), retell(ctx)])
    const swapped = await toldBy(pool)
    await retell(ctx)
    expect(swapped.standings).toHaveLength(17)
    expect(withoutFigures(await toldBy(pool))).toEqual(withoutFigures(swapped))
  }, 60_000)

  test('a move that time caused is told by the keeper of time, once, and announced', async () => {
    await clear()
    const late = contextOf(pool, on(100))
    await sendFacts(late, [sent(fact('felt', 90, { customer: 'ida', feelings: ['delighted'], strength: 3 })), sent(fact('purchase', 90, { customer: 'ida' }))])
    late.at = on(500)
    await sendFacts(late, [sent(fact('visit', 499, { customer: 'someone' }))])
    await Promise.all([keepTime(late), keepTime(late), keepTime(late)])
    const moves = await pool.query(`select detail->>'to' as state from notice join customer using (customer) where key = 'ida' order by n`)
    expect(moves.rows.map((row: { state: string }) => row.state)).toEqual(['new', 'loyal', 'satisfied'])
  })
})

test('a broken-off telling is swept away by the next', async () => {
  await clear()
  await sendFacts(ctx, [sent(fact('purchase', 5, { customer: 'olga' }))])
  await pool.query(`insert into telling select 9999, policy, model, 'making', until, made_at from telling where state = 'current'`)
  await pool.query(`create table standing_9999 (like standing)`)
  await retell(ctx)
  expect((await pool.query(`select from telling where id = 9999`)).rowCount).toBe(0)
  expect((await toldBy(pool)).standings).toHaveLength(1)
})

type TheTold = Awaited<ReturnType<typeof toldBy>>
const without = (told: TheTold, ...fields: string[]): TheTold => ({
  ...told,
  standings: told.standings.map((row) => {
    const copy = structuredClone(row) as Record<string, unknown>
    for (const field of fields) delete copy[field]
    delete (copy.memory as Record<string, unknown>).told
    return copy
  }),
})
/** Until when a customer was told depends on when they were last looked at; so do the figures' date and renewal. */
const withoutTold = (told: TheTold): TheTold => without(told, 'next_at', 'head', 'heart', 'stay', 'say', 'pay', 'value')
/** … and a new telling brings a new model, whose figures differ where it has learned something. */
const withoutFigures = withoutTold
