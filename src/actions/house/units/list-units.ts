import { covers } from '#core/house/reach.ts'
import type { UnitsAnswer } from '#contract/house/unit.ts'
import type { Context } from '#actions/context.ts'
import { readCover } from '#actions/house/cover.ts'
import { listUnits as readUnits } from '#store/house/units.ts'

/** The units that whoever asks reaches, by name: all of them, or their own with all below. */
export async function listUnits(ctx: Context): Promise<UnitsAnswer> {
  const cover = await readCover(ctx)
  const units = await readUnits(ctx.pool)
  return { units: units.filter(({ key }) => covers(cover, key)).map((unit) => ({ ...unit, attributes: { ...unit.attributes } })) }
}
