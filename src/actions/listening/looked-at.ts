import type { Instant } from '#core/units/time.ts'
import type { FilterQuery } from '#contract/customers/filter.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { askedPeriod } from '#actions/map/asked-period.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import type { SaidQuery } from '#store/listening/said.ts'
import { EVERYBODY, slicesOf } from '#store/slices.ts'

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
  const parts = Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(telling.model.customers / MOST_LOOKED_AT))))
  return yes({
    force, parts,
    said: { telling: telling.id, before, from, to, filter: filter.value, slice: slicesOf(parts)[0] ?? EVERYBODY },
    what: [query.from ?? null, query.to ?? null, query.period ?? null, filter.value],
  })
}
