import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareFacts } from '#core/history/order.ts'
import type { Fact } from '#core/history/fact.ts'
import { begin } from '#core/relationship/memory.ts'
import { classOf, STATES, type State } from '#core/relationship/state.ts'
import { isMove, tell } from '#core/relationship/tell.ts'
import { isoOf } from '#core/units/time.ts'
import { mapQuery } from '#contract/map/map.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { readMap } from '#actions/map/read-map.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { DAY, history, on, START } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
const histories = fc.sample(history(40), { numRuns: 60, seed: 42 }).map((h, i) => h.map((f): Fact => ({ ...f, customer: `c${String(i).padStart(3, '0')}` })))

beforeAll(async () => {
  await openHouse(ctx)
  for (const h of histories) await sendFacts(ctx, h.map(sent))
  await keepTime(ctx)
  await pool.query(`update customer set channel = case when key < 'c030' then 'shop' else 'web' end, attributes = jsonb_build_object('half', key < 'c030')`)
})

const map = async (query: Record<string, unknown>): Promise<Awaited<ReturnType<typeof readMap>> & { ok: true }> => {
  const answer = await readMap(ctx, mapQuery.parse(query))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer
}

/** Where everybody stood, by folding each history anew up to a date: the slow way. */
async function stoodAt(at: number): Promise<Map<string, State>> {
  const { rules } = await inForce(pool)
  return new Map(
    histories.flatMap((h) => {
      const facts = h.filter((f) => f.at <= at).toSorted(compareFacts)
      const state = tell(begin(null), facts, at, rules).memory.state
      return state ? [[h[0]!.customer, state] as const] : []
    }),
  )
}

describe('the map', () => {
  test('of the time it is compared with is that of these dates', async () => {
    const own = { from: isoOf(on(500)), to: isoOf(on(600)) }
    const [before, year] = [await map({ ...own, compared: 'before' }), await map({ ...own, compared: 'year' })]
    expect(before.value).toEqual((await map({ from: isoOf(on(400) - 1), to: isoOf(on(500) - 1) })).value)
    expect([before.value.from, before.value.to]).toEqual([isoOf(on(400) - 1), isoOf(on(500) - 1)])
    expect(year.value).toEqual((await map({ from: year.value.from, to: year.value.to })).value)
    expect(Math.round((on(600) - Date.parse(year.value.to)) / DAY)).toBe(365)
    expect(before.value.flows).not.toEqual(year.value.flows)
  })

  test.each([[100, 300], [0, 700], [450, 451], [300, 819]])('between day %i and day %i agrees with every history folded anew', async (a, b) => {
    const { value } = await map({ from: isoOf(on(a)), to: isoOf(on(b)) })
    const before = await stoodAt(on(a))
    const now = await stoodAt(on(b))
    for (const { state, before: m, now: n } of value.states) {
      expect([state, m]).toEqual([state, [...before.values()].filter((s) => s === state).length])
      expect([state, n]).toEqual([state, [...now.values()].filter((s) => s === state).length])
    }
    for (const flow of value.flows) {
      const expected = [...now].filter(([key, to]) => to === flow.to && (before.get(key) ?? null) === flow.from).length
      expect([flow.from, flow.to, flow.customers, flow.class]).toEqual([flow.from, flow.to, expected, classOf(flow.from, flow.to)])
    }
  })

  test('adds up: flows to customers, classes to flows, groups to the whole', async () => {
    for (const by of ['unit', 'channel', 'cohort', 'attribute:half']) {
      const { value } = await map({ from: isoOf(on(200)), to: isoOf(on(600)), by })
      const total = (list: readonly { customers: number }[] | null): number => (list ?? []).reduce((sum, x) => sum + x.customers, 0)
      expect(total(value.flows)).toBe(value.customers.now)
      expect(Object.values(value.classes).reduce((x, y) => x + y, 0)).toBe(value.customers.now)
      expect(total(value.groups)).toBe(value.customers.now)
      expect(value.states.reduce((sum, s) => sum + s.value, 0)).toBe(value.customers.value)
      expect(value.states.reduce((sum, s) => sum + s.before, 0)).toBe(value.customers.before)
    }
  })

  test('net flows are one thing, gross moves another: every move between the dates is counted once', async () => {
    const { rules } = await inForce(pool)
    const { value } = await map({ from: isoOf(on(100)), to: isoOf(on(700)) })
    const moves = histories.flatMap((h) => tell(begin(null), h, on(820), rules).changes.filter((c) => isMove(c) && c.at > on(100) && c.at <= on(700)))
    expect(value.moves.reduce((sum, m) => sum + m.moves, 0)).toBe(moves.length)
  })

  test('a filter and its complement make the whole', async () => {
    const query = { from: isoOf(on(200)), to: isoOf(on(600)) }
    const parts = await Promise.all(['shop', 'web'].map((channel) => map({ ...query, channel })))
    const whole = await map(query)
    expect(parts.reduce((sum, p) => sum + p.value.customers.now, 0)).toBe(whole.value.customers.now)
    expect(parts.reduce((sum, p) => sum + p.value.customers.value, 0)).toBe(whole.value.customers.value)
  })

  test('of one unit it is who stands there, with their moves; whoever may see that unit alone sees the same', async () => {
    const [from, to] = [isoOf(on(200)), isoOf(on(600))]
    const { rows: units } = await pool.query<{ unit: string }>('select distinct unit from span where unit is not null order by 1')
    expect(units.length).toBeGreaterThan(1)
    for (const { unit } of units) {
      const { value } = await map({ from, to, unit })
      const { rows: now } = await pool.query('select state, count(*) from span where unit = $1 and at <= $2 and until > $2 group by 1 order by 1', [unit, to])
      expect(value.states.filter((each) => each.now > 0).map(({ state, now: n }) => ({ state: STATES.indexOf(state) + 1, count: n })).toSorted((a, b) => a.state - b.state)).toEqual(now)
      const { rows: moves } = await pool.query('select count(*) from span where unit = $1 and at > $2 and at <= $3 and was is distinct from state', [unit, from, to])
      expect(value.moves.reduce((sum, move) => sum + move.moves, 0)).toBe(moves[0]!['count'])
      expect(await readMap({ ...ctx, reach: [unit] }, mapQuery.parse({ from, to }))).toEqual({ ok: true, value })
      expect(value.groups).toBe(null)
    }
    expect((await map({ from, to, unit: 'nowhere' })).value.customers.now).toBe(0)
  })

  test('its value is what was paid, net, in the twelve calendar months up to the date', async () => {
    const { value } = await map({ from: '2024-06-01', to: '2025-06-30' })
    const paid = await pool.query<{ sum: number }>(`select sum(paid) from fact where at >= '2024-07-01' and at < '2025-07-01'`)
    expect(value.customers.value).toBe(paid.rows[0]?.sum)
  })

  test('a period with a name ends when the map has been told; from a date given it does not count', async () => {
    const days = async (query: Record<string, unknown>): Promise<number> => {
      const { value } = await map(query)
      return (Date.parse(value.to) - Date.parse(value.from)) / DAY
    }
    expect(await Promise.all([{}, { period: 'month' }, { period: 'quarter' }, { period: 'year' }].map(days))).toEqual([90, 30, 90, 365])
    expect((await map({ period: 'all' })).value.customers.before).toBe(0)
    expect(await days({ period: 'year', from: isoOf(on(100)), to: isoOf(on(110)) })).toBe(10)
  })

  test('a period that is none is refused, saying which end', async () => {
    for (const query of [{ from: 'tomorrow' }, { to: '2024-02-30' }, { from: '2025-01-01', to: '2024-01-01' }])
      expect(await readMap(ctx, mapQuery.parse(query))).toMatchObject({ ok: false, refusals: [{ code: 'period_invalid' }] })
  })
})

describe('customers', () => {
  test.each(['key', 'value', 'heart', 'stay', 'last', 'since', 'paid'] as const)('by %s, page after page names each once and in order', async (sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = []
      const figures: (number | string | null)[] = []
      let after: string | undefined
      do {
        const answer = await listCustomers(ctx, customersQuery.parse({ sort, order, limit: 7, ...(after && { after }) }))
        if (!answer.ok) throw new Error('refused')
        seen.push(...answer.value.customers.map((c) => c.key))
        figures.push(...answer.value.customers.map((c) => (sort === 'last' ? c.last_at : c[sort])))
        after = answer.value.next ?? undefined
      } while (after)
      expect(seen).toHaveLength(60)
      expect(new Set(seen).size).toBe(60)
      const known = figures.filter((f) => f !== null)
      const sorted = known.toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0))
      expect(known).toEqual(order === 'asc' ? sorted : sorted.toReversed())
      expect(figures.slice(known.length).every((f) => f === null)).toBe(true)
    }
  })

  test('are found by state, by unit, by figures, and by part of a key in which % means itself', async () => {
    const list = async (query: Record<string, unknown>): Promise<string[]> => {
      const answer = await listCustomers(ctx, customersQuery.parse({ limit: 200, ...query }))
      return answer.ok ? answer.value.customers.map((c) => c.key) : []
    }
    const byState = await Promise.all(STATES.map((state) => list({ state })))
    expect(byState.flat().toSorted()).toEqual(await list({}))
    expect(await list({ q: 'C01' })).toEqual(Array.from({ length: 10 }, (_, i) => `c01${i}`))
    expect(await list({ q: '%' })).toEqual([])
    expect((await list({ attribute: { half: 'true' } })).length).toBe(30)
    const rich = await list({ min: { value: 20_000 } })
    const { rows } = await pool.query(`select from standing where value >= 20000`)
    expect(rich.length).toBe(rows.length)
  })

  test('one is shown with moves, each with its reason, and that it was read is in the log', async () => {
    const answer = await readCustomer(ctx, 'c005')
    if (!answer.ok) throw new Error('refused')
    const { standing, moves, history: facts, equity } = answer.value
    expect(standing?.state).toBe(moves.at(-1)?.to)
    for (const move of moves) expect(move.because.state).toBe(move.to)
    expect(facts.length).toBe(Math.min(100, histories[5]!.length))
    expect(equity.every((p) => Math.abs(p.heart) <= 1)).toBe(true)
    expect((await pool.query(`select actor, what, subject from audit`)).rows).toContainEqual({ actor: 'test', what: 'customer.read', subject: 'c005' })
    expect(await readCustomer(ctx, 'nobody')).toMatchObject({ ok: false, refusals: [{ code: 'customer_unknown' }] })
  })
})
