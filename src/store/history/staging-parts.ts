import type { Db } from '#store/pool.ts'

export interface PartRow {
  readonly grp: string
  readonly hash: string
  readonly file: number
  readonly line: number
  readonly candidate: string
}

/** Opens a cursor over all parts, group by group: the sort spills to disk, so that memory stays the same however many there are. */
export async function openParts(db: Db): Promise<void> {
  await db.query('declare parts no scroll cursor for select grp, hash, file, line, candidate from pg_temp.staged_part order by grp, file, line')
}

export async function nextParts(db: Db): Promise<PartRow[]> {
  const { rows } = await db.query<PartRow & Record<string, unknown>>('fetch 5000 from parts')
  return rows
}
