import type { Settings } from '#contract/settings.ts'
import { lookAtFolder } from '#store/engine/look.ts'
import { found, MB, megabytes, named, type Looked } from './subject.ts'

/** PostgreSQL writes its log in pieces of 16 MB and stops where there is no room for one. */
const FULL = 64 * MB

/** The data folder: there, ours, closed to others, with room, and without leftovers. */
export async function checkFolder({ data, databaseUrl }: Settings): Promise<Looked> {
  if (databaseUrl !== undefined) return { findings: [] }
  const look = await lookAtFolder({ data })
  if (!look.present) return { findings: [found('folder_absent', { folder: data })] }
  return {
    findings: [
      ...(look.foreign.length > 0 ? [found('folder_foreign', { paths: named(look.foreign) })] : []),
      ...look.open.map(({ path, mode }) => found('folder_open', { path, mode })),
      ...(look.free < FULL ? [found('disk_full', { folder: data, free: megabytes(look.free) })] : []),
      ...(look.left.length > 0 ? [found('leftovers', { paths: named(look.left) })] : []),
    ],
  }
}
