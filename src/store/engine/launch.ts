import { spawn } from 'node:child_process'
import { chmod, chown, lstat, mkdtemp, open, readFile, rename, rmdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '#contract/refusals.ts'
import { environment } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { beside, unusable, type Home } from './home.ts'
import { buryStale, runningOver, type Postmaster } from './postmaster.ts'
import { configuration, SEES_ITSELF } from './tuning.ts'

/** A socket's path may have 107 bytes (103 on a Mac), so it never lies in the data folder. */
const SOCKET_NAME = '/.s.PGSQL.5432'
const MOST_BYTES = 103

async function giveTo(home: Home, path: string): Promise<void> {
  if (home.account.uid !== undefined) await chown(path, home.account.uid, home.account.gid ?? home.account.uid)
}

const MOST_TRIES = 100

/**
 * The folder of this home's socket: private, short, and the same at every start, also when it was cleared away, so that whoever knows where the database
 * was finds it there again.
 */
async function socketFolder(home: Home): Promise<string> {
  const before = await notedFolder(home)
  for (let tries = 0; before !== '' && tries < MOST_TRIES; tries++) {
    const made = await lstat(before).catch(() => undefined)
    if (made?.isDirectory() && (made.mode & 0o077) === 0 && made.uid === (home.account.uid ?? process.getuid?.())) {
      await buryStale(home, `${before}${SOCKET_NAME}.lock`)
      return before
    }
    if (made) break // somebody else put something in its place
    await makeAgain(home, before) // and look again: whoever leaves this moment may take it away once more
  }
  for (const parent of ['/tmp', tmpdir()]) {
    const folder = await mkdtemp(join(parent, 'troth-')).catch(() => undefined)
    if (folder === undefined || Buffer.byteLength(folder + SOCKET_NAME) > MOST_BYTES) continue
    await chmod(folder, 0o700)
    await giveTo(home, folder)
    const making = beside(noteOf(home))
    await writeFile(making, folder, { mode: 0o600 })
    await rename(making, noteOf(home))
    return folder
  }
  throw unusable('/tmp', 'no folder for a socket')
}

const noteOf = (home: Home): string => join(home.folder, 'socket')
const notedFolder = async (home: Home): Promise<string> => (await readFile(noteOf(home), 'utf8').catch(() => '')).trim()

const isMissing = (path: string): Promise<boolean> => lstat(path).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT')

/** Made beside and renamed, so that nobody finds it half made. */
async function makeAgain(home: Home, folder: string): Promise<void> {
  const making = await mkdtemp(`${folder}.`).catch(() => undefined)
  if (making === undefined) return
  await giveTo(home, making)
  await rename(making, folder).catch(() => rmdir(making))
}

/** Whether the way into a running database is gone: somebody cleared the temporary folder, and nobody can come in any more. */
export async function isWalledUp({ host, port }: Postmaster): Promise<boolean> {
  if (!host.startsWith('/')) return false
  return isMissing(join(host, `.s.PGSQL.${port}`))
}

/** Removes a folder for a socket, unless there is one in it: the server of another Troth is then there. */
export async function leaveSocket(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}

/** Windows has no sockets that PostgreSQL and `pg` both know; there it listens on the loopback, on a port that is free. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Where PostgreSQL is to listen: a folder for its socket, or the loopback. */
async function listening(home: Home): Promise<{ folder: string; args: readonly string[] }> {
  const loopback = process.platform === 'win32'
  const folder = loopback ? '' : await socketFolder(home)
  const args = ['-c', `listen_addresses=${loopback ? '127.0.0.1' : ''}`, '-c', `unix_socket_directories=${folder}`, '-c', 'unix_socket_permissions=0700']
  return { folder, args: [...args, '-p', String(loopback ? await freePort() : 5432)] }
}

async function writeConfiguration(home: Home): Promise<void> {
  const file = join(home.data, 'postgresql.conf')
  const making = beside(file)
  await writeFile(making, configuration(home.options.durable !== false), { mode: 0o600 })
  await giveTo(home, making)
  await rename(making, file)
}

const MOST_LOG = 5 * 1024 * 1024

/** Opens the log to append to; a long one is set aside, and the one set aside before it goes. */
async function openLog(home: Home): Promise<{ fd: number; from: number; close(): Promise<void> }> {
  const size = await stat(home.log).then((log) => log.size, () => 0)
  if (size > MOST_LOG) await rename(home.log, `${home.log}.before`)
  const file = await open(home.log, 'a', 0o600)
  return { fd: file.fd, from: size > MOST_LOG ? 0 : size, close: () => file.close() }
}

/** A data folder is readable by its own major version alone. */
function checkMajor(home: Home, binaries: Binaries): void {
  if (home.major === binaries.major) return
  const code = home.major < binaries.major ? 'database_too_old' : 'database_too_new'
  throw new Refused({ code, values: { found: `PostgreSQL ${home.major}`, expected: `PostgreSQL ${binaries.major}`, place: home.folder } })
}

/** Another Troth started it at the same moment, or the processes of a killed one are still going. */
const PASSING = /lock file "|is another postmaster|pre-existing shared memory block/i

/**
 * Starts PostgreSQL over a home and waits until it takes connections, however long it must recover first. It gets a session
 * of its own: a Ctrl-C is for Troth, which then stops it in order. Says whether it is worth looking again where it ended at once.
 */
export async function launch(home: Home): Promise<'ready' | 'again'> {
  const binaries = await findBinaries(home.account, home.options.native)
  checkMajor(home, binaries)
  await buryStale(home)
  await writeConfiguration(home)
  const where = SEES_ITSELF ? '/proc/self/cwd' : home.data
  const { folder, args } = await listening(home)
  const log = await openLog(home)
  const child = spawn(binaries.postgres, ['-D', where, ...args], { ...home.account, cwd: home.data, env: environment(), detached: true, windowsHide: true, stdio: ['ignore', log.fd, log.fd] })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`exit ${String(code ?? signal)}`))
  })
  child.unref()
  await log.close()
  for (;;) {
    const running = await runningOver(home)
    if (running?.pid === child.pid && running?.status === 'ready') return 'ready'
    const end = await Promise.race([ended, sleep(5)])
    if (end === undefined) continue
    const said = (await readFile(home.log)).subarray(log.from).toString().trim()
    const passing = PASSING.test(said) || running !== undefined
    // Whoever was quicker may be about to use the folder that both know of.
    if (!passing || (await notedFolder(home)) !== folder) await leaveSocket(folder)
    if (passing) return 'again'
    throw new Refused({ code: 'database_unreachable', values: { place: home.folder, reason: said.split('\n').slice(-4).join(' ') || end } })
  }
}
