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

async function asKeeper(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('server') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * A database of its own for a test file, migrated unless it asks for an empty one, and dropped after the file's last test.
 * Call it at the top of the file: `const { pool } = await testDatabase()`.
 */
export async function testDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `test_${process.pid}_${made++}`
  await asKeeper(`create database ${name} owner troth template ${empty ? 'template0' : TEMPLATE}`)
  const connection = { ...inject('server'), user: 'troth', database: name }
  const pool = openPool({ connection })
  afterAll(async () => {
    await pool.end()
    await asKeeper(`drop database ${name} with (force)`)
  })
  return { pool, connection }
}
