import { nightsAround } from '#core/relationship/learning.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { stayModelOf } from '#core/relationship/stay.ts'
import { isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { ModelAnswer } from '#contract/relationship/model.ts'
import type { Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { isoOrNull } from '#actions/relationship/shown.ts'
import { readLearning, readShownModels } from '#store/relationship/learning.ts'
import { readModelMade } from '#store/relationship/tellings.ts'

const MOST_EARLIER = 12

/** The model that the map is told under: what it was learned from, how chances are foretold and why so, and when it is learned anew. */
export async function readModel(ctx: Context): Promise<ModelAnswer> {
  const { telling, company } = await inForce(ctx.pool)
  const { model, policy } = telling
  const [made_at, every, shown] = await Promise.all([readModelMade(ctx.pool, model.id), readLearning(ctx.pool), readShownModels(ctx.pool, MOST_EARLIER + 1)])
  const nights = nightsAround(ctx.now(), every, zoneOf(company.zone))
  return {
    id: model.id, telling: telling.id, made_at: isoOf(made_at), through: isoOrNull(model.through),
    customers: model.customers, repeaters: model.repeaters, least_repeaters: policy.least_repeaters, horizon_days: policy.horizon_days, usual_gap_days: model.usual_gap_days,
    stay: model.stay && stayAnswer(model.stay),
    learning: { every, next_at: nights && isoOf(nights.next) },
    earlier: shown.filter(({ id }) => id < model.id).slice(0, MOST_EARLIER).map((one) => ({ ...one, made_at: isoOf(one.made_at), through: isoOrNull(one.through) })),
  }
}

function stayAnswer({ kind, parameters, covariance, cells, chosen }: FittedStay): NonNullable<ModelAnswer['stay']> {
  const named = stayModelOf(kind).parameters.map((name, i) => {
    const value = parameters[i] as number
    return { name, value, standard_error: value * Math.sqrt(covariance[i]?.[i] ?? 0) }
  })
  return {
    kind, cells, parameters: named,
    chosen: chosen.compared ? { ...chosen, cuts: [...chosen.cuts], models: chosen.models.map((each) => ({ ...each })), out: chosen.out.map((each) => ({ ...each })) } : chosen,
  }
}
