import { chmod, lstat, mkdtemp, readFile, rename, rmdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beside, giveTo, unusable, type Home } from './home.ts'
import { buryStale, type Postmaster } from './postmaster.ts'

/** A socket's path may have 107 bytes (103 on a Mac), so it never lies in the data folder. */
const SOCKET_NAME = '/.s.PGSQL.5432'
const MOST_BYTES = 103

/** Where the socket of a database is to lie. */
export interface SocketFolder {
  readonly folder: string
  /** Nobody else knows of it yet. */
  readonly fresh: boolean
}

const noteOf = (home: Home): string => join(home.folder, 'socket')
/** Which folder the note was written in, by its number. */
const ownerOf = (home: Home): string => join(home.folder, 'socket-of')
const numberOf = async (home: Home): Promise<string> => String((await stat(home.folder)).ino)
const read = async (file: string): Promise<string> => (await readFile(file, 'utf8').catch(() => '')).trim()

/** The folder that was noted for this home; none where the note came with a copy of another: two databases at one socket would answer for each other. */
async function noted(home: Home): Promise<string> {
  const owner = await read(ownerOf(home))
  return owner === '' || owner === (await numberOf(home)) ? read(noteOf(home)) : ''
}

async function note(home: Home, folder: string): Promise<void> {
  for (const [file, text] of [[noteOf(home), folder], [ownerOf(home), await numberOf(home)]] as const) {
    const making = beside(file)
    await writeFile(making, text, { mode: 0o600 })
    await rename(making, file)
  }
}

/** Made beside and renamed, so that nobody finds it half made. */
async function make(home: Home, name: string): Promise<string | undefined> {
  const folder = await mkdtemp(name).catch(() => undefined)
  if (folder === undefined) return undefined
  await chmod(folder, 0o700)
  await giveTo(home, folder)
  return folder
}

const MOST_LOOKS = 100

/** Whether a folder is there and nobody else's; made again where it is missing, and looked at again, since whoever leaves this moment takes it away. */
async function isThere(home: Home, folder: string): Promise<boolean> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const found = await lstat(folder).catch(() => undefined)
    if (found) return found.isDirectory() && (found.mode & 0o077) === 0 && found.uid === (home.account.uid ?? process.getuid?.())
    const making = await make(home, `${folder}.`)
    if (making !== undefined) await rename(making, folder).catch(() => rmdir(making))
  }
  return false
}

/**
 * The folder of this home's socket: private, short, and the same at every start, also when it was cleared away, so that whoever knows where the database
 * was finds it there again.
 */
export async function socketFolder(home: Home): Promise<SocketFolder> {
  const before = await noted(home)
  if (before !== '' && (await isThere(home, before))) {
    await buryStale(home, `${before}${SOCKET_NAME}.lock`)
    return { folder: before, fresh: false }
  }
  for (const parent of ['/tmp', tmpdir()]) {
    const folder = await make(home, join(parent, 'troth-'))
    if (folder === undefined || Buffer.byteLength(folder + SOCKET_NAME) > MOST_BYTES) continue
    await note(home, folder)
    return { folder, fresh: true }
  }
  throw unusable('/tmp', 'no folder for a socket')
}

/** Notes the folder of a database that runs now: of several that began at once, each with a folder of its own, another may have noted its own last. */
export async function keepSocket(home: Home, { folder }: SocketFolder): Promise<void> {
  if ((await noted(home)) !== folder || (await read(ownerOf(home))) === '') await note(home, folder)
}

/** Removes a folder for a socket, unless there is one in it: the server of another Troth is then there. */
export async function leaveSocket(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}

/** Whether the way into a running database is gone: somebody cleared the temporary folder, and nobody can come in any more. */
export async function isWalledUp({ host, port }: Postmaster): Promise<boolean> {
  if (!host.startsWith('/')) return false
  return lstat(join(host, `.s.PGSQL.${port}`)).then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ENOENT')
}
