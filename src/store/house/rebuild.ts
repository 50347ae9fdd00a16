import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '#contract/refusals.ts'
import { applyWithin, makeNotes, type Migration } from '#store/migrate.ts'
import type { Client, Db } from '#store/pool.ts'
import { TOLD_TABLES } from '#store/relationship/tellings.ts'
import { quoted, references } from './tables.ts'

/** Where a house is built beside the one that is lived in: in a schema of its own, until it takes the other's place. */
const BESIDE = 'troth_restoring'

const tablesHere = async (db: Db): Promise<{ name: string; parted: boolean }[]> =>
  (await db.query<{ name: string; parted: boolean }>(
    `select relname as name, relkind = 'p' as parted from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`)).rows

/**
 * Builds an empty house of these migrations beside the one there is; until `moveHouse`, everything in this transaction is about the new one.
 * What migrations put into their tables goes: it comes back with the rest.
 * @returns the schema of the house there is
 */
export async function buildBeside(db: Db, migrations: readonly Migration[]): Promise<string> {
  const { rows } = await db.query<{ home: string }>('select current_schema() as home')
  await db.query(`create schema ${BESIDE}`)
  await db.query(`set local search_path = ${BESIDE}`)
  await makeNotes(db)
  for (const migration of migrations) await applyWithin(db, migration)
  await db.query(`truncate ${(await tablesHere(db)).map(({ name }) => quoted(name)).join(', ')}`)
  return rows[0]?.home ?? 'public'
}

/** Makes the part that a telling has in each table that is parted by telling. */
export async function makeParts(db: Db, telling: number): Promise<void> {
  for (const { name, parted } of await tablesHere(db))
    if (parted) await db.query(`create table ${quoted(`${name}_${telling}`)} partition of ${quoted(name)} for values in (${Math.trunc(telling)})`)
}

/** The tables of the new house, each after those it refers to. */
export async function fillingOrder(db: Db): Promise<string[]> {
  const waits = Map.groupBy(await references(db), ({ from }) => from)
  const left = new Set((await tablesHere(db)).map(({ name }) => name))
  const order: string[] = []
  while (left.size > 0) {
    const free = [...left].filter((name) => (waits.get(name) ?? []).every(({ to }) => !left.has(to)))
    if (free.length === 0) throw new Error(`these tables refer to each other in a ring: ${[...left].join(', ')}`)
    for (const name of free) left.delete(name)
    order.push(...free)
  }
  return order
}

/** Nobody may wait long for a table that is about to be replaced: whoever reads on comes first, and it is tried again. */
const PATIENCE_MS = 2000
const MOST_TRIES = 60
const HELD_UP = new Set(['55P03', '40P01'])

async function lockAll(db: Db, tables: readonly string[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    await db.query('savepoint moving')
    try {
      await db.query(`set local lock_timeout = ${PATIENCE_MS}`)
      await db.query(`lock table ${tables.join(', ')} in access exclusive mode`)
      await db.query('set local lock_timeout = 0')
      return
    } catch (error) {
      if (!HELD_UP.has((error as { code?: string }).code ?? '')) throw error
      if (tries >= MOST_TRIES) throw new Refused({ code: 'house_busy', values: { reason: (error as Error).message } })
      await db.query('rollback to savepoint moving')
      await sleep(50)
    }
  }
}

/** Puts the new house where the old one is, which goes. Until this commits, others read the old one; then, with their next statement, the new. */
export async function moveHouse(db: Client, home: string): Promise<void> {
  const fresh = await tablesHere(db)
  for (const { name, parted } of fresh) if (!parted) await db.query(`analyze ${quoted(name)}`)
  const parts = `^(${TOLD_TABLES.join('|')})_[0-9]+$`
  const { rows: old } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p') and (relname = any($2) or relname ~ $3) order by relname`,
    [home, fresh.map(({ name }) => name), parts])
  const tables = old.map(({ name }) => `${quoted(home)}.${quoted(name)}`)
  await lockAll(db, tables)
  await db.query(`drop table ${tables.join(', ')}`)
  for (const { name } of fresh) await db.query(`alter table ${quoted(name)} set schema ${quoted(home)}`)
  await db.query(`set local search_path = ${quoted(home)}`)
  await db.query(`drop schema ${BESIDE} restrict`)
}
