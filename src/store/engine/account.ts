import { readFile, stat } from 'node:fs/promises'
import { Refused } from '#contract/refusals.ts'

/** Whom the database runs as. Empty means ourselves. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** PostgreSQL refuses to run as root, and its initdb wants an account that has a name. These are on every machine. */
const UNPRIVILEGED = ['nobody', 'daemon', 'postgres']

/**
 * The account for the database in `folder`: ourselves, or where we are root the owner of the folder, or on first use an
 * unprivileged account of the machine. None is ever created.
 */
export async function accountFor(folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(folder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const name of UNPRIVILEGED) {
    const line = lines.find((fields) => fields[0] === name)
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) }
  }
  throw new Refused({ code: 'engine_missing', values: { reason: `no account ${UNPRIVILEGED.join(' / ')} in /etc/passwd` } })
}

/** The environment for PostgreSQL's programs: ours without what would steer them elsewhere, in English and UTC. */
export function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'))
  return { ...Object.fromEntries(kept), LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }
}
