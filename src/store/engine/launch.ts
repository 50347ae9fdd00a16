import { spawn } from 'node:child_process'
import { chmod, chown, lstat, mkdtemp, open, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '#contract/refusals.ts'
import { environment } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { unusable, type Home } from './home.ts'
import { buryStale, runningOver } from './postmaster.ts'
import { configuration, SEES_ITSELF } from './tuning.ts'

/** A socket's path may have 107 bytes (103 on a Mac), so it never lies in the data folder. */
const SOCKET_NAME = '/.s.PGSQL.5432'
const MOST_BYTES = 103

async function giveTo(home: Home, path: string): Promise<void> {
  if (home.account.uid !== undefined) await chown(path, home.account.uid, home.account.gid ?? home.account.uid)
}

/** The folder of this home's socket: private, short, and the same at every start as long as nobody clears it away. */
async function socketFolder(home: Home): Promise<string> {
  const note = join(home.folder, 'socket')
  const before = (await readFile(note, 'utf8').catch(() => '')).trim()
  const made = before === '' ? undefined : await lstat(before).catch(() => undefined)
  if (made?.isDirectory() && (made.mode & 0o077) === 0 && made.uid === (home.account.uid ?? process.getuid?.())) return before
  for (const parent of ['/tmp', tmpdir()]) {
    const folder = await mkdtemp(join(parent, 'troth-')).catch(() => undefined)
    if (folder === undefined || Buffer.byteLength(folder + SOCKET_NAME) > MOST_BYTES) continue
    await chmod(folder, 0o700)
    await giveTo(home, folder)
    await writeFile(`${note}.${process.pid}`, folder, { mode: 0o600 })
    await rename(`${note}.${process.pid}`, note)
    return folder
  }
  throw unusable('/tmp', 'no folder for a socket')
}

/** Removes the folder of the socket once nothing is in it. */
export async function leaveSocket(home: Home): Promise<void> {
  const folder = (await readFile(join(home.folder, 'socket'), 'utf8').catch(() => '')).trim()
  if (folder !== '') await rmdir(folder).catch(() => undefined)
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

async function listening(home: Home): Promise<readonly string[]> {
  const at = process.platform === 'win32' ? ['127.0.0.1', '', await freePort()] as const : ['', await socketFolder(home), 5432] as const
  return ['-c', `listen_addresses=${at[0]}`, '-c', `unix_socket_directories=${at[1]}`, '-c', 'unix_socket_permissions=0700', '-p', String(at[2])]
}

async function writeConfiguration(home: Home): Promise<void> {
  const file = join(home.data, 'postgresql.conf')
  const making = `${file}.${process.pid}`
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
  const args = ['-D', where, ...await listening(home)]
  const log = await openLog(home)
  const child = spawn(binaries.postgres, args, { ...home.account, cwd: home.data, env: environment(), detached: true, windowsHide: true, stdio: ['ignore', log.fd, log.fd] })
  let ended: string | undefined
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code, signal) => (ended = `exit ${String(code ?? signal)}`))
  child.unref()
  await log.close()
  while (ended === undefined) {
    const running = await runningOver(home)
    if (running?.pid === child.pid && running?.status === 'ready') return 'ready'
    await sleep(5)
  }
  const said = (await readFile(home.log)).subarray(log.from).toString().trim()
  if (PASSING.test(said) || (await runningOver(home))) return 'again'
  throw new Refused({ code: 'database_unreachable', values: { place: home.folder, reason: said.split('\n').slice(-4).join(' ') || ended } })
}

/** Forgets a home for good: for databases that were thrown away. */
export async function removeHome(home: Home): Promise<void> {
  await leaveSocket(home)
  await rm(home.folder, { recursive: true, force: true })
}
