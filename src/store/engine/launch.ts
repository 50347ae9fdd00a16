import { spawn } from 'node:child_process'
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '#contract/refusals.ts'
import { environment } from './account.ts'
import { findBinaries, type Binaries } from './binaries.ts'
import { beside, giveTo, type Home } from './home.ts'
import { buryStale, runningOver } from './postmaster.ts'
import { keepSocket, leaveSocket, socketFolder, type SocketFolder } from './socket.ts'
import { configuration, SEES_ITSELF } from './tuning.ts'

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
async function listening(home: Home): Promise<{ socket: SocketFolder | null; args: readonly string[] }> {
  const socket = process.platform === 'win32' ? null : await socketFolder(home)
  const args = ['-c', `listen_addresses=${socket ? '' : '127.0.0.1'}`, '-c', `unix_socket_directories=${socket?.folder ?? ''}`, '-c', 'unix_socket_permissions=0700']
  return { socket, args: [...args, '-p', String(socket ? 5432 : await freePort())] }
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
/** As the system says it; without room to write, what was broken off cannot be mended at the start. */
const NO_ROOM = /No space left on device|Disk quota exceeded/

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
  const { socket, args } = await listening(home)
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
    if (running?.pid === child.pid && running?.status === 'ready') {
      if (socket) await keepSocket(home, socket)
      return 'ready'
    }
    const end = await Promise.race([ended, sleep(5)])
    if (end === undefined) continue
    const said = (await readFile(home.log)).subarray(log.from).toString().trim()
    const passing = PASSING.test(said) || running !== undefined
    // Whoever was quicker may be about to use a folder that both know of.
    if (socket && (!passing || socket.fresh)) await leaveSocket(socket.folder)
    if (passing) return 'again'
    if (NO_ROOM.test(said)) throw new Refused({ code: 'disk_full' })
    throw new Refused({ code: 'database_unreachable', values: { place: home.folder, reason: said.split('\n').slice(-4).join(' ') || end } })
  }
}
