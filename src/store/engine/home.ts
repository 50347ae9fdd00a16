import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '#contract/refusals.ts'
import { accountFor, type Account } from './account.ts'
import { findBinaries } from './binaries.ts'
import type { EngineOptions, Place } from './database.ts'
import { alive } from './processes.ts'
import { run } from './run.ts'
import { SEES_ITSELF } from './tuning.ts'

/** The folder of one embedded database: `data` (PostgreSQL's), `password`, `log` and `socket` side by side. */
export interface Home {
  readonly folder: string
  readonly data: string
  readonly log: string
  readonly password: string
  readonly account: Account
  readonly major: number
  readonly options: EngineOptions
}

/** Who stops the database and counts its users; what Troth itself logs in as has no rights beyond its own database. */
export const KEEPER = 'keeper'

const PARTS = { data: 'data', log: 'log', password: 'password' } as const

/** A failure of the file system as something a person can act on. */
export function unusable(folder: string, error: unknown): Refused {
  return new Refused({ code: 'folder_unusable', values: { folder, reason: error instanceof Error ? error.message : String(error) } })
}

/** Hands a file or folder to the account that the database runs as. */
export async function giveTo({ account: { uid, gid } }: Pick<Home, 'account'>, path: string): Promise<void> {
  if (uid !== undefined) await chown(path, uid, gid ?? uid)
}

/** A name beside `file` that nobody else uses, for what then takes its place. */
export const beside = (file: string): string => `${file}.${randomBytes(6).toString('hex')}`

const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).length === 0

/** Runs initdb in a folder beside, which takes the real name only once it is whole: a cut-off initdb leaves no half database. */
async function make(folder: string, account: Account, options: EngineOptions): Promise<void> {
  const binaries = await findBinaries(account, options.native)
  const making = await mkdtemp(`${folder}.new-${process.pid}-`)
  try {
    const password = join(making, PARTS.password)
    const data = join(making, PARTS.data)
    await mkdir(data, { mode: 0o700 })
    await writeFile(password, randomBytes(32).toString('base64url'), { mode: 0o600 })
    if (account.uid !== undefined) for (const path of [making, data, password]) await chown(path, account.uid, account.gid ?? account.uid)
    const where = SEES_ITSELF ? '/proc/self/cwd' : data
    const locale = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
    const sync = options.durable === false ? ['--no-sync'] : []
    const pwfile = SEES_ITSELF ? '../password' : password
    const { code, output } = await run(binaries.initdb, ['-D', where, '-U', KEEPER, '--pwfile', pwfile, '-A', 'scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--text-search-config=simple', ...locale, ...sync], account, data)
    if (code !== 0) throw unusable(folder, output)
    await writeFile(join(data, 'own.conf'), '# Settings of PostgreSQL that you want otherwise than Troth has them.\n', { mode: 0o644 })
    await rename(making, folder)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (await isEmpty(folder)) throw error // else another Troth was quicker, and its database is as good
  }
}

/** A folder in which initdb works, with the number of the process that had it made. */
export const ABANDONED = /^pg\.new-(\d+)-/

/** Removes what a killed initdb left behind. */
async function sweep(data: string): Promise<void> {
  for (const name of await readdir(data)) {
    const pid = ABANDONED.exec(name)?.[1]
    if (pid === undefined || alive(Number(pid))) continue
    await rm(join(data, name), { recursive: true, force: true }).catch(() => undefined) // initdb outlives its Troth a little: next time
  }
}

/** The home of the embedded database, made on first use. */
export async function openHome(place: Place, options: EngineOptions): Promise<Home> {
  const folder = join(place.data, 'pg')
  try {
    await mkdir(place.data, { recursive: true })
    await sweep(place.data)
    const account = await accountFor(folder)
    if (await isEmpty(folder)) await make(folder, account, options)
    const of = (name: keyof typeof PARTS): string => join(folder, PARTS[name])
    const major = Number((await readFile(join(of('data'), 'PG_VERSION'), 'utf8')).trim())
    const password = (await readFile(of('password'), 'utf8')).trim()
    const { uid, gid } = await stat(of('data'))
    return { folder, data: of('data'), log: of('log'), password, account: account.uid === undefined ? {} : { uid, gid }, major, options }
  } catch (error) {
    throw error instanceof Refused ? error : unusable(place.data, error)
  }
}
