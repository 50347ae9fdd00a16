import { beforeAll, expect, test } from 'vitest'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readTelling, type Telling } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { DAY, fact, on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(100))
beforeAll(() => openHouse(ctx))
const announced = async (): Promise<unknown[]> => (await pool.query(`select at, detail from notice join customer using (customer) where key = 'anna' order by n`)).rows

test('a move that time caused is announced once, though whoever told it was killed before the map as a whole was, and a late fact came after', async () => {
  const felt = (day: number): object => sent(fact('felt', day, { customer: 'anna', feelings: ['angry'] }))
  await sendFacts(ctx, [felt(95), felt(96)])
  const { id, until } = (await readTelling(pool, 'current')) as Telling
  for (ctx.at = on(110); (await announced()).length < 2; ctx.at += 20 * DAY) {
    expect(ctx.at).toBeLessThan(on(2000))
    await sendFacts(ctx, [sent({ ...fact('visit', 0), customer: 'bo', at: ctx.at })]) // the feed goes on, so time does
    await keepTime(ctx)
  }
  const before = await announced()
  const { told_at } = (await pool.query<{ told_at: number }>(`select told_at from standing join customer using (customer) where key = 'anna'`)).rows[0]!
  await pool.query('update telling set until = to_timestamp($2::float8 / 1000) where id = $1', [id, until])
  await sendFacts(ctx, [sent(fact('visit', 90, { customer: 'anna' }))])
  const after = await pool.query<{ told_at: number }>(`select told_at from standing join customer using (customer) where key = 'anna'`)
  expect(after.rows[0]!.told_at).toBeGreaterThanOrEqual(told_at)
  await keepTime(ctx)
  expect(await announced()).toEqual(before)
})
