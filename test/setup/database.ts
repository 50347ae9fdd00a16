import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { openPool, type Pool } from '#store/pool.ts'
import type { Database } from '#store/engine/index.ts'
import { TEMPLATE } from './server.ts'

/** A database of one test file's own. */
export interface TestDatabase {
  readonly pool: Pool
  readonly connection: Database['connection']
}

let made = 0

/** Does something as the one who may make databases. */
export async function asKeeper<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...inject('server') })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** How to reach a database of the test run's server as the product does. */
export const connectionTo = (database: string): Database['connection'] => ({ ...inject('server'), user: 'troth', database })

/**
 * A database of its own for a test file, migrated unless it asks for an empty one, and dropped after the file's last test.
 * Call it at the top of the file: `const { pool } = await testDatabase()`.
 * @param template another database that it begins as a copy of
 */
export async function testDatabase({ empty = false, template = TEMPLATE } = {}): Promise<TestDatabase> {
  const name = `test_${process.pid}_${made++}`
  await asKeeper((keeper) => keeper.query(`create database ${name} owner troth template ${empty ? 'template0' : template}`))
  const connection = connectionTo(name)
  const pool = openPool({ connection })
  afterAll(async () => {
    await pool.end()
    await asKeeper((keeper) => keeper.query(`drop database ${name} with (force)`))
  })
  return { pool, connection }
}
