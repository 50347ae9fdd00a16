import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { NOT_YET } from '#core/customers/sorts.ts'
import { CLASSES, STATES } from '#core/relationship/state.ts'
import { isoOf } from '#core/units/time.ts'
import { mapQuery } from '#contract/map/map.ts'
import { customersQuery } from '#contract/relationship/customer.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { readMap } from '#actions/map/read-map.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import type { Context } from '#actions/context.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { DAY, history, on, START } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, START + 820 * DAY)
const keys = Array.from({ length: 80 }, (_, i) => `c${String(i).padStart(3, '0')}`)

beforeAll(async () => {
  await openHouse(ctx)
  for (const [i, h] of fc.sample(history(40), { numRuns: keys.length, seed: 7 }).entries())
    await sendFacts(ctx, h.map((f): Record<string, unknown> => sent({ ...f, customer: keys[i] } as Fact)))
  await keepTime(ctx)
  await pool.query(`update customer set channel = case when key < 'c040' then 'shop' else 'web' end`)
}, 60_000)

const refused = (answer: { ok: false; refusals: readonly unknown[] }): never => {
  throw new Error(JSON.stringify(answer.refusals))
}
async function list(query: Record<string, unknown>, as: Context = ctx): Promise<string[]> {
  const answer = await listCustomers(as, customersQuery.parse({ limit: 200, total: 'true', ...query }))
  if (!answer.ok) return refused(answer)
  expect(answer.value.total).toEqual({ customers: answer.value.customers.length, exact: true })
  return answer.value.customers.map(({ key }) => key)
}
async function map(query: Record<string, unknown>, as: Context = ctx): Promise<Extract<Awaited<ReturnType<typeof readMap>>, { ok: true }>['value']> {
  const answer = await readMap(as, mapQuery.parse(query))
  return answer.ok ? answer.value : refused(answer)
}

describe('the people behind a flow', () => {
  const period = { from: isoOf(on(150)), to: isoOf(on(420)) }

  test.each([{}, { channel: 'shop' }, { unit: 'u1' }, { heard: 'true' }] as Record<string, string>[])('are as many as the map says, with %o', async (filter) => {
    const { flows, states, classes } = await map({ ...period, ...filter })
    expect(flows.length).toBeGreaterThan(2)
    const found: string[] = []
    for (const { from, to, customers } of flows) {
      const people = await list({ ...period, ...filter, moved_from: from ?? NOT_YET, moved_to: to })
      expect([from, to, people.length]).toEqual([from, to, customers])
      found.push(...people)
    }
    expect(new Set(found).size).toBe(found.length)
    for (const { state, now } of states) expect([state, (await list({ ...period, ...filter, moved_to: state })).length]).toEqual([state, now])
    for (const name of CLASSES) expect([name, (await list({ ...period, ...filter, moved: name })).length]).toEqual([name, classes[name]])
  })

  test('are those who did move: each of them says so', async () => {
    const { flows } = await map(period)
    const flow = flows.find(({ from, to }) => from !== null && from !== to)
    expect(flow).toBeDefined()
    for (const key of await list({ ...period, moved_from: flow?.from, moved_to: flow?.to })) {
      const answer = await readCustomer(ctx, key)
      if (!answer.ok) return refused(answer)
      const stood = (at: string): string | undefined => answer.value.moves.findLast((move) => move.at <= at)?.to
      expect([stood(period.from), stood(period.to)]).toEqual([flow?.from, flow?.to])
    }
  })

  test('are shown to whoever works for a unit only where they are theirs now', async () => {
    const theirs = { ...ctx, reach: ['u1'] }
    const now = new Set(await list({ unit: 'u1' }))
    const then = await list({ ...period, unit: 'u1', moved_to: [...STATES] })
    expect(await list({ ...period, moved_to: [...STATES], unit: 'u1' }, theirs)).toEqual(then.filter((key) => now.has(key)))
  })

  test('can be looked at on a map of their own', async () => {
    const { customers } = await map({ ...period, moved: ['climbed', 'slipped'] })
    const { classes } = await map(period)
    expect(customers.now).toBe(classes.climbed + classes.slipped)
  })
})

describe('a filter', () => {
  test('by cohort chooses those whose history begins then, as the map groups them', async () => {
    const { groups } = await map({ by: 'cohort' })
    expect((groups ?? []).length).toBeGreaterThan(0)
    for (const { key, customers } of groups ?? []) expect([key, (await list({ cohort: key ?? '' })).length]).toEqual([key, customers])
    const months = Array.from({ length: 12 }, (_, i) => `${groups?.[0]?.key}-${String(i + 1).padStart(2, '0')}`)
    expect((await list({ cohort: months })).length).toBe(groups?.[0]?.customers)
    expect((await map({ cohort: months })).customers.now).toBe(groups?.[0]?.customers)
  })

  test('by marks chooses those who are marked', async () => {
    const marked = new Map<string, readonly string[]>()
    for (const key of keys) {
      const answer = await readCustomer(ctx, key)
      if (answer.ok) marked.set(key, answer.value.standing?.marks ?? [])
    }
    expect(new Set([...marked.values()].flat()).size).toBeGreaterThan(0)
    for (const mark of ['quiet', 'bound', 'not_heard', 'by_conduct']) expect([mark, await list({ mark })]).toEqual([mark, keys.filter((key) => marked.get(key)?.includes(mark))])
  })

  test('by a figure holds for the figure as it is shown', async () => {
    const answer = await listCustomers(ctx, customersQuery.parse({ sort: 'heart', order: 'desc' }))
    const [first] = answer.ok ? answer.value.customers : []
    expect(await list({ min: { heart: first?.heart } })).toContain(first?.key)
    expect(await list({ max: { heart: first?.heart } })).toContain(first?.key)
  })

  test('by state on the map shows where those who stand there now came from', async () => {
    const { states } = await map({})
    const some = states.find(({ now }) => now > 0)
    expect((await map({ state: some?.state })).customers.now).toBe(some?.now)
  })
})
