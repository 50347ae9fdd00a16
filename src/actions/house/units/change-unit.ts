import { closesCircle } from '#core/map/units.ts'
import type { UnitAnswer, UnitBody, UnitChanges } from '#contract/house/unit.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertUnit, listUnits, lockUnits, updateUnit } from '#store/house/units.ts'
import { withTransaction } from '#store/pool.ts'

const noParent = (parent: string): ReturnType<typeof no> => no('unit_unknown', { key: parent }, '/parent')

/** Enters a unit, under one that there is or under none. */
export async function addUnit(ctx: Context, { key, name, parent = null }: UnitBody): Promise<Result<UnitAnswer>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<UnitAnswer>> => {
    await lockUnits(db)
    const units = await listUnits(db)
    if (parent !== null && !units.some((unit) => unit.key === parent)) return noParent(parent)
    if (!(await insertUnit(db, { key, name, parent }))) return no('unit_exists', { key }, '/key')
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'unit.added', subject: key, detail: { name, parent } })
    return yes({ key, name, parent, attributes: {} })
  })
}

/** Calls a unit something else, or moves it with all below it. Whoever works for units reaches what is below them then, from their next request on. */
export async function changeUnit(ctx: Context, key: string, changes: UnitChanges): Promise<Result<UnitAnswer>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<UnitAnswer>> => {
    await lockUnits(db)
    const units = await listUnits(db)
    const before = units.find((unit) => unit.key === key)
    if (!before) return no('unit_unknown', { key })
    const { name = before.name, parent = before.parent } = changes
    if (parent !== null && parent !== before.parent) {
      if (!units.some((unit) => unit.key === parent)) return noParent(parent)
      if (closesCircle(key, parent, units)) return no('unit_circle', { key, parent }, '/parent')
    }
    await updateUnit(db, { key, name, parent })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'unit.changed', subject: key, detail: changes })
    return yes({ ...before, attributes: { ...before.attributes }, name, parent })
  })
}
