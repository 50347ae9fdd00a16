import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importPaths } from '#actions/history/import/import-paths.ts'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { unfinishedImports } from '#store/history/imports.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, toldBy } from '../world.ts'
import { emptied, NOW } from './importing.ts'

const MAP = 'source: till\nfiles:\n  - name: a.csv\n    makes:\n      - {fact: purchase, customer: who, at: when, paid: sum}\n'
const ROWS = 20_000
const KILLS = 8

describe('an import that is killed', async () => {
  const { pool, connection } = await testDatabase()
  const ctx = contextOf(pool, NOW)
  const folder = await mkdtemp(join(tmpdir(), 'troth-cut-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('leaves nothing half, and is finished by running it again', async () => {
    await openHouse(ctx, { name: 'Test', zone: 'UTC', currency: 'EUR', languages: ['en'], sample: false })
    const path = join(folder, 'a.csv')
    const rows = Array.from({ length: ROWS }, (_, i) => `c${i % 3000},2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')},${(i % 400) / 4}`)
    await writeFile(path, `who,when,sum\n${rows.join('\n')}\n`)
    const child = join(import.meta.dirname, 'import-child.ts')
    let halves = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, path, JSON.stringify(connection), MAP], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(running, 'exit')
      await once(running.stdout, 'data')
      await new Promise((resolve) => setTimeout(resolve, 60 + kill * 190))
      running.kill('SIGKILL')
      await ended
      const { rows: [{ n } = { n: 0 }] } = await pool.query<{ n: number }>('select count(*) as n from fact')
      expect([0, ROWS]).toContain(n)
      const { rows: done } = await pool.query(`select from import where state = 'done'`)
      expect(done.length > 0).toBe(n === ROWS)
      if (n === 0) halves++
    }
    expect(halves).toBeGreaterThan(0)
    const again = await importPaths(ctx, { paths: [path], mapping: { name: 'map.yaml', text: MAP } })
    expect(again).toMatchObject({ ok: true, value: { rows: ROWS, rejected: { rows: 0 } } })
    expect((await pool.query('select count(*) as n from fact')).rows).toEqual([{ n: ROWS }])
    // PostgreSQL notices a killed client when it next speaks to it; until then its import is taken for alive, and left to the next start.
    await expect.poll(() => settleUnfinished(ctx).then(() => unfinishedImports(pool)), { timeout: 20_000 }).toEqual([])
    const told = await toldBy(pool)
    await emptied(pool)
    await importPaths(ctx, { paths: [path], mapping: { name: 'map.yaml', text: MAP } })
    const clean = await toldBy(pool)
    expect([told.standings.length, told.spans, told.months]).toEqual([clean.standings.length, clean.spans, clean.months])
  }, 120_000)
})
