import { beforeAll, describe, expect, test } from 'vitest'
import { answersQuery } from '#contract/listening/answers.ts'
import { feelingsQuery } from '#contract/listening/feelings.ts'
import { scoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { driversQuery } from '#contract/map/drivers.ts'
import { worthQuery } from '#contract/worth/worth.ts'
import type { Result } from '#contract/refusals.ts'
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
import { readFew } from '#store/relationship/few.ts'
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

  test('worth: of few who are chosen all are looked at, though it is drawn towards some of all, who did not make every move that they made', async () => {
    const some = await of(readWorth(ctx, worthQuery.parse({ unit: UNIT })))
    const { customers, came, months } = before['worth']!
    expect(some).toMatchObject({ looked_at: 1, customers, came, months })
    expect((await of(readWorth(ctx, worthQuery.parse({})))).looked_at).toBe(1 / 32)
  })
})

describe('whom a filter chooses', () => {
  const slowly = async (where: string): Promise<Set<string>> => new Set((await pool.query<{ customer: string }>(`select customer from span where telling = (select id from telling where state = 'current') and ${where}`)).rows.map(({ customer }) => customer))

  test('are all who were there at any time, each once; nobody where nobody was', async () => {
    const { telling } = await inForce(pool)
    const few = await readFew(pool, telling.id, { units: [UNIT] }, 5000)
    const all = await slowly(`unit = '${UNIT}'`)
    expect([few!.length, new Set(few)]).toEqual([all.size, all])
    expect(all.size).toBeGreaterThan(100)
    expect(await readFew(pool, telling.id, { units: ['nowhere'] }, 5000)).toEqual([])
    expect(new Set(await readFew(pool, telling.id, { units: [UNIT], heard: true }, 5000))).toEqual(await slowly(`unit = '${UNIT}' and heard`))
  })

  test('are not listed where they are more', async () => {
    const { telling } = await inForce(pool)
    const { size } = await slowly(`unit = '${UNIT}'`)
    expect(await readFew(pool, telling.id, { units: [UNIT] }, size)).toHaveLength(size)
    expect(await readFew(pool, telling.id, { units: [UNIT] }, size - 1)).toBe(null)
    // Found in the first look already, at a part of them.
    expect(await readFew(pool, telling.id, {}, 10)).toBe(null)
  })
})
