import { link, readFile, readlink, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beside, type Home } from './home.ts'
import { alive, statusOf } from './processes.ts'

/** What `postmaster.pid` says of the PostgreSQL that runs over a folder. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** The folder of its socket, or the address it listens on. */
  readonly host: string
  readonly status: 'starting' | 'ready' | 'stopping'
  /** The text of the file, to see whether it is still the same one. */
  readonly text: string
}

const fileOf = (home: Home): string => join(home.data, 'postmaster.pid')

function parse(text: string): Postmaster {
  const lines = text.split('\n').map((line) => line.trim())
  const status = lines[7] === 'ready' ? 'ready' : lines[7] === 'stopping' ? 'stopping' : 'starting'
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), host: lines[4] || lines[5] || '', status, text }
}

/**
 * Whether process `pid` is the PostgreSQL of this home. A number alone says nothing: after a crash or a restart of the machine
 * it may belong to any program, or to a dead one that nobody has buried.
 */
export async function isOf(home: Home, pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid)) return false
  if (process.platform !== 'linux') return true
  if (statusOf(pid)?.program !== 'postgres') return false
  const here = await stat(home.data)
  // In a container root may not look at the folder of another's process; then the name of the program has to do.
  const there = await readlink(`/proc/${pid}/cwd`).then(() => stat(`/proc/${pid}/cwd`)).catch(() => undefined)
  return there === undefined || (there.dev === here.dev && there.ino === here.ino)
}

/** The PostgreSQL that runs over this home, if one does. */
export async function runningOver(home: Home): Promise<Postmaster | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const postmaster = parse(text)
  return (await isOf(home, postmaster.pid)) ? postmaster : undefined
}

/**
 * Takes away a lock file (`postmaster.pid`, or that of the socket) that no PostgreSQL of this home stands behind. PostgreSQL
 * takes such a file for a running server when its number now belongs to another of the account's processes, or to a dead one that
 * is not buried. Moved aside first, then judged, so that the file of a server that another Troth started this moment is put
 * back. (Two servers over one folder are impossible even so: PostgreSQL also looks for the shared memory of the other.)
 */
export async function buryStale(home: Home, file: string = fileOf(home)): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined || (await isOf(home, parse(text).pid))) return
  if (text === '' && Date.now() - (await stat(file)).mtimeMs < 2000) return // being written
  const aside = beside(file)
  try {
    await rename(file, aside)
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, file)
    await unlink(aside)
  } catch {
    // another Troth is at the same work
  }
}
