import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '#contract/refusals.ts'
import { withTransaction, type Db, type Pool } from './pool.ts'

/** One numbered file of SQL. It is never edited once anybody may have run it. */
export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text, with line ends as on Unix whatever a clone makes of them. */
  readonly checksum: string
}

/** A migration as a database notes it. */
export interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

const FOLDER = join(import.meta.dirname, 'migrations')
const FILE = /^(\d+)[-_].+\.sql$/

/** Any number that nothing else in Troth's database locks: a start must not wait for a retelling. */
const LOCK = 7_420_000

/** The migrations of a folder, in order. They are numbered from 1 without gaps. */
export async function readMigrations(folder: string = FOLDER): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const migrations = await Promise.all(names.map(async (name) => {
    const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    return { number: Number(FILE.exec(name)?.[1]), name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  }))
  migrations.sort((a, b) => a.number - b.number)
  const wrong = migrations.find(({ number }, i) => number !== i + 1)
  if (wrong) throw new Error(`${wrong.name} should be migration number ${migrations.indexOf(wrong) + 1}`)
  return migrations
}

/** The migrations that a database has had, in order. */
export async function applied(db: Db): Promise<readonly Applied[]> {
  const { rows } = await db.query<{ found: boolean }>("select to_regclass('migration') is not null as found")
  if (rows[0]?.found !== true) return []
  return (await db.query<Applied>('select number, name, checksum from migration order by number')).rows
}

/** A database that had what this code does not know is not touched. */
function check(done: readonly Applied[], known: readonly Migration[]): void {
  const newest = done.at(-1)
  if (newest && newest.number > known.length) {
    throw new Refused({ code: 'database_too_new', values: { found: newest.name, expected: known.at(-1)?.name ?? '-', place: 'migration' } })
  }
  for (const { number, name, checksum } of done) {
    const file = known[number - 1]
    if (file?.checksum === checksum) continue
    throw new Refused({ code: 'database_too_new', values: { found: `${name} ${checksum.slice(0, 8)}`, expected: `${file?.name ?? '-'} ${file?.checksum.slice(0, 8) ?? ''}`, place: 'migration' } })
  }
}

let ours: Promise<readonly Migration[]> | undefined

/** Has a database had all that this code brings, and nothing else? */
export async function isUpToDate(db: Db): Promise<boolean> {
  const known = await (ours ??= readMigrations())
  const done = await applied(db)
  return done.length === known.length && done.every(({ checksum }, i) => known[i]?.checksum === checksum)
}

/** Its row goes in first: of two that meet in spite of the lock, one fails on the key before it has changed anything. */
function apply(pool: Pool, migration: Migration): Promise<boolean> {
  return withTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    return applyWithin(client, migration)
  })
}

/** Applies a migration in its caller's transaction, and notes it; false where it is noted already. */
export async function applyWithin(db: Db, { number, name, checksum, sql }: Migration): Promise<boolean> {
  const { rowCount } = await db.query('insert into migration (number, name, checksum) values ($1, $2, $3) on conflict do nothing', [number, name, checksum])
  if (!rowCount) return false
  await db.query(sql)
  return true
}

/** Makes the table that notes migrations. */
export async function makeNotes(db: Db): Promise<void> {
  await db.query(`create table if not exists migration (
    number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
}

function prepare(pool: Pool): Promise<void> {
  return withTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    await makeNotes(client)
  })
}

/**
 * Brings a database up to this code, each migration in a transaction of its own. Any number may do so at once. Returns the
 * names of those that this call applied; refuses with `database_too_new` where the database is ahead or a file was edited.
 */
export async function migrate(pool: Pool, folder?: string): Promise<readonly string[]> {
  const known = await readMigrations(folder)
  const done = await applied(pool)
  check(done, known)
  if (done.length === known.length) return []
  await prepare(pool)
  const ours: string[] = []
  for (const migration of known.slice(done.length)) if (await apply(pool, migration)) ours.push(migration.name)
  check(await applied(pool), known)
  return ours
}
