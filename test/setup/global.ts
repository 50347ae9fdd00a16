import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#store/migrate.ts'
import { openDatabase } from '#store/engine/index.ts'
import { KEEPER } from '#store/engine/home.ts'
import { alive } from '#store/engine/processes.ts'
import { openPool } from '#store/pool.ts'
import { buildApp } from './app.ts'
import { TEMPLATE, type Server } from './server.ts'

const PREFIX = 'troth-test-'

/** Stops and removes what a killed test run left behind: its folder carries the number of its process. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(PREFIX) ? parseInt(name.slice(PREFIX.length), 10) : NaN
    if (Number.isNaN(pid) || alive(pid)) continue
    const folder = join(parent, name)
    if (await readFile(join(folder, 'pg/data/postmaster.pid')).catch(() => undefined)) {
      await openDatabase({ data: folder }).then((database) => database.close()).catch(() => undefined)
    }
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Starts the one PostgreSQL of a test run, with a migrated template from which every test file gets a database of its own.
 * Without fsync: nothing here outlives the run, and waiting for the disk is most of what a small test would do.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = process.env['TROTH_TEST_FOLDER'] ?? tmpdir()
  await sweep(parent)
  buildApp() // servers that tests start as processes of their own serve it
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const database = await openDatabase({ data: folder }, { durable: false })
    const server: Server = { ...database.connection, user: KEEPER, database: 'postgres' }
    const keeper = new pg.Client(server)
    await keeper.connect()
    await keeper.query(`create database ${TEMPLATE} owner troth`)
    await keeper.end()
    const pool = openPool({ connection: { ...database.connection, database: TEMPLATE } })
    await migrate(pool)
    await pool.end()
    project.provide('server', server)
    return async () => {
      await database.close()
      await remove()
    }
  } catch (error) {
    await remove()
    throw error
  }
}
