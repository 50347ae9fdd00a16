import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, expect, test, vi } from 'vitest'
import { examine } from '#actions/house/doctor/examine.ts'
import { readSettings } from '#contract/settings.ts'
import type { Pool } from '#store/pool.ts'
import { sent } from '#test/actions/world.ts'
import { chanceOf } from './chance.ts'
import { send, type Answer } from './clients.ts'
import { smallDisk } from './disk.ts'
import { House } from './house.ts'
import { Ledger } from './ledger.ts'
import { supplyOf } from './supply.ts'
import { verify } from './verify.ts'

/**
 * Writes the log on to the beginning of its next file. Where that has room, a full disk refuses statement by statement; where a new file is due, PostgreSQL stops, and with it
 * when it does would hang on how much the migrations write.
 */
async function beginSegment(pool: Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ into: number }>(`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint % (16 * 1024 * 1024) as into`)
    if ((rows[0]?.into ?? 0) < 2_000_000) return
    await pool.query(`select pg_logical_emit_message(false, 'on', repeat('.', 1000000))`)
  }
}

const disk = await smallDisk(400)
const skipped = typeof disk === 'string' ? ` (skipped: ${disk})` : ''
afterAll(() => (typeof disk === 'string' ? undefined : disk.remove()))

test.skipIf(typeof disk === 'string')(`a full disk: facts and files are refused and told why, nothing is lost, and it goes on when there is room${skipped}`, async () => {
  if (typeof disk === 'string') return
  const house = await House.found(disk.folder, 1)
  const ledger = new Ledger()
  const supply = supplyOf(chanceOf(7))
  const sendOne = async (): Promise<Answer> => {
    const facts = supply.take(400)
    ledger.sending(facts)
    const answer = await send(house, house.servers[0]?.url as string, facts).catch((error: Error) => ({ status: 0, text: error.message }))
    if (answer.status === 200) ledger.acknowledged(facts)
    return answer
  }
  const codesFound = async (): Promise<string[]> => {
    const report = await examine({ settings: readSettings({ TROTH_DATA: house.data }), now: Date.now, onProgress: () => undefined, patience_ms: 0 })
    return report.checks.flatMap(({ findings }) => findings.map(({ code }) => code))
  }
  try {
    await house.start()
    expect((await sendOne()).status).toBe(200)
    expect(await codesFound()).toContain('disk_low')
    await house.visit(({ pool }) => beginSegment(pool))
    await disk.fill(3)
    const refused: Answer[] = []
    for (let i = 0; i < 60 && refused.length < 5; i++) {
      const answer = await sendOne()
      if (answer.status !== 200) refused.push(answer)
    }
    expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['507 disk_full']))
    expect(await codesFound()).toEqual(expect.arrayContaining(['disk_full', 'look_failed']))
    const file = join(tmpdir(), `troth-full-${process.pid}.ndjson`)
    const facts = supply.take(20_000)
    await writeFile(file, facts.map((fact) => `${JSON.stringify(sent(fact))}\n`).join(''))
    const broken = await house.run(['import', file]).done
    expect([broken.code, broken.err.trim().split('\n').slice(-2)]).toEqual([1, ['The disk that holds the database is full.', '  Make room, and try again. What was acknowledged before is safe; what was refused now did not come in.']])
    await disk.makeRoom()
    // Where the log itself had no room, PostgreSQL stopped; it is started again by itself, and until then says to try again.
    await vi.waitFor(async () => expect((await sendOne()).status).toBe(200), { timeout: 60_000, interval: 500 })
    ledger.sending(facts)
    expect((await house.run(['import', file]).done).code).toBe(0)
    ledger.acknowledged(facts)
    const verdict = await verify(house, ledger)
    expect({ ...verdict, acknowledged: 0, findings: verdict.findings.filter((finding) => !finding.startsWith('disk_low')) }).toEqual({ acknowledged: 0, lost: [], twice: [], announced: [], findings: [] })
  } finally {
    await house.close()
  }
}, 120_000)
