import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isoMonth } from '#core/units/zone.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import type { Pool } from '#store/pool.ts'
import { monthByMonth, monthsBy, paidBy, paidWithin } from '#store/relationship/spend.ts'
import { putSpend } from '#store/relationship/standings.ts'
import { testDatabase } from '#test/setup/database.ts'

/** What was paid in a month since 1970-01; less than nothing where more was given back. */
interface Month {
  readonly month: number
  readonly paid: number
}

const sum = (months: readonly Month[]): number => months.reduce((total, { paid }) => total + paid, 0)
const amounts = fc.oneof(fc.integer({ min: -5000, max: 50_000 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER / 1e4, -3_000_000_000)).map(Math.trunc)
const histories = (most: number): fc.Arbitrary<Month[]> => fc.dictionary(fc.integer({ min: -30, max: 900 }).map(String), amounts, { maxKeys: most }).map((paid) =>
  Object.entries(paid).map(([month, each]) => ({ month: Number(month), paid: each })).toSorted((a, b) => a.month - b.month))

/** The row of months from one on, as telling makes it. */
const rowOf = (customer: string, months: readonly Month[], from = -Infinity): { customer: string; months: number[]; paid: number[] } => {
  const later = months.filter(({ month }) => month >= from)
  return { customer, months: later.map(({ month }) => month), paid: later.map(({ month }) => sum(months.filter((other) => other.month <= month))) }
}

const asked = (months: readonly Month[], customer: string): { customer: string; month: string; paid: number }[] => months.map(({ month, paid }) => ({ customer, month: isoMonth(month), paid }))

async function madeReady(pool: Pool): Promise<Pool> {
  await pool.query('create table spend_1 partition of spend for values in (1)')
  return pool
}

async function rowsOf(pool: Pool, customers: readonly string[]): Promise<unknown[]> {
  const { rows } = await pool.query<{ customer: string }>(`select customer, month::text as month, paid from (${monthByMonth('telling = 1 and customer = any($1::uuid[])')}) m order by month`, [customers])
  return rows.toSorted((a, b) => customers.indexOf(a.customer) - customers.indexOf(b.customer))
}

describe('what somebody spent, in one row', async () => {
  const pool = await madeReady((await testDatabase()).pool)

  test('is told by any month and between any two as adding up month by month has it', () => fc.assert(fc.asyncProperty(histories(30), fc.integer({ min: -40, max: 910 }), fc.integer({ min: -40, max: 910 }), async (months, a, b) => {
    const customer = randomUUID()
    await putSpend(pool, 1, months.length === 0 ? [] : [rowOf(customer, months)])
    const by = (month: number): Month[] => months.filter((each) => each.month <= month)
    const { rows } = await pool.query(`select ${monthsBy(a)} as months, ${paidBy(a)} as by, ${paidBy('$2::int - 1')} as before, ${paidWithin(a, b)} as within from (select $1::uuid as customer) c left join spend using (customer)`, [customer, a])
    expect(rows).toEqual([{ months: months.length === 0 ? null : by(a).length, by: sum(by(a)), before: sum(by(a - 1)), within: sum(by(b)) - sum(by(a)) }])
    expect(await rowsOf(pool, [customer])).toEqual(asked(months, customer))
  }), { numRuns: 60 }))

  test('and told on from some month, what was before it stays and what is kept from it on goes, for several customers at once', () => fc.assert(fc.asyncProperty(fc.array(fc.tuple(histories(9), histories(5)), { minLength: 1, maxLength: 5 }), async (all) => {
    const customers = all.map(() => randomUUID())
    const first = all.map(([before, later]) => (later.length === 0 ? before : [...before.filter(({ month }) => month < later[0]!.month), ...later]))
    const put = (each: (i: number) => ReturnType<typeof rowOf>): Promise<void> => putSpend(pool, 1, all.map((_, i) => each(i)).filter(({ months }) => months.length > 0))
    await put((i) => rowOf(customers[i]!, all[i]![0]))
    await put((i) => rowOf(customers[i]!, first[i]!, all[i]![1][0]?.month ?? Infinity))
    expect(await rowsOf(pool, customers)).toEqual(first.flatMap((months, i) => asked(months, customers[i]!)))
  }), { numRuns: 60 }))
})

describe('rows of each month, as they were kept until then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'troth-spend-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const { pool } = await testDatabase({ empty: true })
  const before = (await readMigrations()).map(({ name }) => name).filter((name) => name < '027')
  for (const name of before) await cp(join(import.meta.dirname, '../../src/store/migrations', name), join(folder, name))

  test('are taken over of every telling, to the minor unit, and what is told next joins them', async () => {
    await migrate(pool, folder)
    for (const telling of [3, 4]) await pool.query(`create table spend_${telling} partition of spend for values in (${telling})`)
    const kept = fc.sample(histories(30), { numRuns: 300, seed: 5 }).map((months) => ({ customer: randomUUID(), months }))
    for (const telling of [3, 4])
      for (const { customer, months } of kept.slice(telling - 3))
        await pool.query('insert into spend select $1, $2, m, p, 1 from unnest($3::date[], $4::bigint[]) u (m, p)', [telling, customer, months.map(({ month }) => isoMonth(month)), months.map(({ paid }) => paid)])
    await migrate(pool)
    const { rows } = await pool.query<{ telling: number; customer: string; months: number[]; paid: number[] }>('select * from spend')
    const expected = [3, 4].flatMap((telling) => kept.slice(telling - 3).filter(({ months }) => months.length > 0).map(({ customer, months }) => ({ telling, ...rowOf(customer, months) })))
    const inOrder = (list: readonly { telling: number; customer: string }[]): unknown[] => list.toSorted((a, b) => a.telling - b.telling || (a.customer < b.customer ? -1 : 1))
    expect(inOrder(rows)).toEqual(inOrder(expected))
    expect((await pool.query(`select count(*) as n from pg_class where relname ~ '^spend' and relkind in ('r', 'p')`)).rows).toEqual([{ n: 3 }])
    const [{ customer, months }] = expected as [(typeof expected)[number]]
    await putSpend(pool, 3, [{ customer, months: [months.at(-1)! + 1], paid: [5] }])
    expect((await pool.query<{ months: number[] }>('select months from spend where telling = 3 and customer = $1', [customer])).rows).toEqual([{ months: [...months, months.at(-1)! + 1] }])
  })
})
