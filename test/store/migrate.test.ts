import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Refused } from '#contract/refusals.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import { openPool, type Pool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** A folder with these migrations, by name. */
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql)
  return folder
}

const FRUIT = '001-fruit.sql'
const first = { [FRUIT]: 'create table fruit (name text primary key); insert into fruit values (\'apple\')' }
const second = { ...first, '002-pear.sql': 'insert into fruit values (\'pear\')' }

async function empty(): Promise<Pool> {
  return (await testDatabase({ empty: true })).pool
}
const fruits = async (pool: Pool): Promise<readonly string[]> =>
  (await pool.query<{ name: string }>('select name from fruit order by name')).rows.map(({ name }) => name)
const refusalOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown)
  return error instanceof Refused ? error.refusals[0]?.code : String(error)
}

test('applies what is missing, in order, and says what it applied', async () => {
  const pool = await empty()
  expect(await migrate(pool, await folderOf(first))).toEqual([FRUIT])
  expect(await migrate(pool, await folderOf(second))).toEqual(['002-pear.sql'])
  expect(await migrate(pool, await folderOf(second))).toEqual([])
  expect(await fruits(pool)).toEqual(['apple', 'pear'])
})

test('a migration that fails leaves nothing, and those before it stay', async () => {
  const pool = await empty()
  const bad = await folderOf({ ...first, '002-bad.sql': 'insert into fruit values (\'fig\'); select 1/0' })
  await expect(migrate(pool, bad)).rejects.toThrow('division by zero')
  expect(await fruits(pool)).toEqual(['apple'])
  expect(await migrate(pool, await folderOf(second))).toEqual(['002-pear.sql'])
})

test('twenty at once apply each migration once', async () => {
  const { connection } = await testDatabase({ empty: true })
  const folder = await folderOf(second)
  const pools = Array.from({ length: 20 }, () => openPool({ connection }, 1))
  const names = (await Promise.all(pools.map((pool) => migrate(pool, folder)))).flat()
  expect(names.toSorted()).toEqual([FRUIT, '002-pear.sql'])
  expect(await fruits(pools[0] as Pool)).toEqual(['apple', 'pear'])
  await Promise.all(pools.map((pool) => pool.end()))
})

test('an applied file that was edited is refused', async () => {
  const pool = await empty()
  await migrate(pool, await folderOf(first))
  const edited = await folderOf({ [FRUIT]: `${first[FRUIT]} -- edited`, '002-pear.sql': 'select 1' })
  expect(await refusalOf(migrate(pool, edited))).toBe('database_too_new')
})

test('a database that is ahead of the code is refused', async () => {
  const pool = await empty()
  await migrate(pool, await folderOf(second))
  expect(await refusalOf(migrate(pool, await folderOf(first)))).toBe('database_too_new')
})

test('the line ends of a clone do not count as an edit', async () => {
  const unix = await readMigrations(await folderOf({ [FRUIT]: 'select 1;\nselect 2;\n' }))
  const windows = await readMigrations(await folderOf({ [FRUIT]: 'select 1;\r\nselect 2;\r\n' }))
  expect(windows[0]?.checksum).toBe(unix[0]?.checksum)
})

test('numbers start at one and have no gaps', async () => {
  await expect(readMigrations(await folderOf({ '002-late.sql': 'select 1' }))).rejects.toThrow('should be migration number 1')
  await expect(readMigrations(await folderOf({ '001-a.sql': '', '001-b.sql': '' }))).rejects.toThrow('should be migration number 2')
})

test('the migrations of this house apply to an empty database', async () => {
  const pool = await empty()
  const names = (await readMigrations()).map(({ name }) => name)
  expect(await migrate(pool)).toEqual(names)
})
