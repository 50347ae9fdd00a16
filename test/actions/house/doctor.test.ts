import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { examine } from '#actions/house/doctor/examine.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { retell } from '#actions/relationship/retell.ts'
import { FINDINGS, type DoctorReport, type FindingCode } from '#contract/house/doctor.ts'
import { readSettings, type Settings } from '#contract/settings.ts'
import type { Result } from '#contract/refusals.ts'
import { DAY_MS } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { testDatabase, type TestDatabase } from '#test/setup/database.ts'
import { dataFolder, open } from '#test/store/troths.ts'
import { contextOf, sent } from '#test/actions/world.ts'

/** The doctor compares clocks, so that these tests live today. */
const END = Math.floor(Date.now() / DAY_MS) * DAY_MS
const planted = new Set<FindingCode>()

/** The settings of an installation on a test's database. */
function settingsOf({ connection }: Pick<TestDatabase, 'connection'>): Result<Settings> {
  const { host, user, password, database } = connection as Record<string, string>
  return readSettings({ DATABASE_URL: `postgresql://${user}:${encodeURIComponent(password ?? '')}@localhost/${database}?host=${encodeURIComponent(host ?? '')}` })
}
const look = (settings: Result<Settings>, deep = false, now = Date.now()): Promise<DoctorReport> => examine({ settings, now: () => now, onProgress: () => undefined, patience_ms: 0 }, { deep })

/** What was found but for what every database of a test run has: it does not wait for the disk. */
function codesOf({ checks }: DoctorReport): FindingCode[] {
  const codes = checks.flatMap(({ findings }) => findings.map(({ code }) => code)).filter((code) => code !== 'not_durable')
  for (const code of codes) planted.add(code)
  return [...new Set(codes)]
}

const base = await testDatabase()
const { pool } = base
const settings = settingsOf(base)
const ctx = contextOf(pool, Date.now())

beforeAll(async () => {
  await openHouse(ctx, { name: 'Test', zone: 'Europe/Tallinn', currency: 'EUR', languages: ['en'], sample: false })
  const customers = [...playSample({ customers: 60, years: 2, seed: 5, end: END }).customers]
  await importFacts(ctx, 'most', customers.slice(0, 40).flatMap(({ record, facts }) => [{ record }, ...facts.map((fact) => ({ fact }))]))
  for (const { facts } of customers.slice(40)) for (let at = 0; at < facts.length; at += 30) await sendFacts(ctx, facts.slice(at, at + 30).map(sent))
  await keepTime(ctx)
  await pool.query('create schema aside')
}, 60_000)

test('a house that is well: after an import, live facts in any order, time and a retelling', async () => {
  const report = await look(settings, true)
  expect(codesOf(report)).toEqual([])
  expect(report.deep?.customers).toBeGreaterThan(55)
  const { rows } = await pool.query<{ facts: number; paid: number }>('select count(*) as facts, sum(paid) as paid from fact')
  expect(report.deep).toMatchObject({ ...rows[0], passed_over: 0 })
  await retell(ctx)
  expect(codesOf(await look(settings, true))).toEqual([])
  expect(report.checks.flatMap(({ findings }) => findings.map(({ code, values }) => [code, values['name']]))).toEqual([
    ['not_durable', 'fsync'], ['not_durable', 'full_page_writes'], ['not_durable', 'synchronous_commit'],
  ])
  planted.add('not_durable')
}, 30_000)

const CURRENT = `telling = (select id from telling where state = 'current')`
const SOMEBODY = `customer = (select customer from standing where ${CURRENT} and orders > 2 order by customer limit 1)`

/** What is written of a customer; the rest the database makes. */
const OWN = 'customer, key, name, email, joined_at, channel, campaign, referrer, language, home_unit, attributes, consents, import'

/** What is done to the database in the tester's hand, what the doctor says of it, and how it is taken back. */
const PLANTED: readonly (readonly [codes: readonly FindingCode[], plant: string, takeBack: string])[] = [
  [['migration_pending'], `create table aside.kept as select * from migration; delete from migration where number = (select max(number) from migration)`, 'delete from migration; insert into migration select * from aside.kept; drop table aside.kept'],
  [['migration_strange'], `update migration set checksum = 'x' || checksum where number = 2`, 'update migration set checksum = substr(checksum, 2) where number = 2'],
  [['schema_lacking'], 'drop index fact_by_import', 'create index fact_by_import on fact using brin (import)'],
  [['schema_lacking', 'schema_extra'], 'alter table company alter column name drop not null', 'alter table company alter column name set not null'],
  [['schema_lacking'], 'alter table fact drop constraint fact_pkey', 'alter table fact add primary key (customer, source, id)'],
  [['schema_extra'], 'create index mine on customer (email)', 'drop index mine'],
  [['sequence_behind'], `insert into import (id, what, state, begun_at) overriding system value values (1000, 'x', 'done', now())`, 'delete from import where id = 1000'],
  [['company_absent'], 'create table aside.kept as select * from company; delete from company', 'insert into company select * from aside.kept; drop table aside.kept'],
  [['number_wrong'], `update company set secret = secret || '\\x01'`, `update company set secret = substr(secret, 1, length(secret) - 1)`],
  [['telling_absent', 'telling_broken_off'], `update telling set state = 'making' where state = 'current'`, `update telling set state = 'current' where state = 'making'`],
  [['telling_incomplete'], `do $$ begin execute format('drop index standing_%s_next', (select id from telling where state = 'current')); end $$`,
    `do $$ declare id int := (select id from telling where state = 'current'); begin execute format('create index standing_%s_next on standing_%s (next_at) where next_at is not null', id, id); end $$`],
  [['telling_broken_off'], `insert into telling select 99, policy, model, 'making', until, made_at from telling where state = 'current'`, 'delete from telling where id = 99'],
  [['telling_orphan'], 'create table span_98 (n int)', 'drop table span_98'],
  [['pending_left'], 'insert into pending values (97, gen_random_uuid())', 'delete from pending'],
  [['import_unfinished'], `insert into import (what, state, begun_at) values ('half', 'reading', now())`, `delete from import where what = 'half'`],
  [['customer_absent'], `create table aside.kept as select ${OWN} from customer where ${SOMEBODY}; delete from customer where ${SOMEBODY}`, `insert into customer (${OWN}) select * from aside.kept; drop table aside.kept`],
  [['standing_absent'], `create table aside.kept as select * from standing where ${CURRENT} and ${SOMEBODY}; delete from standing where customer = (select customer from aside.kept)`, 'insert into standing select * from aside.kept; drop table aside.kept'],
  [['standing_stray'], `insert into standing select telling, gen_random_uuid(), seq, state, since, rule, heard, unit, null, told_at, first_at, last_at, bought_at, head, heart, stay, say, pay, value, paid, orders, memory
     from standing where ${CURRENT} and ${SOMEBODY}`, 'delete from standing s where not exists (select from fact f where f.customer = s.customer)'],
]

/** What only a look at every history finds. */
const PLANTED_DEEP: typeof PLANTED = [
  ...['paid = paid + 1', 'orders = orders + 1'].map((set) => [['standing_differs', 'sums_differ'], `update standing set ${set} where ${CURRENT} and ${SOMEBODY}`, `update standing set ${set.replace('+', '-')} where ${CURRENT} and ${SOMEBODY}`] as const),
  ...['since', 'first_at', 'last_at', 'next_at', 'bought_at'].map((name) => [['standing_differs'], `update standing set ${name} = ${name} + interval '1 ms' where ${CURRENT} and ${SOMEBODY}`, `update standing set ${name} = ${name} - interval '1 ms' where ${CURRENT} and ${SOMEBODY}`] as const),
  [['standing_differs'], `update standing set heart = heart * 1.000001 where ${CURRENT}`, ''],
  [['standing_differs'], `update standing set unit = unit || 'x' where ${CURRENT} and unit is not null`, `update standing set unit = left(unit, -1) where ${CURRENT}`],
  [['standing_differs'], `update standing set memory = replace(memory::text, '"facts":', '"facts":1')::json where ${CURRENT} and ${SOMEBODY}`, `update standing set memory = replace(memory::text, '"facts":1', '"facts":')::json where ${CURRENT} and ${SOMEBODY}`],
  [['span_differs'], `update span set until = until - interval '1 s' where ${CURRENT} and n = 1 and until < 'infinity'`, `update span set until = until + interval '1 s' where ${CURRENT} and n = 1 and until < 'infinity'`],
  [['span_differs'], `create table aside.kept as select * from span where ${CURRENT} and n = 1 and until < 'infinity' limit 1; delete from span s using aside.kept k where s.telling = k.telling and s.customer = k.customer and s.n = k.n`, 'insert into span select * from aside.kept; drop table aside.kept'],
  [['month_differs', 'sums_differ'], `update spend set paid[cardinality(paid)] = paid[cardinality(paid)] + 1 where ${CURRENT} and ${SOMEBODY}`, `update spend set paid[cardinality(paid)] = paid[cardinality(paid)] - 1 where ${CURRENT} and ${SOMEBODY}`],
  [['month_differs'], `update spend set months[1] = months[1] - 1 where ${CURRENT} and ${SOMEBODY}`, `update spend set months[1] = months[1] + 1 where ${CURRENT} and ${SOMEBODY}`],
  [['month_differs', 'sums_differ'], `update spend set paid = paid || 1::bigint where ${CURRENT} and ${SOMEBODY}`, `update spend set paid = paid[:cardinality(months)] where ${CURRENT} and ${SOMEBODY}`],
  [['standing_differs', 'month_differs', 'sums_differ'], `update fact set paid = paid + 5 where kind = 2 and ${SOMEBODY}`, `update fact set paid = paid - 5 where kind = 2 and ${SOMEBODY}`],
  [['import_differs'], `update import set summary = jsonb_set(summary, '{facts,taken}', to_jsonb((summary #>> '{facts,taken}')::int + 1))`, `update import set summary = jsonb_set(summary, '{facts,taken}', to_jsonb((summary #>> '{facts,taken}')::int - 1))`],
]

describe('finds', () => {
  test.each(PLANTED)('%s (%#)', async (codes, plant, takeBack) => {
    await pool.query(plant)
    const report = await look(settings)
    await pool.query(takeBack)
    expect(codesOf(report)).toEqual(codes)
    expect(report.well).toBe(codes.every((code) => FINDINGS[code] === 'note') && report.checks.every(({ findings }) => findings.every(({ level }) => level === 'note')))
    expect(codesOf(await look(settings))).toEqual([])
  })

  test.each(PLANTED_DEEP)('looking deep, %s (%#)', async (codes, plant, takeBack) => {
    await pool.query(plant)
    const report = await look(settings, true)
    if (takeBack === '') await retell(ctx)
    else await pool.query(takeBack)
    for (const code of codes) expect(codesOf(report)).toContain(code)
    expect(codesOf(await look(settings, true))).toEqual([])
  })

  test('a retelling mends what a telling has wrong', async () => {
    await pool.query(`update standing set paid = 1, memory = '{}' where ${CURRENT} and ${SOMEBODY}; delete from span where ${CURRENT}; update spend set paid = '{7}' where ${CURRENT}`)
    expect((await look(settings, true)).well).toBe(false)
    await retell(ctx)
    expect(codesOf(await look(settings, true))).toEqual([])
  })

  test('an import that somebody works on, as a note', async () => {
    await pool.query(`insert into import (what, state, begun_at) values ('half', 'reading', now())`)
    const client = await pool.connect()
    await client.query(`select pg_advisory_lock(7420003, (select id from import where what = 'half'))`)
    expect(codesOf(await look(settings))).toEqual(['import_running'])
    await client.query(`delete from import where what = 'half'`)
    client.release(true)
  })

  test('time that nobody keeps', async () => {
    // Whether time has something to do for one of so few within the next weeks hangs on the day that this runs on.
    const somebody = `${CURRENT} and customer = (select customer from aside.next)`
    await pool.query(`create table aside.next as select customer, next_at from standing where ${CURRENT} and ${SOMEBODY}`)
    await pool.query(`update standing set next_at = now() - interval '1 day' where ${somebody}`)
    expect(codesOf(await look(settings))).toContain('time_late')
    await pool.query(`update standing set next_at = (select next_at from aside.next) where ${somebody}`)
    await pool.query('drop table aside.next')
  })

  test('clocks that disagree, a server that is not there, a setting that is wrong', async () => {
    expect(codesOf(await look(settings, false, Date.now() - 120_000))).toEqual(['clock_apart'])
    expect(codesOf(await look(readSettings({ DATABASE_URL: 'postgresql://troth@127.0.0.1:1/troth' })))).toEqual(['database_closed'])
    expect(codesOf(await look(readSettings({ PORT: 'seven' })))).toEqual(['setting_wrong'])
  })

  test('a database on which Troth was never started, and one that cannot hold every language', async () => {
    expect(codesOf(await look(settingsOf(await testDatabase({ empty: true }))))).toEqual(['never_started'])
    const name = `ascii_${process.pid}`
    const keeper = new pg.Client({ ...inject('server') })
    await keeper.connect()
    await keeper.query(`create database ${name} owner troth template template0 encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'`)
    expect(codesOf(await look(settingsOf({ connection: { ...base.connection, database: name } })))).toEqual(['encoding_wrong', 'never_started'])
    await keeper.query(`drop database ${name} with (force)`)
    await keeper.end()
  })
})

describe('of a data folder', () => {
  const of = (data: string): Result<Settings> => readSettings({ TROTH_DATA: data })

  test('it finds none, and does not make one', async () => {
    const data = await dataFolder()
    expect(codesOf(await look(of(data)))).toEqual(['folder_absent'])
    expect(codesOf(await look(of(join(data, 'deeper'))))).toEqual(['folder_absent'])
  })

  test('it finds what others can read, what killed processes left, and whose it is', async () => {
    const data = await dataFolder()
    await (await open(data)).close()
    await chmod(join(data, 'pg/password'), 0o644)
    await mkdir(join(data, 'pg.new-999999999-abc'))
    const report = await look(of(data))
    expect(codesOf(report)).toEqual(['folder_open', 'leftovers', 'never_started'])
    await chmod(join(data, 'pg/password'), 0o600)
    await rm(join(data, 'pg.new-999999999-abc'), { recursive: true, force: true })
    expect(codesOf(await look(of(data)))).toEqual(['never_started'])
    if (process.getuid === undefined) return
    const somebody = vi.spyOn(process, 'getuid').mockReturnValue(12_345)
    const foreign = await look(of(data)).finally(() => somebody.mockRestore())
    expect(codesOf(foreign)).toContain('folder_foreign')
  }, 60_000)
})

/** A full disk is made elsewhere: test/faults. */
const ELSEWHERE: readonly FindingCode[] = ['disk_full', 'disk_low', 'look_failed']

test('everything that can be found was found here', () => {
  expect(Object.keys(FINDINGS).filter((code) => !planted.has(code as FindingCode) && !ELSEWHERE.includes(code as FindingCode))).toEqual([])
})
