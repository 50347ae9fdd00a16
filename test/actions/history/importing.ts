import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Context } from '#actions/context.ts'
import { importPaths, type ImportInput } from '#actions/history/import/import-paths.ts'
import type { ImportSummary } from '#actions/history/import/summary.ts'
import { openHouse } from '#actions/house/open-house.ts'
import type { Pool } from '#store/pool.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'

export const NOW = Date.UTC(2026, 0, 1)

/** A house with a company of euros in Oslo, and a folder for files that a test writes. */
export async function importing(): Promise<{ pool: Pool; ctx: Context & { at: number }; folder: string }> {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, NOW)
  await openHouse(ctx, { name: 'Test', zone: 'Europe/Oslo', currency: 'EUR', languages: ['en'], sample: false })
  const folder = await mkdtemp(join(tmpdir(), 'troth-import-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return { pool, ctx, folder }
}

/** Takes everything out that facts and imports left, so that a test begins with nothing. */
export async function emptied(pool: Pool): Promise<void> {
  await pool.query('truncate fact, customer, untold, unit, person, promise, rate, import, standing, span, spend')
}

let written = 0

/** Writes files and imports them. */
export async function bring(ctx: Context, folder: string, files: Readonly<Record<string, string | Buffer>>, mapping?: string, more: Partial<ImportInput> = {}): ReturnType<typeof importPaths> {
  const at = join(folder, String(written++))
  await import('node:fs/promises').then((fs) => fs.mkdir(at))
  for (const [name, text] of Object.entries(files)) await writeFile(join(at, name), text)
  return importPaths(ctx, { paths: Object.keys(files).map((name) => join(at, name)), rejectsFolder: at, ...(mapping !== undefined && { mapping: { name: 'map.yaml', text: mapping } }), ...more })
}

/** The summary of an import that went through. */
export async function done(result: ReturnType<typeof importPaths>): Promise<ImportSummary> {
  const { ok, ...rest } = await result
  if (!ok) throw new Error(JSON.stringify(rest))
  return (rest as { value: ImportSummary }).value
}

export async function factsIn(pool: Pool): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query<Record<string, unknown>>('select key as customer, source, id, kind, at, unit, person, paid, list, cost, body from fact join customer using (customer) order by key, source, id')
  return rows
}
