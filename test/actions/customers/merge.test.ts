import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { partCustomers } from '#actions/customers/part-customers.ts'
import { retractFacts } from '#actions/history/retract-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readMap } from '#actions/map/read-map.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { retell } from '#actions/relationship/retell.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, PAID_BY_MONTH, sent, toldBy } from '#test/actions/world.ts'
import { DAY, fact, history, START } from '#test/core/relationship/histories.ts'
import { ailments, cleared, joined, plain, split } from './customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
beforeAll(() => openHouse(ctx))
const clear = (): Promise<unknown> => cleared(pool)
const merge = (key: string, other: string): Promise<MergeAnswer> => joined(mergeCustomers(ctx, { key, other }))
const part = (key: string, other: string): Promise<MergeAnswer> => joined(partCustomers(ctx, { key, other }))
const send = async (facts: readonly Fact[]): Promise<string[]> => (await sendFacts(ctx, facts.map(sent))).map((r) => (r.status === 'refused' ? (r.refusals[0]?.code as string) : r.status))

/** Keeps the feed from having stopped, so that all is told up to now. */
const clock = fact('visit', 819, { customer: 'clock' })
const KEYS = ['c0', 'c1', 'c2', 'c3'] as const
const pairs = fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...KEYS)), { minLength: 1, maxLength: 6 })

describe('laws of merging', () => {
  test('merging and then parting, in whatever order, leaves every standing, span and month as it was, to the bit', async () => {
    await fc.assert(fc.asyncProperty(fc.array(history(15), { minLength: 2, maxLength: 4 }), pairs, fc.infiniteStream(fc.nat()), async (histories, merges, dice) => {
      await clear()
      await send(histories.flatMap((facts, i) => facts.map((f) => ({ ...f, customer: `c${i}` }))))
      await retell(ctx)
      const before = await toldBy(pool)
      for (const [key, other] of merges) await mergeCustomers(ctx, { key, other })
      expect(await ailments(pool, ctx.at)).toEqual([])
      for (;;) {
        const { rows } = await pool.query<{ key: string; into: string }>(`select m.key, coalesce(c.key, p.key) as into from member m left join customer c on c.customer = m.merged_into left join member p on p.customer = m.merged_into order by m.key`)
        const link = rows[dice.next().value % Math.max(1, rows.length)]
        if (!link) break
        const turned = dice.next().value % 2 === 0
        expect((await part(turned ? link.into : link.key, turned ? link.key : link.into)).changed).toBe(true)
      }
      expect(await toldBy(pool)).toEqual(before)
    }), { numRuns: 12 })
  }, 60_000)

  test('whatever the order of merging and sending, the history is that of all facts under one key', async () => {
    await fc.assert(fc.asyncProperty(history(40), fc.infiniteStream(fc.nat()), async (facts, dice) => {
      const begin = (): Promise<unknown> => clear().then(() => send([clock]))
      await begin()
      await send(facts.map((f) => ({ ...f, customer: 'c0' })))
      await keepTime(ctx)
      const alone = plain(await toldBy(pool))
      await begin()
      const parts = split(facts.map((f) => ({ ...f, customer: KEYS[dice.next().value % 4] as string })), dice)
      await send([{ ...(facts[0] as Fact), customer: 'c0' }])
      const order = KEYS.slice(1).map((key) => [dice.next().value, key] as const).toSorted((a, b) => a[0] - b[0]).map(([, key]) => key)
      const steps = order.map((key, i) => (): Promise<unknown> => mergeCustomers(ctx, { key: order[dice.next().value % (i + 1)] === key ? 'c0' : (order[i - 1] ?? 'c0'), other: key }))
      for (const step of [...parts.map((some) => () => send(some)), ...steps].map((act) => [dice.next().value, act] as const).toSorted((a, b) => a[0] - b[0])) await step[1]()
      for (const key of order) await mergeCustomers(ctx, { key: 'c0', other: key })
      await keepTime(ctx)
      const merged = await toldBy(pool)
      expect(merged.standings.map((row) => (row as { key: string }).key)).toEqual(['c0', 'clock'])
      expect(plain(merged)).toEqual(alone)
      await retell(ctx)
      expect(plain(await toldBy(pool))).toEqual(alone)
    }), { numRuns: 15 })
  }, 90_000)

  test('the sums of the map are those of the facts, whoever is merged with whom', async () => {
    await clear()
    const facts = fc.sample(history(20), { numRuns: 4, seed: 3 }).flatMap((h, i) => h.map((f) => ({ ...f, customer: `c${i}`, id: `${i}-${f.id}` })))
    await send(facts)
    await retell(ctx)
    const sums = async (): Promise<unknown> => (await pool.query(`select sum(paid) as paid, count(distinct month) as months from ${PAID_BY_MONTH} spent`)).rows[0]
    const counted = async (): Promise<unknown> => {
      const map = await readMap(ctx, {})
      return map.ok && map.value.customers.now
    }
    const before = await sums()
    expect(await counted()).toBe(4)
    await merge('c0', 'c1')
    await merge('c2', 'c3')
    expect([await sums(), await counted()]).toEqual([before, 2])
    await merge('c1', 'c3')
    expect([await sums(), await counted()]).toEqual([before, 1])
    await part('c0', 'c2')
    expect([await sums(), await counted()]).toEqual([before, 2])
  })
})

describe('one fact under two keys', () => {
  const bought = (customer: string, own: object = {}): Fact => fact('purchase', 10, { customer, id: 'x', paid: 700, ...own })
  const orders = async (): Promise<unknown[]> => (await pool.query(`select key, orders from standing join customer using (customer) where telling = (select id from telling where state = 'current') order by key`)).rows.map((row: { key: string; orders: number }) => [row.key, row.orders])

  test('counts once where it says the same, and twice where it does not', async () => {
    await clear()
    await send([bought('a'), bought('b')])
    await merge('a', 'b')
    expect(await orders()).toEqual([['a', 1]])
    expect(await send([bought('b'), bought('a')])).toEqual(['known', 'known'])
    await part('a', 'b')
    expect(await orders()).toEqual([['a', 1], ['b', 1]])
    await clear()
    await send([bought('a'), bought('b', { paid: 900 })])
    await merge('a', 'b')
    expect(await orders()).toEqual([['a', 2]])
    expect(await send([bought('b'), bought('a', { paid: 900 }), bought('a', { paid: 1 })])).toEqual(['known', 'known', 'fact_differs'])
  })

  test('sent again under the other key it is known; of two in one batch the first counts', async () => {
    await clear()
    await send([bought('a')])
    await merge('a', 'b')
    await merge('a', 'c')
    expect(await send([bought('b')])).toEqual(['known'])
    expect(await send([bought('b', { id: 'y' }), bought('c', { id: 'y' }), bought('c', { id: 'y', paid: 1 })])).toEqual(['taken', 'known', 'fact_differs'])
    expect(await orders()).toEqual([['a', 2]])
  })

  test('two that differ only in what they say have an order, live and told again', async () => {
    await clear()
    await send([bought('a'), bought('b', { id: 'z' })])
    await merge('a', 'b')
    await send([bought('a', { id: 'z', paid: 1 })])
    await send([bought('a', { id: 'z' })])
    const live = plain(await toldBy(pool))
    await retell(ctx)
    expect(plain(await toldBy(pool))).toEqual(live)
    expect(await orders()).toEqual([['a', 3]])
  })

  test('retracted under one key it is out under all, and stays out', async () => {
    const named = (customer: string): object => ({ customer, source: 's', id: 'x' })
    const retract = async (...customers: string[]): Promise<unknown[]> => (await retractFacts(ctx, customers.map(named))).map((r) => r.status)
    await clear()
    await send([bought('a'), bought('b'), fact('visit', 12, { customer: 'b' })])
    await merge('a', 'b')
    expect(await retract('a')).toEqual(['retracted'])
    expect(await orders()).toEqual([['a', 0]])
    expect(await retract('b', 'a')).toEqual(['known', 'known'])
    expect(await send([bought('b'), bought('a')])).toEqual(['fact_retracted', 'fact_retracted'])
    await part('a', 'b')
    expect(await orders()).toEqual([['b', 0]])
    await clear()
    await send([bought('b'), bought('c', { paid: 3 })])
    await merge('b', 'c')
    await merge('b', 'alias')
    expect(await retract('b')).toEqual(['retracted'])
    expect(await orders()).toEqual([['b', 1]])
    expect(await retract('alias')).toEqual(['retracted'])
    expect(await orders()).toEqual([])
  })
})

describe('keys', () => {
  test('a key that nobody knows becomes another key, and parted again it is unknown as before', async () => {
    await clear()
    await send([fact('purchase', 1, { customer: 'anna' })])
    expect(await merge('anna', 'card-77')).toEqual({ changed: true, customer: 'anna', keys: [{ key: 'anna', merged_into: null, merged_at: null }, { key: 'card-77', merged_into: 'anna', merged_at: expect.any(String) as string }] })
    expect(await readCustomer(ctx, 'card-77')).toMatchObject({ ok: true, value: { key: 'anna', facts: 1, keys: [{ key: 'anna' }, { key: 'card-77' }] } })
    expect((await part('anna', 'card-77')).keys).toEqual([{ key: 'anna', merged_into: null, merged_at: null }])
    expect(await readCustomer(ctx, 'card-77')).toMatchObject({ ok: false, refusals: [{ code: 'customer_unknown' }] })
  })

  test('what is merged already, and a customer with themselves, is answered plainly', async () => {
    await clear()
    await send([fact('purchase', 1, { customer: 'a' }), fact('purchase', 2, { customer: 'b' })])
    expect((await merge('a', 'b')).changed).toBe(true)
    for (const [key, other] of [['a', 'b'], ['b', 'a'], ['a', 'a'], ['b', 'b']] as const) expect(await merge(key, other)).toMatchObject({ changed: false, customer: 'a' })
    expect((await part('b', 'a')).changed).toBe(true)
    expect(await part('b', 'a')).toMatchObject({ changed: false, customer: 'b' })
    expect((await pool.query(`select what, subject, detail, actor from audit where what like 'customer.%' and subject in ('a', 'b') order by id`)).rows).toEqual([
      { what: 'customer.merged', subject: 'a', detail: { other: 'b' }, actor: 'test' }, { what: 'customer.parted', subject: 'b', detail: { other: 'a' }, actor: 'test' },
    ])
  })

  test('nobody is merged into nobody, and nobody gets more keys than one person has', async () => {
    await clear()
    await send([fact('purchase', 1, { customer: 'a' })])
    for (const act of [mergeCustomers, partCustomers]) expect(await act(ctx, { key: 'nobody', other: 'a' })).toMatchObject({ refusals: [{ code: 'customer_unknown', values: { key: 'nobody' } }] })
    expect(await partCustomers(ctx, { key: 'a', other: 'nobody' })).toMatchObject({ refusals: [{ code: 'customer_unknown', values: { key: 'nobody' } }] })
    expect(await mergeCustomers(ctx, { key: 'a', other: '' })).toMatchObject({ refusals: [{ code: 'field_invalid' }] })
    const { rows } = await pool.query<{ customer: string }>(`select customer from customer where key = 'a'`)
    await pool.query(`insert into member select gen_random_uuid(), $1, $1, 'k' || n, now(), 'test' from generate_series(1, 99) n`, [rows[0]?.customer])
    expect(await mergeCustomers(ctx, { key: 'a', other: 'one more' })).toMatchObject({ refusals: [{ code: 'too_many_keys' }] })
  })

  test('the home of any of them is theirs, the root’s own before others', async () => {
    await clear()
    await send(['a', 'b', 'c'].map((customer) => fact('purchase', 1, { customer, unit: 'shop' })))
    await pool.query(`update customer set home_unit = 'of ' || key where key in ('b', 'c')`)
    const units = async (): Promise<unknown[]> => (await toldBy(pool)).standings.map((row) => [(row as { key: string }).key, (row as { unit: string }).unit])
    await merge('a', 'c')
    await merge('a', 'b')
    expect(await units()).toEqual([['a', 'of b']])
    await retell(ctx)
    expect(await units()).toEqual([['a', 'of b']])
  })
})
