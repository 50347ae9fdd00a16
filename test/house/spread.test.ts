import { expect, test } from 'vitest'
import { ABOUT_CUSTOMERS } from '#store/customers/erase.ts'
import { withTransaction } from '#store/pool.ts'
import { TOLD_TABLES } from '#store/relationship/tellings.ts'
import { testDatabase } from '#test/setup/database.ts'
import { filesOf } from './files.ts'
import { spreadTables, unspreadable, unspreadableTables } from './spread.ts'
import { bare, statementsOf } from './statements.ts'

const { pool } = await testDatabase()

/** What breaks a rule of the catalogue and may, each with the reason. */
const EXCUSED: Readonly<Record<string, string>> = {}

test('every table about a customer could be spread over many servers', async () => {
  const found = await unspreadableTables(pool)
  expect(found.filter((each) => !(each in EXCUSED))).toEqual([])
  expect(Object.keys(EXCUSED).filter((each) => !found.includes(each))).toEqual([])
})

test('every statement of the store could run there', async () => {
  const statements = statementsOf(filesOf(['src/store'], /\.(ts|sql)$/).filter(({ path }) => !path.startsWith('src/store/engine/')))
  expect(statements.length).toBeGreaterThan(50)
  expect(unspreadable(statements, await spreadTables(pool))).toEqual([])
})

test('the tables about customers are known by their customer', async () => {
  const spread = await spreadTables(pool)
  for (const table of ['customer', 'fact', 'standing', 'span', 'notice']) expect(spread).toContain(table)
  for (const table of ['company', 'unit', 'policy', 'telling', 'migration']) expect(spread).not.toContain(table)
})

test('erasing a customer reaches every table that is about customers', async () => {
  expect(['fact', 'erased', ...ABOUT_CUSTOMERS, ...TOLD_TABLES].toSorted()).toEqual([...(await spreadTables(pool))].toSorted())
})

test('each rule of the catalogue can fail', async () => {
  const planted = `
    create schema planted; set local search_path = planted;
    create table good (customer uuid, n bigint generated always as identity, primary key (customer, n), unique (customer));
    create table keyless (customer uuid);
    create table twice (customer uuid primary key, email text unique);
    create table small (id int primary key, who uuid references good (customer));
    create table loose (customer uuid, n int primary key, good uuid references good (customer));
    create table counted (customer uuid primary key, n int generated always as identity, m serial);
    create function f() returns trigger language plpgsql as 'begin return new; end';
    create trigger pulled after insert on good for each row execute function f()`
  const found = withTransaction(pool, async (client) => {
    await client.query(planted)
    throw Object.assign(new Error('planted'), { found: await unspreadableTables(client) })
  })
  await expect(found).rejects.toMatchObject({ found: [
    'counted.m numbers rows of customers by an identity smaller than bigint, which servers cannot share',
    'counted.n numbers rows of customers by an identity smaller than bigint, which servers cannot share',
    'keyless has a customer and no primary key with it',
    'loose has a customer and no primary key with it',
    'loose_good_fkey joins two tables about customers without the customer',
    'pulled is a trigger',
    'small_who_fkey leads from a table without a customer to one with it',
    'twice_email_key is unique without the customer',
  ] })
})

const SPREAD = new Set(['fact', 'standing'])
const broken = (sql: string): readonly string[] => unspreadable([{ where: 'here', sql: bare(sql) }], SPREAD)

test.each([
  ['merge into fact using unnest($1::uuid[]) as s(customer) on true when matched then delete', 'no MERGE'],
  ['select count(*) from fact group by grouping sets ((kind), ())', 'no GROUPING SETS'],
  ['select count(*) from fact group by rollup (kind)', 'no GROUPING SETS'],
  ['with recursive t as (select 1 union all select n + 1 from t) select * from t', 'no recursion'],
  ['create trigger t after insert on fact for each row execute function f()', 'no triggers'],
  ['select * from standing where customer = any($1) for update', 'no FOR UPDATE'],
  ['select * from standing where next_at < $1 limit 10 for update skip locked', 'no FOR UPDATE'],
  ['update fact set kind = 1, customer = $2 where id = $1', 'never changed'],
  ['insert into fact values ($1) on conflict (customer, source, id) do update set customer = excluded.customer', 'never changed'],
  ['insert into fact values ($1) on conflict (id) do nothing', 'an upsert'],
])('%s is turned away', (sql, says) => {
  expect(broken(sql)).toEqual([expect.stringContaining(says)])
})

test.each([
  "select 'merge into fact', at from fact -- merge into fact",
  'with recursive t as (select $1::uuid) select * from fact where customer = $1',
  'select * from standing where telling = $1 and customer = $2 for update',
  'select * from telling where state = $1 for update',
  'update standing t set seq = s.seq from unnest($1::uuid[]) as s(customer, seq) where t.customer = s.customer and t.seq = s.seq - 1',
  'insert into fact values ($1) on conflict (customer, source, id) do nothing',
  'insert into unit values ($1) on conflict (key) do update set name = excluded.name',
])('%s is let in', (sql) => {
  expect(broken(sql)).toEqual([])
})

test('statements are found wherever they stand in code', () => {
  const text = "const a = 'select 1'\nconst b = sql`for update of ${t}`\nconst c = `update ${t} set n = 1`\nconst d = 'selected'"
  expect(statementsOf([{ path: 'src/store/a.ts', text }])).toEqual([
    { where: 'src/store/a.ts:1', sql: 'select 1' },
    { where: 'src/store/a.ts:2', sql: 'for update of $hole' },
    { where: 'src/store/a.ts:3', sql: 'update $hole set n = 1' },
  ])
})
