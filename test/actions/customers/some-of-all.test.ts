import { beforeAll, describe, expect, test } from 'vitest'
import { answersQuery } from '#contract/listening/answers.ts'
import { feelingsQuery } from '#contract/listening/feelings.ts'
import { scoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { driversQuery } from '#contract/map/drivers.ts'
import { worthQuery } from '#contract/worth/worth.ts'
import type { Result } from '#contract/refusals.ts'
import { someOfAll } from '#actions/customers/some-of-all.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readAnswers } from '#actions/listening/read-answers.ts'
import { readFeelings } from '#actions/listening/read-feelings.ts'
import { readScoreDrivers } from '#actions/listening/read-score-drivers.ts'
import { readDrivers } from '#actions/map/read-drivers.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { readWorth } from '#actions/worth/read-worth.ts'
import { playSample } from '#sample/play.ts'
import { readListed } from '#store/relationship/listed.ts'
import { slicesOf, within } from '#store/slices.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 10)
const ctx = contextOf(pool, END)
const UNIT = 'tallinn-old-town'
const MILLION = 1_000_000

/** As much as hangs on whose customers are looked at. */
interface Looked extends Record<string, unknown> {
  readonly looked_at: number
}
const of = async (read: Promise<Result<object>>): Promise<Looked> => {
  const answer = await read
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  const { telling: _, ...rest } = answer.value as Looked & { telling?: unknown }
  return rest
}
const READS: Readonly<Record<string, (query: object) => Promise<Looked>>> = {
  'why they moved': (query) => of(readDrivers(ctx, driversQuery.parse({ move: 'loyal>satisfied', period: 'year', ...query }))),
  'what they say': (query) => of(readAnswers(ctx, answersQuery.parse({ period: 'year', ...query }))),
  'what they felt': (query) => of(readFeelings(ctx, feelingsQuery.parse({ period: 'year', ...query }))),
  'what goes with it': (query) => of(readScoreDrivers(ctx, scoreDriversQuery.parse({ period: 'year', ...query }))),
}
const before: Record<string, Looked> = {}

/** The same company, taken for one with so many customers. */
async function takenFor(customers: number): Promise<void> {
  await pool.query(`update model set body = jsonb_set(body, '{customers}', $1::text::jsonb) where id = (select model from telling where state = 'current')`, [customers])
  await pool.query(`update telling set made_at = made_at + interval '1 second' where state = 'current'`)
}

beforeAll(async () => {
  await openHouse(ctx)
  await loadSample(ctx, playSample({ customers: 1500, years: 2, seed: 5, end: ctx.at }), { customers: 1500 })
  await keepTime(ctx)
  for (const [name, read] of Object.entries(READS)) before[name] = await read({ unit: UNIT })
  before['worth'] = await of(readWorth(ctx, worthQuery.parse({ unit: UNIT })))
  await takenFor(MILLION)
}, 120_000)

describe('among very many customers', () => {
  test.each(Object.keys(READS))('%s: of few who are chosen all are looked at, of all some', async (name) => {
    const read = READS[name]!
    expect(before[name]!.looked_at).toBe(1)
    expect(await read({ unit: UNIT })).toEqual(before[name])
    expect((await read({})).looked_at).toBe(1 / 16)
  })

  test('of more than may be listed as large a part is looked at as may be', async () => {
    const force = await inForce(pool)
    const all = await someOfAll(pool, force, { units: [UNIT] }, 16)
    expect([all.parts, all.is_listed, all.slice.few!.length]).toEqual([1, true, all.customers])
    const some = await someOfAll(pool, force, { units: [UNIT], heard: true }, 64, 40)
    expect([some.is_listed, some.customers <= 40, some.parts > 1, some.parts < 64]).toEqual([true, true, true, true])
    expect([some.slice.to, some.slice.few!.length]).toEqual([slicesOf(some.parts)[0]!.to, some.customers])
    expect(await someOfAll(pool, force, {}, 16)).toEqual({ slice: slicesOf(16)[0], parts: 16, customers: MILLION / 16, is_listed: false })
  })

  test('worth: of few who are chosen all are looked at, though it is drawn towards some of all, who did not make every move that they made', async () => {
    const some = await of(readWorth(ctx, worthQuery.parse({ unit: UNIT })))
    const { customers, came, months } = before['worth']!
    expect(some).toMatchObject({ looked_at: 1, customers, came, months })
    expect((await of(readWorth(ctx, worthQuery.parse({})))).looked_at).toBe(1 / 32)
  })
})

describe('whom a filter chooses', () => {
  const slowly = async (where: string): Promise<Set<string>> => new Set((await pool.query<{ customer: string }>(`select customer from span where telling = (select id from telling where state = 'current') and ${where}`)).rows.map(({ customer }) => customer))

  const listed = async (filter: CustomerFilter, most: number, instead = 16): Promise<Awaited<ReturnType<typeof readListed>>> => readListed(pool, (await inForce(pool)).telling.id, filter, most, instead)

  test('are all who were there at any time, each once; nobody where nobody was', async () => {
    const { customers, parts } = (await listed({ units: [UNIT] }, 5000))!
    const all = await slowly(`unit = '${UNIT}'`)
    expect([parts, customers.length, new Set(customers)]).toEqual([1, all.size, all])
    expect(all.size).toBeGreaterThan(100)
    expect(await listed({ units: ['nowhere'] }, 5000)).toEqual({ customers: [], parts: 1 })
    expect(new Set((await listed({ units: [UNIT], heard: true }, 5000))!.customers)).toEqual(await slowly(`unit = '${UNIT}' and heard`))
  })

  test('are the larger a part of all the fewer they are, and never more than may be listed', async () => {
    const { size } = await slowly(`unit = '${UNIT}'`)
    for (const most of [size, size - 1, Math.floor(size / 3), 12]) {
      const { customers, parts } = (await listed({ units: [UNIT] }, most, 256))!
      expect(customers.length).toBeLessThanOrEqual(most)
      expect(new Set(customers)).toEqual(await slowly(`unit = '${UNIT}' and ${within('customer', slicesOf(parts)[0]!)}`))
      if (most < size) expect(parts).toBeGreaterThan(1)
    }
  })

  test('are not listed where a part of everybody holds as many', async () => {
    const { size } = await slowly(`unit = '${UNIT}'`)
    expect(await listed({ units: [UNIT] }, Math.floor(size / 5), 4)).toBe(null)
    // Found in the first look already.
    expect(await listed({}, 10)).toBe(null)
  })
})
