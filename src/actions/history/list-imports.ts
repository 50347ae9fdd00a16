import { isoOf } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { listImports as readImports, type ImportRow } from '#store/history/imports.ts'

/** An import, as it is shown. */
export interface ShownImport {
  readonly id: number
  readonly what: string
  readonly state: ImportRow['state']
  readonly begun_at: string
  readonly ended_at: string | null
  /** How many facts it brought; null while that is not known. */
  readonly facts: number | null
}

/** The imports, the newest first. */
export async function listImports(ctx: Context): Promise<ShownImport[]> {
  const rows = await readImports(ctx.pool)
  return rows.map(({ id, what, state, begun_at, ended_at, summary }) => ({
    id, what, state, begun_at: isoOf(begun_at), ended_at: ended_at === null ? null : isoOf(ended_at), facts: takenOf(summary['facts']),
  }))
}

const takenOf = (facts: unknown): number | null => {
  const taken = typeof facts === 'object' && facts !== null && 'taken' in facts ? facts.taken : null
  return typeof taken === 'number' ? taken : null
}
