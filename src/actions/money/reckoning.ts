import { reckonedBy, type Reckoning } from '#core/money/reckoning.ts'
import type { ReckoningAnswer, ReckoningChanges } from '#contract/money/reckoning.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readReckoning, updateReckoning } from '#store/money/reckoning.ts'
import { withTransaction } from '#store/pool.ts'

/** How the company reckons money to come. */
export const showReckoning = (ctx: Context): Promise<ReckoningAnswer> => readReckoning(ctx.pool)

/** Says how the company reckons money to come; what is left out stays. Of the sample company too: it is there to try things on. */
export async function changeReckoning(ctx: Context, changes: ReckoningChanges): Promise<Reckoning> {
  return withTransaction(ctx.pool, async (db) => {
    const before = await readReckoning(db)
    const { discount, years } = reckonedBy(before, changes)
    const after = { margin: changes.margin === undefined ? before.margin : changes.margin, discount, years, point_minor: changes.point_minor === undefined ? before.point_minor : changes.point_minor }
    await updateReckoning(db, after)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'company.changed', detail: changes })
    return after
  })
}
