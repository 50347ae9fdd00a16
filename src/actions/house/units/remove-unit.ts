import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { deleteUnit, listUnits, lockUnits, useOfUnit } from '#store/house/units.ts'
import { withTransaction } from '#store/pool.ts'

/** Removes a unit in which nothing stands and nothing ever happened. Any other is part of the history, and can be renamed or moved. */
export async function removeUnit(ctx: Context, key: string): Promise<Result<{ readonly key: string }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ readonly key: string }>> => {
    await lockUnits(db)
    const unit = (await listUnits(db)).find((one) => one.key === key)
    if (!unit) return no('unit_unknown', { key })
    const used = await useOfUnit(db, key)
    if (used) return no('unit_in_use', { name: unit.name, what: used.use, n: used.n })
    await deleteUnit(db, key)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'unit.removed', subject: key, detail: { name: unit.name } })
    return yes({ key })
  })
}
