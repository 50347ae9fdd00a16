import { EXPORT_COLUMNS } from '#core/customers/export.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import type { ExportAnswer, ExportBody, ExportsAnswer } from '#contract/customers/exports.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { readChoicesOf } from '#actions/customers/choices.ts'
import { readCover } from '#actions/house/cover.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { deleteExport, insertExport, noteExportJob, readExports, type ExportWithJob } from '#store/customers/exports.ts'
import { cancelJob, insertJob } from '#store/house/jobs.ts'
import { withTransaction } from '#store/pool.ts'

const KEPT_MS = 7 * DAY_MS
/** So many columns of attributes are put into a file where nobody says which. */
const MOST_ATTRIBUTES = 50

/** An export as it is shown; what went wrong is not yet in anybody's words. */
export type ShownExport = Omit<ExportAnswer, 'error'> & { readonly job: number; readonly refusal: Refusal | null }

const shown = ({ id, job, filter, state, withdrawn, asked_at, ended_at, expires_at, done, total, customers, bytes, outcome }: ExportWithJob): ShownExport => ({
  id, job, filter, customers, bytes,
  state: withdrawn ? 'withdrawn' : state,
  asked_at: isoOf(asked_at), ended_at: ended_at === null ? null : isoOf(ended_at), expires_at: isoOf(expires_at),
  progress: state === 'running' ? { done: done ?? 0, total } : null,
  refusal: (outcome?.['refusals'] as readonly Refusal[] | undefined)?.[0] ?? null,
})

/** The exports that whoever asks has asked for. */
export async function listExports(ctx: Context): Promise<Omit<ExportsAnswer, 'exports'> & { readonly exports: ShownExport[] }> {
  return { exports: (await readExports(ctx.pool, ctx.actor, ctx.now())).map(shown) }
}

/**
 * Asks for a file of all customers who fit, as far as whoever asks reaches now. It is written in the background and kept for a week.
 * @param language in whose words heads and states are to be; null for the API's
 */
export async function askExport(ctx: Context, { filter, columns, sort, order, separator }: ExportBody, language: string | null): Promise<Result<ShownExport>> {
  const chosen = await choose(ctx, await inForce(ctx.pool), filter)
  if (!chosen.ok) return chosen
  const attributes = columns ? [] : (await readChoicesOf(ctx)).attributes.slice(0, MOST_ATTRIBUTES).map(({ name }) => `attribute.${name}`)
  const cover = await readCover(ctx)
  const id = await withTransaction(ctx.pool, async (db) => {
    const made = await insertExport(db, {
      asked_by: ctx.actor, asked_at: ctx.now(), expires_at: ctx.now() + KEPT_MS, filter, reach: cover === 'all' ? null : [...cover],
      form: { columns: columns ?? [...EXPORT_COLUMNS, ...attributes], sort, descending: order === 'desc', separator, language },
    })
    await noteExportJob(db, made, await insertJob(db, { kind: 'export', reason: 'asked', asked_by: ctx.actor, asked_at: ctx.now(), input: { export: made } }))
    return made
  })
  return showExport(ctx, id)
}

export async function showExport(ctx: Context, id: number): Promise<Result<ShownExport>> {
  const found = (await readExports(ctx.pool, ctx.actor, ctx.now())).find((one) => one.id === id)
  return found ? yes(shown(found)) : no('export_unknown', { id })
}

/** Cancels an export that is on its way, and throws away what there is of it. */
export async function removeExport(ctx: Context, id: number): Promise<Result<{ readonly id: number }>> {
  const found = (await readExports(ctx.pool, ctx.actor, ctx.now())).find((one) => one.id === id)
  if (!found) return no('export_unknown', { id })
  await withTransaction(ctx.pool, async (db) => {
    await cancelJob(db, found.job, ctx.now())
    await deleteExport(db, id)
  })
  return yes({ id })
}
