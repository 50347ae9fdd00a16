import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#test/setup/database.ts'
import { spreadTables } from '#test/house/spread.ts'

const script = readFileSync(resolve(import.meta.dirname, '../../docs/operate/citus.sql'), 'utf8')
const { pool } = await testDatabase()

/** Citus is not to be had here. What its functions would be told is written down instead, so that the script itself runs, over the real catalogue. */
const STAND_IN = `
  create temp table told (n int generated always as identity, name text, by_column text, beside text);
  create function create_reference_table(of regclass) returns void language sql as 'insert into told (name) values ($1::text)';
  create function create_distributed_table(of regclass, by_column text, colocate_with text default 'default') returns void language sql
    as 'insert into told (name, by_column, beside) values ($1::text, $2, $3)'`

interface Told {
  readonly name: string
  readonly by_column: string | null
  readonly beside: string | null
}
let told: readonly Told[] = []
const names = (of: readonly Told[]): string[] => of.map(({ name }) => name)
const spread = (): readonly Told[] => told.filter(({ by_column }) => by_column !== null)
const everywhere = (): readonly Told[] => told.filter(({ by_column }) => by_column === null)

beforeAll(async () => {
  const db = await pool.connect()
  await db.query(`begin; ${STAND_IN}`)
  await db.query(script)
  told = (await db.query<Told & Record<string, unknown>>('select name, by_column, beside from told order by n')).rows
  await db.query('rollback')
  db.release()
})

test('the script names every table of a migrated database once, and no other', async () => {
  const { rows } = await pool.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`)
  expect(names(told).toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
  expect(new Set(names(told)).size).toBe(told.length)
})

/** Tables with a customer that lie everywhere all the same. */
const SMALL = ['member']

test('what is about a customer is spread by customer, all beside each other; the rest lies everywhere', async () => {
  const about = await spreadTables(pool)
  expect(names(spread()).toSorted()).toEqual([...about].filter((name) => !SMALL.includes(name)).toSorted())
  expect(new Set(spread().map(({ by_column }) => by_column))).toEqual(new Set(['customer']))
  const [first, ...others] = spread()
  expect([first?.beside, new Set(others.map(({ beside }) => beside))]).toEqual(['default', new Set([first?.name])])
})

test('every key of a table that is spread has the customer in it', async () => {
  const { rows } = await pool.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relname = any($1) and i.indisunique and not (select attnum from pg_attribute where attrelid = c.oid and attname = 'customer') = any(i.indkey)`, [names(spread())])
  expect(rows).toEqual([])
  const keyed = await pool.query<{ name: string }>(`select c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid where i.indisprimary and c.relname = any($1) order by 1`, [names(spread())])
  expect(keyed.rows.map(({ name }) => name)).toEqual(names(spread()).toSorted())
})

test('no reference leads from everywhere to what is spread, nor to what comes later', async () => {
  const { rows } = await pool.query<{ from: string; to: string }>(
    `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`)
  const order = names(told)
  expect(rows.length).toBeGreaterThan(4)
  for (const { from, to } of rows) {
    expect(order.indexOf(to), `${from} → ${to}`).toBeLessThan(order.indexOf(from))
    if (names(everywhere()).includes(from)) expect(names(everywhere()), `${from} → ${to}`).toContain(to)
  }
})
