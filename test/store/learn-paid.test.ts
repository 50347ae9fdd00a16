import { expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readPaidOfList } from '#store/relationship/learn.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(100))

test('shares of list price by customer add up to the sums that they differ by', async () => {
  await openHouse(ctx)
  expect(await readPaidOfList(pool)).toEqual({ paid: 0, list: 0, units: 0, observations: 0, observations_squared: 0, within: 0, between: 0 })
  const order = (customer: string, id: string, paid: number, list?: number): Record<string, unknown> => sent(fact('purchase', 10, { customer, id, order: id, paid, ...(list !== undefined && { list }) }))
  // a: 1, .5; b: .8, .8, .8 and one without a list price; c: .3. All: .7.
  await sendFacts(ctx, [order('a', '1', 100, 100), order('a', '2', 50, 100), ...['1', '2', '3'].map((id) => order('b', id, 80, 100)), order('b', '4', 999), order('c', '1', 30, 100)])
  const found = await readPaidOfList(pool)
  expect(found).toMatchObject({ paid: 420, list: 600, units: 3, observations: 6, observations_squared: 4 + 9 + 1 })
  expect(found.within).toBeCloseTo(2 * 0.25 ** 2, 12)
  expect(found.between).toBeCloseTo(2 * 0.05 ** 2 + 3 * 0.1 ** 2 + 0.4 ** 2, 12)
  expect((await readPaidOfList(pool, on(5))).units).toBe(0)
})
