import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, stat, writeFile, chown } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, end, holder, isRunning, open, postmasterOf, startHolder, until, visits } from './troths.ts'

const isRoot = process.getuid?.() === 0

test('a first start makes the database, a second one finds it, and nothing is left when it is closed', async () => {
  const data = await dataFolder()
  const first = await open(data)
  await first.pool.query('create table visit as select 1 as n')
  const pid = await postmasterOf(data)
  const { host = '' } = first.database.connection
  await first.close()
  expect(await isRunning(pid)).toBe(false)
  await expect(stat(host)).rejects.toThrow('ENOENT')
  const started = performance.now()
  const second = await open(data)
  expect(await visits(second.pool)).toBe(1)
  expect(performance.now() - started).toBeLessThan(3000)
  await second.close()
})

test('it is kept to its owner: a private folder, a private socket, and no way in without the password', async () => {
  const data = await dataFolder()
  const { database, close } = await open(data)
  const { host = '', ...rest } = database.connection
  for (const path of [join(data, 'pg'), join(data, 'pg/data'), join(data, 'pg/password'), host]) expect((await stat(path)).mode & 0o077).toBe(0)
  for (const user of ['troth', 'keeper']) {
    await expect(new pg.Client({ host, ...rest, user, password: 'guessed' }).connect()).rejects.toThrow('password authentication failed')
  }
  const hba = (await readFile(join(data, 'pg/data/pg_hba.conf'), 'utf8')).split('\n').filter((line) => /^\w/.test(line))
  expect(new Set(hba.map((line) => line.split(/\s+/).at(-1)))).toEqual(new Set(['scram-sha-256']))
  await close()
})

test('it is set up as Troth wants it, durable and in UTC, and own.conf wins', async () => {
  const data = await dataFolder()
  const read = async (names: readonly string[]): Promise<unknown> => {
    const { pool, close } = await open(data, { durable: true })
    const { rows } = await pool.query(`select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`)
    await close()
    return rows[0]
  }
  expect(await read(['fsync', 'synchronous_commit', 'full_page_writes', 'timezone', 'server_encoding', 'jit', 'listen_addresses', 'max_wal_size'])).toEqual({
    fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', timezone: 'UTC', server_encoding: 'UTF8', jit: 'off', listen_addresses: '', max_wal_size: '4GB',
  })
  await writeFile(join(data, 'pg/data/own.conf'), "work_mem = '5MB'\n")
  expect(await read(['work_mem'])).toEqual({ work_mem: '5MB' })
})

test('a second Troth joins the running database, and the last one out stops it', async () => {
  const data = await dataFolder()
  const first = await holder(data)
  const pid = await postmasterOf(data)
  const second = await holder(data)
  expect(await postmasterOf(data)).toBe(pid)
  await end(first, 'SIGINT')
  expect(await isRunning(pid)).toBe(true)
  await end(second, 'SIGINT')
  expect(await isRunning(pid)).toBe(false)
})

test('two data folders run side by side', async () => {
  const [one, other] = await Promise.all([open(await dataFolder()), open(await dataFolder())])
  expect(one.database.connection.host).not.toBe(other.database.connection.host)
  await Promise.all([one.close(), other.close()])
})

test('many that come and go at once all get the one database, and none is left running', async () => {
  const data = await dataFolder()
  const pids = new Set<number | undefined>()
  const visit = async (i: number): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      const { pool, close } = await open(data)
      await pool.query('create table if not exists visit (n integer)').catch(() => undefined) // two at once clash on the name
      await pool.query('insert into visit values ($1)', [i])
      pids.add(await postmasterOf(data))
      await close()
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, i) => visit(i)))
  for (const pid of pids) expect(await isRunning(pid)).toBe(false)
  const after = await open(data)
  expect(await visits(after.pool)).toBe(24)
  await after.close()
}, 60_000)

test('Ctrl-C reaches the whole process group, and the database still shuts down in order', async () => {
  const data = await dataFolder()
  await end(await holder(data), 'SIGINT')
  const log = await readFile(join(data, 'pg/log'), 'utf8')
  expect(log).toContain('database system is shut down')
  expect(log).not.toMatch(/interrupted|not properly shut down/)
})

test('kill -9 of Troth leaves a database that the next one joins and stops', async () => {
  const data = await dataFolder()
  await end(await holder(data), 'SIGKILL')
  const pid = await postmasterOf(data)
  expect(await isRunning(pid)).toBe(true)
  const next = await open(data)
  expect(await postmasterOf(data)).toBe(pid)
  expect(await visits(next.pool)).toBe(1)
  await next.close()
  expect(await isRunning(pid)).toBe(false)
})

test('kill -9 of one of two does not keep the other from stopping the database', async () => {
  const data = await dataFolder()
  const [killed, other] = await Promise.all([holder(data), holder(data)])
  const pid = await postmasterOf(data)
  await end(killed, 'SIGKILL')
  await end(other, 'SIGTERM')
  expect(await isRunning(pid)).toBe(false)
})

test('kill -9 of the database under a running Troth: it comes back by itself, and what was written is there', async () => {
  const data = await dataFolder()
  const { pool, close } = await open(data, { durable: true })
  await pool.query('create table visit as select 1 as n')
  const pid = await postmasterOf(data)
  process.kill(pid ?? 0, 'SIGKILL')
  await until(async () => (await postmasterOf(data)) !== pid && (await visits(pool).catch(() => 0)) === 1, 'the database answers again')
  await close()
})

test('kill -9 of everything, and a start as if nothing had been', async () => {
  const data = await dataFolder()
  const troth = await holder(data)
  const pid = await postmasterOf(data)
  await end(troth, 'SIGKILL')
  process.kill(pid ?? 0, 'SIGKILL')
  const next = await open(data)
  expect(await visits(next.pool)).toBeGreaterThan(0)
  await next.close()
})

test('a socket folder that somebody cleared away: a running Troth gets its way in back, with the same address, and nothing is lost', async () => {
  const data = await dataFolder()
  const { database, pool, close } = await open(data, { durable: true })
  await pool.query('create table visit as select 1 as n')
  await rm(database.connection.host ?? '', { recursive: true })
  await pool.query('insert into visit values (2)') // over a connection from before
  const pid = await postmasterOf(data)
  await until(async () => (await postmasterOf(data)) !== pid && (await visits(pool).catch(() => 0)) === 2, 'the database has a socket again')
  await close()
}, 30_000)

test('a socket folder that is cleared away again and again under several Troths at once is always made at the same place', async () => {
  const data = await dataFolder()
  const troths = await Promise.all([open(data), open(data), open(data), open(data)])
  const host = troths[0]?.database.connection.host ?? ''
  for (let round = 0; round < 4; round++) {
    const pid = await postmasterOf(data)
    await rm(host, { recursive: true, force: true })
    const late = await open(data) // walled up, it stops what runs; everybody starts it again
    await until(async () => (await postmasterOf(data)) !== pid, 'another database runs')
    for (const { pool } of troths) await until(() => pool.query('select 1').then(() => true, () => false), 'each of them answers')
    expect(late.database.connection.host).toBe(host)
    await late.close()
  }
  for (const { close } of troths) await close()
}, 60_000)

test('a copy of a data folder is a database of its own: both run at once, each at its own socket', async () => {
  const [data, copy] = [await dataFolder(), await dataFolder()]
  const first = await open(data)
  await first.pool.query('create table visit as select 1 as n')
  await first.close()
  await cp(data, copy, { recursive: true, preserveTimestamps: true })
  if (isRoot) await giveAs(data, copy)
  const [original, other] = [await open(data), await open(copy)]
  await original.pool.query('insert into visit values (2)')
  expect([await visits(original.pool), await visits(other.pool), original.database.connection.host === other.database.connection.host]).toEqual([2, 1, false])
  for (const { close } of [original, other]) await close()
  const again = await open(data)
  expect([await visits(again.pool), again.database.connection.host]).toEqual([2, original.database.connection.host])
  await again.close()
})

/** Copies made by root belong to root: `cp -a` keeps whose they are. */
async function giveAs(from: string, to: string): Promise<void> {
  for (const name of ['.', ...(await readdir(from, { recursive: true }))]) {
    const { uid, gid } = await stat(join(from, name))
    await chown(join(to, name), uid, gid)
  }
}

test('a socket folder that was cleared away while nobody but the database ran: the next Troth comes in all the same', async () => {
  const data = await dataFolder()
  const troth = await holder(data)
  await end(troth, 'SIGKILL')
  await rm((await readFile(join(data, 'pg/socket'), 'utf8')).trim(), { recursive: true })
  const next = await open(data)
  expect(await visits(next.pool)).toBe(1)
  await next.close()
})

test('a postmaster.pid whose number now belongs to another program keeps nobody out', async () => {
  const data = await dataFolder()
  const troth = await holder(data)
  const pid = await postmasterOf(data)
  const { uid, gid } = await stat(join(data, 'pg/data'))
  const other = spawn('sleep', ['60'], isRoot ? { uid, gid } : {})
  onTestFinished(() => void other.kill())
  await end(troth, 'SIGKILL')
  process.kill(pid ?? 0, 'SIGKILL')
  await until(async () => !(await isRunning(pid)), 'the database is gone')
  const socket = (await readFile(join(data, 'pg/socket'), 'utf8')).trim()
  for (const file of [join(data, 'pg/data/postmaster.pid'), join(socket, '.s.PGSQL.5432.lock')]) {
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(other.pid)))
  }
  const next = await open(data)
  expect(await visits(next.pool)).toBe(1)
  await next.close()
  expect(other.exitCode).toBeNull()
})

test('an empty postmaster.pid, as a full disk leaves it, is waited out', async () => {
  const data = await dataFolder()
  await open(data).then(({ close }) => close())
  await writeFile(join(data, 'pg/data/postmaster.pid'), '')
  if (isRoot) await chown(join(data, 'pg/data/postmaster.pid'), (await stat(join(data, 'pg/data'))).uid, 0)
  await open(data).then(({ close }) => close())
})

test('kill -9 in the middle of the first start leaves half a database, which is cleared away', async () => {
  const data = await dataFolder()
  const troth = startHolder(data)
  await until(async () => (await readdir(data)).some((name) => name.startsWith('pg.new-')), 'initdb is at work')
  const ended = once(troth, 'exit')
  troth.kill('SIGKILL')
  await ended
  await mkdir(join(data, 'pg.new-999999999-abc/data'), { recursive: true })
  const next = await open(data)
  await next.pool.query('select 1')
  await next.close()
  await until(() => open(data).then(({ close }) => close()).then(() => readdir(data)).then((names) => names.length === 1), 'only the database is left')
})
