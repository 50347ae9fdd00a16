import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './database.ts'
import { ABANDONED } from './home.ts'
import { alive } from './processes.ts'

/** What can be seen of a data folder from outside, without opening its database. */
export interface FolderLook {
  /** Is there a database in it? */
  readonly present: boolean
  /** Bytes that are free to this account. */
  readonly free: number
  /** Those of our paths that others may look into, with their modes. */
  readonly open: readonly { readonly path: string; readonly mode: string }[]
  /** Those that belong to another account, where that keeps us out. */
  readonly foreign: readonly string[]
  /** What killed processes left. */
  readonly left: readonly string[]
}

const PRIVATE = ['pg', 'pg/data', 'pg/password'] as const
const SEEN_BY_OTHERS = 0o077

/** A file that was to take another's place and never did, because its maker died. */
const ASIDE = /\.[0-9a-f]{12}$/
const WRITTEN_MS = 60_000

/** Looks at a data folder; changes nothing. */
export async function lookAtFolder({ data }: Pick<Place, 'data'>): Promise<FolderLook> {
  // An empty folder is none: to open it would make a database in it.
  const inside = await readdir(join(data, 'pg')).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : undefined))
  if (inside?.length === 0) return { present: false, free: 0, open: [], foreign: [], left: [] }
  const { bsize, bavail } = await statfs(data)
  const ours = process.getuid?.()
  const open: { path: string; mode: string }[] = []
  const foreign: string[] = []
  for (const name of PRIVATE) {
    const path = join(data, name)
    const found = await stat(path).catch(() => undefined)
    if (!found || ours === undefined) continue // Windows has no such modes
    if (found.mode & SEEN_BY_OTHERS) open.push({ path, mode: (found.mode & 0o777).toString(8) })
    if (ours !== 0 && found.uid !== ours) foreign.push(path)
  }
  return { present: true, free: bsize * bavail, open, foreign, left: await leftIn(data) }
}

async function leftIn(data: string): Promise<string[]> {
  const names = await readdir(data).catch(() => [])
  const made = names.filter((name) => {
    const pid = ABANDONED.exec(name)?.[1]
    return pid !== undefined && !alive(Number(pid))
  })
  const aside: string[] = []
  for (const folder of ['pg', 'pg/data']) for (const name of await readdir(join(data, folder)).catch(() => [])) {
    const path = join(data, folder, name)
    const found = ASIDE.test(name) ? await stat(path).catch(() => undefined) : undefined
    if (found && Date.now() - found.mtimeMs > WRITTEN_MS) aside.push(path)
  }
  return [...made.map((name) => join(data, name)), ...aside]
}
