import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { readMap } from '#actions/map/read-map.ts'
import { retell } from '#actions/relationship/retell.ts'
import { openDatabase } from '#store/engine/index.ts'
import { migrate } from '#store/migrate.ts'
import { openPool, type Pool } from '#store/pool.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { DAY, fact, START } from '#test/core/relationship/histories.ts'

/** Where Debian keeps the oldest PostgreSQL that Troth runs on. */
const BIN = '/usr/lib/postgresql/15/bin'
const ABSENT = !existsSync(join(BIN, 'initdb'))
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null

/** A PostgreSQL 15 of this file's own, reached by a socket in its folder. */
function startServer(): { folder: string; process: ChildProcess; url: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pg15-'))
  if (NOBODY) chownSync(folder, NOBODY.uid, NOBODY.gid)
  const options = { cwd: folder, env: { LC_ALL: 'C', PATH: process.env.PATH }, ...(NOBODY ?? {}) }
  const made = spawnSync(join(BIN, 'initdb'), ['-D', join(folder, 'data'), '-U', 'troth', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], options)
  if (made.status !== 0) throw new Error(String(made.stderr))
  // Trust is of no harm here: the socket lies in a folder of this test's own, and nothing listens elsewhere.
  const server = spawn(join(BIN, 'postgres'), ['-D', join(folder, 'data'), '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'], { ...options, stdio: 'ignore' })
  return { folder, process: server, url: `postgresql://troth@localhost/postgres?host=${encodeURIComponent(folder)}` }
}

async function untilReady(folder: string): Promise<void> {
  for (let tries = 0; tries < 200 && !readdirSync(folder).some((name) => name === '.s.PGSQL.5432'); tries++) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe.skipIf(ABSENT)(`on a PostgreSQL 15 server${ABSENT ? ` (skipped: no ${BIN})` : ''}`, () => {
  let server: ReturnType<typeof startServer>
  let pool: Pool
  beforeAll(async () => {
    server = startServer()
    await untilReady(server.folder)
    const database = await openDatabase({ data: server.folder, databaseUrl: server.url })
    pool = openPool(database)
    await migrate(pool)
  }, 60_000)
  afterAll(async () => {
    await pool.end()
    await new Promise((resolve) => {
      server.process.once('exit', resolve)
      server.process.kill('SIGINT')
    })
    rmSync(server.folder, { recursive: true, force: true })
  })

  test('the same migrations and statements take facts, late ones too, tell them anew, and draw the map', async () => {
    const ctx = contextOf(pool, START + 400 * DAY)
    await openHouse(ctx)
    const facts = Array.from({ length: 240 }, (_, i) => sent(fact(i % 5 === 0 ? 'felt' : 'purchase', i % 390, { customer: `c${i % 24}`, id: `x${i}`, unit: `u${i % 3}` })))
    for (let at = 0; at < facts.length; at += 40) await sendFacts(ctx, facts.toReversed().slice(at, at + 40))
    const live = await toldBy(pool)
    await retell(ctx)
    const map = await readMap(ctx, { by: 'unit' })
    expect(live.standings).toHaveLength(24)
    expect((await toldBy(pool)).months).toEqual(live.months)
    expect(map.ok && map.value.customers.now).toBe(24)
  })
})
