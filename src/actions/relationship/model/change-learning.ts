import type { LearningChange } from '#contract/relationship/model.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { updateLearning } from '#store/relationship/learning.ts'
import { withTransaction } from '#store/pool.ts'

/** Says how often the model is learned anew by itself. */
export async function changeLearning(ctx: Context, { every }: LearningChange): Promise<void> {
  await withTransaction(ctx.pool, async (db) => {
    await updateLearning(db, every)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'company.changed', detail: { learning: every } })
  })
}
