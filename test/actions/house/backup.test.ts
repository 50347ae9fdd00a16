import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { checkBackup } from '#actions/house/backup/check-backup.ts'
import { sealed } from '#actions/house/backup/manifest.ts'
import { restoreBackup } from '#actions/house/backup/restore-backup.ts'
import { writeBackup } from '#actions/house/backup/write-backup.ts'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { checkSession } from '#actions/house/access/check-session.ts'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { checkKey } from '#actions/house/check-key.ts'
import { checkHistories } from '#actions/house/doctor/check-histories.ts'
import { checkCompany, checkCustomers, checkTellings } from '#actions/house/doctor/check-house.ts'
import { checkMigrations, checkSchema } from '#actions/house/doctor/check-schema.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readMap } from '#actions/map/read-map.ts'
import { retell } from '#actions/relationship/retell.ts'
import type { BackupManifest } from '#contract/house/backup.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { beginTelling, dropTelling, oldTellings } from '#store/relationship/tellings.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { PASSWORD, tokenOf, valueOf } from '#test/api/callers.ts'
import { SETTINGS } from '#test/cli/cli-here.ts'
import { END, houseWithSample } from '#test/cli/sample-here.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { testDatabase } from '#test/setup/database.ts'
import { counters, wholeHouse } from './whole-house.ts'

const scratch = await mkdtemp(join(tmpdir(), 'troth-backup-'))
afterAll(() => rm(scratch, { recursive: true, force: true }))
const folder = (name: string): string => join(scratch, name)

const MIGRATIONS = join(import.meta.dirname, '../../../src/store/migrations')
const PLANTED = `
  create table planted (n bigint primary key generated always as identity, import integer references import, word text, heart real, share double precision, raw bytea, body json, twice bigint generated always as (n * 2) stored);
  insert into planted (word) values ('put there by the migration itself')`

/** The migrations of this house, and one more. */
async function withOneMore(): Promise<string> {
  const to = await mkdtemp(join(scratch, 'migrations-'))
  await cp(MIGRATIONS, to, { recursive: true })
  const next = String((await readdir(to)).length + 1).padStart(3, '0')
  await writeFile(join(to, `${next}-planted.sql`), PLANTED)
  return to
}

const codesOf = (result: { ok: boolean; refusals?: readonly { code: string; values?: object }[] }): unknown => result.refusals?.map(({ code, values }) => [code, values]) ?? 'ok'

const lived = await testDatabase()
const ctx = await houseWithSample(lived.pool, 60)
const migrations = await withOneMore()
await migrate(lived.pool, migrations)
await lived.pool.query(`insert into planted (word, heart, share, raw, body) select 'tab	newline
 backslash \\ null \\N ' || i, 1e-7 * i, 0.1 + i, decode('00ff', 'hex'), '{"a": 1,  "a": 2}' from generate_series(1, 50) i`)
await retell(ctx)
const key = await makeKey(ctx, { name: 'till' })
const manifest = await writeBackup(ctx, { folder: folder('one'), version: '1.2.3' })
// The telling before the current one is not kept: without it the house is what a backup must bring back.
for (const old of await oldTellings(lived.pool)) await dropTelling(lived.pool, old)
const before = await wholeHouse(lived.pool)

test('a backup is a private folder with a file for each table, and whole', async () => {
  if (!manifest.ok) throw new Error(JSON.stringify(manifest))
  const { tables, troth, migrations: had } = manifest.value
  expect([troth, had.at(-1)?.name]).toEqual(['1.2.3', expect.stringMatching(/planted/) as string])
  expect((await readdir(folder('one'))).toSorted()).toEqual([...tables.map(({ file }) => file), 'manifest.json'].toSorted())
  expect(tables.find(({ name }) => name === 'planted')).toMatchObject({ rows: 51, columns: ['n', 'import', 'word', 'heart', 'share', 'raw', 'body'] })
  for (const name of ['', ...(await readdir(folder('one')))]) expect((await stat(join(folder('one'), name))).mode & 0o077).toBe(0)
  expect(await checkBackup(folder('one'))).toMatchObject({ ok: true })
})

test('restored into an empty house, every table, counter, key and index is what it was, a table that came later too', async () => {
  const { pool } = await testDatabase()
  await migrate(pool, migrations)
  const other = contextOf(pool, END)
  await openHouse(other)
  expect(await restoreBackup(other, { folder: folder('one'), replace: false, migrations })).toMatchObject({ ok: true, value: { left_out: [], migrated: [] } })
  const after = await wholeHouse(pool)
  expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted())
  expect(Object.keys(after).length).toBeGreaterThan(100)
  for (const [name, rows] of Object.entries(after)) expect(rows, name).toBe(before[name])
  expect(await counters(pool)).toEqual(await counters(lived.pool))
  expect(await readMap(other, { by: 'unit' })).toEqual(await readMap(ctx, { by: 'unit' }))
  expect((await checkKey(other, key.ok ? key.value.key : '')).ok).toBe(true)
  await pool.query(`insert into planted (word) values ('next')`)
  expect((await pool.query(`select n, twice from planted where word = 'next'`)).rows).toEqual([{ n: 52, twice: 104 }])
  expect(await sendFacts(other, [sent(fact('purchase', 600, { customer: 'new', id: 'n1' }))])).toMatchObject([{ status: 'taken' }])
  expect((await retell(other)).telling).toBe(4)
})

test('a backup of an older version gets its own tables, and is then brought up to date', async () => {
  const old = await testDatabase()
  const there = contextOf(old.pool, END)
  await houseWithSample(old.pool, 20)
  expect(await writeBackup(there, { folder: folder('old'), version: '1.0.0' })).toMatchObject({ ok: true })
  const { pool } = await testDatabase()
  await migrate(pool, migrations)
  const here = contextOf(pool, END)
  await openHouse(here)
  expect(await restoreBackup(here, { folder: folder('old'), replace: false, migrations })).toMatchObject({ ok: true, value: { migrated: [expect.stringMatching(/planted/)] } })
  expect((await pool.query('select word from planted')).rows).toEqual([{ word: 'put there by the migration itself' }])
  expect(await toldBy(pool)).toEqual(await toldBy(old.pool))
})

describe('what cannot be restored is refused, and nothing is changed', async () => {
  const { pool } = await testDatabase()
  const own = contextOf(pool, END)
  await openHouse(own)
  await sendFacts(own, [sent(fact('purchase', 700, { customer: 'anna', id: 'a1' }))])
  await migrate(pool, migrations)
  const mine = await wholeHouse(pool)
  const refused = async (from: string, where = migrations): Promise<unknown> => codesOf(await restoreBackup(own, { folder: from, replace: true, migrations: where }))
  const spoiled = async (name: string, spoil: (at: string) => Promise<void>): Promise<string> => {
    await cp(folder('one'), folder(name), { recursive: true })
    await spoil(folder(name))
    return folder(name)
  }
  const edited = (change: (said: BackupManifest) => object) => async (at: string): Promise<void> => {
    const { sha256: _sum, ...said } = JSON.parse(await readFile(join(at, 'manifest.json'), 'utf8')) as BackupManifest
    await writeFile(join(at, 'manifest.json'), JSON.stringify(sealed({ ...said, ...change(said as BackupManifest) })))
  }

  test('folders that hold none, or one that is not whole', async () => {
    expect(await refused(folder('nowhere'))).toEqual([['backup_missing', { folder: folder('nowhere'), what: 'absent' }]])
    expect(await refused(scratch)).toEqual([['backup_missing', { folder: scratch, what: 'empty' }]])
    expect(await refused(await spoiled('gone', (at) => rm(join(at, 'fact.copy.zst'))))).toEqual([['backup_damaged', { file: 'fact.copy.zst', what: 'missing' }]])
    expect(await refused(await spoiled('short', (at) => truncate(join(at, 'fact.copy.zst'), 100)))).toEqual([['backup_damaged', { file: 'fact.copy.zst', what: 'short' }]])
    const flipped = await spoiled('flipped', async (at) => {
      const bytes = await readFile(join(at, 'span.copy.zst'))
      bytes[bytes.length >> 1]! ^= 1
      await writeFile(join(at, 'span.copy.zst'), bytes)
    })
    expect(await refused(flipped)).toEqual([['backup_damaged', { file: 'span.copy.zst', what: 'changed' }]])
    const said = await spoiled('said', async (at) => writeFile(join(at, 'manifest.json'), (await readFile(join(at, 'manifest.json'), 'utf8')).replace('"rows": 51', '"rows": 50')))
    expect(await refused(said)).toEqual([['backup_damaged', { file: 'manifest.json', what: 'changed' }]])
    expect(await refused(await spoiled('torn', (at) => truncate(join(at, 'manifest.json'), 300)))).toEqual([['backup_damaged', { file: 'manifest.json', what: 'changed' }]])
  })

  test('one whose rows are other than it says, found only in the middle', async () => {
    expect(await refused(await spoiled('fewer', edited(({ tables }) => ({ tables: tables.map((table) => (table.name === 'telling' ? { ...table, rows: 2 } : table)) }))))).toEqual([
      ['backup_damaged', { file: 'telling.copy.zst', what: 'changed' }],
    ])
  })

  test('one whose sums are right and whose files are not', async () => {
    const resealed = (file: string, bytes: Buffer) => spoiled(`resealed-${bytes.length}`, async (at) => {
      await writeFile(join(at, file), bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await edited(({ tables }) => ({ tables: tables.map((table) => (table.file === file ? { ...table, file_bytes: bytes.length, sha256 } : table)) }))(at)
    })
    for (const bytes of [Buffer.from('no Zstandard'), zstdCompressSync(Buffer.from('x\ty\n')), zstdCompressSync(Buffer.from('1\n'.repeat(10)))])
      expect(await refused(await resealed('policy.copy.zst', bytes))).toEqual([['backup_damaged', { file: 'policy.copy.zst', what: 'changed' }]])
  })

  test('one of a newer Troth, or of another', async () => {
    expect(await refused(folder('one'), MIGRATIONS)).toEqual([['backup_too_new', expect.objectContaining({ found: expect.stringMatching(/Troth 1\.2\.3, .*planted/) as string })]])
    expect(await refused(await spoiled('format', edited(() => ({ format: 2 }))))).toEqual([['backup_too_new', { found: 'format 2', expected: 'format 1' }]])
    const differs = await spoiled('differs', edited(({ migrations: had }) => ({ migrations: had.map((one) => ({ ...one, checksum: one.number === 2 ? 'f'.repeat(64) : one.checksum })) })))
    expect(await refused(differs)).toEqual([['backup_differs', { found: '002-relationship.sql', troth: '1.2.3' }]])
  })

  test('into a house with a history, unless it may be replaced; while something is imported, not even then', async () => {
    expect(codesOf(await restoreBackup(own, { folder: folder('one'), replace: false, migrations }))).toEqual([['house_not_empty', { name: 'My company' }]])
    const importing = await pool.connect()
    await importing.query('select pg_advisory_lock(7420003, 17)')
    expect(await refused(folder('one'))).toEqual([['import_busy', { id: 17 }]])
    await importing.query('select pg_advisory_unlock(7420003, 17)')
    importing.release()
  })

  test('and all of that left everything as it was', async () => {
    expect(await wholeHouse(pool)).toEqual(mine)
    expect(await refused(folder('one'))).toBe('ok')
    expect((await pool.query(`select from customer where key = 'anna'`)).rowCount).toBe(0)
  })
})

test('who was erased after a backup stays erased when it is restored, and so does who came and went since', async () => {
  const { pool } = await testDatabase()
  const here = contextOf(pool, on(800))
  await openHouse(here)
  const buys = (customer: string): Promise<unknown> => sendFacts(here, [sent(fact('purchase', 700, { customer, id: customer }))])
  for (const customer of ['anna', 'bo', 'cai']) await buys(customer)
  await mergeCustomers(here, { key: 'bo', other: 'bo@web' })
  expect(await writeBackup(here, { folder: folder('erasing'), version: '1' })).toMatchObject({ ok: true })
  await buys('dan')
  for (const key of ['bo', 'dan']) expect(await eraseCustomer(here, { key, confirmed: key })).toMatchObject({ ok: true })
  expect(await restoreBackup(here, { folder: folder('erasing'), replace: true })).toMatchObject({ ok: true, value: { erased_again: 1 } })
  expect((await pool.query('select key from customer order by key')).rows).toEqual([{ key: 'anna' }, { key: 'cai' }])
  for (const customer of ['bo', 'bo@web', 'dan']) expect(await buys(customer), customer).toMatchObject([{ status: 'refused', refusals: [{ code: 'customer_erased' }] }])
  expect(await buys('anna')).toMatchObject([{ status: 'known' }])
  const elsewhere = contextOf((await testDatabase()).pool, on(800))
  await openHouse(elsewhere)
  expect(await restoreBackup(elsewhere, { folder: folder('erasing'), replace: false })).toMatchObject({ ok: true, value: { erased_again: 0 } })
})

test('what was open when a backup was written does not open again by it', async () => {
  const { pool } = await testDatabase()
  const here = contextOf(pool, on(800))
  await openHouse(here)
  const link = (): Promise<string> => makeOwnerLink(here).then(tokenOf)
  const join = async (email: string): Promise<string> => valueOf(await useLink(here, { link: await link(), name: 'x', email, password: PASSWORD })).token
  const [stays, goes] = [await join('stays@troth.example'), await join('goes@troth.example')]
  const [kept, revoked, waiting] = [valueOf(await makeKey(here, { name: 'kept' })), valueOf(await makeKey(here, { name: 'revoked' })), await link()]
  expect(await writeBackup(here, { folder: folder('doors'), version: '1' })).toMatchObject({ ok: true })
  await revokeKey(here, revoked.id)
  valueOf(await changeAccount(here, valueOf(await checkSession(here, goes)).session?.account.id ?? '', { disabled: true }))
  expect(await restoreBackup(here, { folder: folder('doors'), replace: true })).toMatchObject({ ok: true })
  const opens = async (email: string): Promise<boolean> => (await signIn(here, { email, password: PASSWORD, address: '' })).ok
  expect([(await checkKey(here, kept.key)).ok, (await checkKey(here, revoked.key)).ok, await opens('stays@troth.example'), await opens('goes@troth.example')]).toEqual([true, false, true, false])
  expect([(await checkSession(here, stays)).ok, (await checkSession(here, goes)).ok, (await lookAtLink(here, waiting)).ok]).toEqual([false, false, false])
})

test('a backup takes an empty folder and no other, leaves nothing where it fails, and no telling in the making', async () => {
  expect(codesOf(await writeBackup(ctx, { folder: folder('one'), version: '1' }))).toEqual([['backup_present', { folder: folder('one') }]])
  expect(codesOf(await writeBackup(ctx, { folder: join(folder('one'), 'manifest.json', 'below'), version: '1' }))).toEqual([['backup_unwritable', expect.anything()]])
  const id = await beginTelling(lived.pool, 1, 1, 0, 0)
  await lived.pool.query(`insert into pending select $1, customer from customer limit 3`, [id])
  const written = await writeBackup(ctx, { folder: folder('making'), version: '1' })
  expect(written.ok && written.value.tables.filter(({ name }) => name === 'pending' || name === 'telling' || /_\d+$/.test(name)).map(({ name, rows }) => [name, rows])).toEqual([['pending', 0], ['telling', 1]])
  expect((await readdir(scratch)).filter((name) => name.includes('.part-'))).toEqual([])
})

test('a backup that is given up, or that the disk has no room for, ends at once, leaves nothing, and its connection is not used again', async () => {
  // More than fits into what is on its way: only then does a copy that is left wait for its reader.
  await lived.pool.query(`insert into planted (word) select repeat(md5(i::text), 20) from generate_series(1, 20000) i`)
  for (const name of ['one-more', 'full']) {
    const stop = new AbortController()
    const failing = writeBackup(ctx, { folder: folder(name), version: '1', signal: stop.signal, onProgress: ({ done }) => {
      if (done < 10_000) return
      if (name === 'full') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      stop.abort(new Error('Ctrl-C'))
    } })
    if (name === 'full') expect(codesOf(await failing)).toEqual([['backup_unwritable', { folder: folder(name), reason: 'no space left on device' }]])
    else await expect(failing).rejects.toThrow('aborted')
    expect((await readdir(scratch)).filter((left) => left.startsWith(name))).toEqual([])
  }
  const answers = await Promise.all(Array.from({ length: 20 }, () => lived.pool.query('select 1 as n')))
  expect(answers).toHaveLength(20)
}, 20_000)

describe('while others are at work', () => {
  test('a backup is one moment: its facts and its map agree, and nobody was kept waiting', async () => {
    const busy = await testDatabase()
    const server = await houseWithSample(busy.pool, 40)
    const over = new AbortController()
    let taken = 0
    const sender = (async () => {
      for (let i = 0; !over.signal.aborted; i++) taken += (await sendFacts(server, [sent(fact('purchase', 600 + (i % 9), { customer: `w${i % 20}`, id: `w${i}` }))])).filter(({ status }) => status === 'taken').length
    })()
    const several = []
    for (let i = 0; i < 3; i++) several.push(await writeBackup(server, { folder: folder(`busy${i}`), version: '1' }))
    over.abort()
    await sender
    expect(taken).toBeGreaterThan(3)
    const { pool } = await testDatabase()
    const there = contextOf(pool, END)
    await openHouse(there)
    for (const [i, made] of several.entries()) {
      expect(made.ok).toBe(true)
      expect(codesOf(await restoreBackup(there, { folder: folder(`busy${i}`), replace: true }))).toBe('ok')
      const { spans, months } = await toldBy(pool)
      await retell(there)
      const anew = await toldBy(pool)
      expect(anew.months).toEqual(months)
      expect(anew.spans.length).toBe(spans.length)
    }
  }, 60_000)

  test('who writes while a house is restored waits, is told to come again, or writes into the new one', async () => {
    const { pool, connection } = await testDatabase()
    const here = contextOf(pool, on(800))
    await openHouse(here)
    const elsewhere = openPool({ connection })
    const there = contextOf(elsewhere, on(800))
    const over = new AbortController()
    const sender = (async () => {
      const taken: string[] = []
      for (let i = 0; !over.signal.aborted || i < 40; i++) {
        const customer = `late${i}`
        const answer = await sendFacts(there, [sent(fact('purchase', 700, { customer, id: customer }))]).catch((error: Error) => error)
        if (answer instanceof Error) expect(answer.message).toMatch(/^unavailable/)
        else taken.push(customer)
        await readMap(there, {})
      }
      return taken
    })()
    expect(codesOf(await restoreBackup(here, { folder: folder('old'), replace: true }))).toBe('ok')
    over.abort()
    const taken = await sender
    await elsewhere.end()
    const { rows } = await pool.query<{ key: string; orders: number }>(`select key, orders from standing join customer using (customer) where key like 'late%'`)
    expect(rows.length).toBeGreaterThan(0)
    const survived = new Set(rows.map(({ key: name }) => name))
    expect(taken.slice(taken.findIndex((name) => survived.has(name))).every((name) => survived.has(name))).toBe(true)
    const told = await toldBy(pool)
    await retell(here)
    expect((await toldBy(pool)).months).toEqual(told.months)
  }, 60_000)
})

test('a restoring that is killed leaves everything as it was, and the next one does it', async () => {
  const { pool, connection } = await testDatabase()
  const here = contextOf(pool, END)
  await openHouse(here)
  await sendFacts(here, [sent(fact('purchase', 700, { customer: 'anna', id: 'a1' }))])
  const mine = await wholeHouse(pool)
  let undone = 0
  for (let kill = 0; kill < 6; kill++) {
    const running = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'restore-child.ts'), folder('old'), JSON.stringify(connection)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(running, 'exit')
    await once(running.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, 30 + kill * 60))
    running.kill('SIGKILL')
    await ended
    if ((await pool.query(`select from audit where what = 'house.restored'`)).rowCount) break
    expect(await wholeHouse(pool)).toEqual(mine)
    undone++
  }
  expect(undone).toBeGreaterThan(0)
  expect(codesOf(await restoreBackup(here, { folder: folder('old'), replace: true }))).toBe('ok')
  expect((await pool.query(`select from pg_namespace where nspname = 'troth_restoring'`)).rowCount).toBe(0)
  const subject = { pool, now: here.now, settings: SETTINGS, onProgress: () => undefined, patience_ms: 0 }
  for (const look of [checkMigrations, checkSchema, checkCompany, checkTellings, checkCustomers, checkHistories]) expect((await look(subject)).findings, look.name).toEqual([])
}, 60_000)
