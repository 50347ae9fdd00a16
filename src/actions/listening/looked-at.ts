import type { Instant } from '#core/units/time.ts'
import type { FilterQuery } from '#contract/customers/filter.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { someOfAll } from '#actions/customers/some-of-all.ts'
import { asNamed, askedPeriod } from '#actions/map/asked-period.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import type { SaidQuery } from '#store/listening/said.ts'
import { partsFor } from '#store/slices.ts'

/** More customers than this are looked at by lot: intervals are narrow by then. */
const MOST_LOOKED_AT = 65_536

/** Whose answers of which time were asked for, and which part of the customers is looked at. */
export interface LookedAt {
  readonly force: InForce
  readonly said: SaidQuery
  readonly parts: number
  /** What tells a picture of it from others. */
  readonly what: readonly unknown[]
}

export async function lookedAt(ctx: Context, query: FilterQuery): Promise<Result<LookedAt>> {
  const force = await inForce(ctx.pool)
  const period = await askedPeriod(ctx.pool, force, query)
  if (!period.ok) return period
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const { telling } = force
  const { from, to } = period.value
  const before: Instant = from - (to - from)
  const parts = partsFor(telling.model.customers, MOST_LOOKED_AT)
  const { slice, ...looked } = await someOfAll(ctx.pool, force, filter.value, parts)
  return yes({
    force, parts: looked.parts,
    said: { telling: telling.id, before, from, to, filter: filter.value, slice },
    what: [...asNamed(query), filter.value],
  })
}
