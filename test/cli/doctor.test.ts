import { beforeAll, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run, type Here, type Ran } from './cli-here.ts'

const { pool, connection } = await testDatabase()
const ctx = contextOf(pool, Date.now())
const { host, user, password, database } = connection as Record<string, string>
const databaseUrl = `postgresql://${user}:${encodeURIComponent(password ?? '')}@localhost/${database}?host=${encodeURIComponent(host ?? '')}`
const doctor = (line: string, here: Here = {}): Promise<Ran> => run(`doctor ${line}`, { settings: { databaseUrl }, ctx, ...here })

beforeAll(async () => {
  await openHouse(ctx)
  await sendFacts(ctx, [{ kind: 'visit', id: '1', source: 's', customer: 'anna', at: new Date(ctx.at - 60_000).toISOString(), channel: 'web' }])
  await keepTime(ctx)
})

test('what was found is told with what to do, its code, and how bad it is; anything worse than a note ends with 1', async () => {
  const { code, out } = await doctor('--deep')
  expect(code).toBe(1)
  expect(out).toContain('✓ Settings')
  expect(out).toMatch(/^! Database {2}PostgreSQL \d+/m)
  expect(out).toContain('Warning: The server has fsync off: a power cut can lose facts that were acknowledged.')
  expect(out).toContain('Set fsync = on')
  expect(out).toContain('not_durable')
  expect(out).toContain('1 history told again: 1 fact, 1 span.')
  expect(out).toMatch(/3 things need looking after\.\n$/)
})

test.each(LANGUAGES)('in %s everything that it says is said, in 60 columns', async (language) => {
  await pool.query('drop index fact_by_import; create index mine on customer (email)')
  const { out } = await doctor('', { language, columns: 60 })
  await pool.query('drop index mine; create index fact_by_import on fact using brin (import)')
  expect(out).toContain('schema_lacking')
  expect(out).toContain('schema_extra')
  expect(out).not.toMatch(/doctor\.|\{\w+\}/)
})

test('for machines the same with its values', async () => {
  const { code, out } = await doctor('--json')
  const report = JSON.parse(out) as { well: boolean; engine: string; checks: { check: string; findings: { code: string; level: string; values: object; says: string; do: string }[] }[] }
  expect([code, report.well]).toEqual([1, false])
  expect(report.checks.find(({ check }) => check === 'engine')?.findings[0]).toMatchObject({ code: 'not_durable', level: 'warning', values: { name: 'fsync' }, do: expect.stringContaining('own.conf') as string })
})

test('settings that are wrong, and a database that is not there, are findings too, with what the refusal says', async () => {
  const away = await doctor('', { settings: { databaseUrl: 'postgresql://troth@127.0.0.1:1/troth' } })
  expect(away).toMatchObject({ code: 1, out: expect.stringContaining('The database does not open. The database at 127.0.0.1:1/troth cannot be reached') as string })
  expect(away.out).toContain('– Migrations  not looked at')
})
