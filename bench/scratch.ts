/** A database of a benchmark's own: embedded, in a folder that goes when the benchmark ends. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '#actions/context.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { openDatabase } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool, type Pool } from '#store/pool.ts'

export interface Scratch {
  readonly ctx: Context
  readonly pool: Pool
  readonly folder: string
  /** A pool of another process's: what this one holds, it does not have. */
  readonly another: () => Pool
}

export async function inScratch<T>(now: number, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'troth-bench-'))
  const database = await openDatabase({ data: join(folder, 'data') })
  const pool = openPool(database)
  try {
    await migrate(pool)
    const ctx: Context = { pool, now: () => now, random: randomBytes, actor: 'bench', reach: 'all' }
    await openHouse(ctx, { name: 'Bench', zone: 'Europe/Tallinn', currency: 'EUR', languages: ['en'], sample: false })
    return await work({ ctx, pool, folder, another: () => openPool(database) })
  } finally {
    await pool.end()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
