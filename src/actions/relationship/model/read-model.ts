import { keepInterval } from '#stats/stay/sbg.ts'
import type { ContractModel } from '#core/relationship/contract.ts'
import { nightsAround } from '#core/relationship/learning.ts'
import type { FittedStay } from '#core/relationship/stay.ts'
import { seasonsWithin } from '#core/relationship/season.ts'
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
    stay: model.stay && stayAnswer(model.stay, policy.horizon_days),
    contract: model.contract && contractAnswer(model.contract, policy.horizon_days),
    learning: { every, next_at: nights && isoOf(nights.next) },
    earlier: shown.filter(({ id }) => id < model.id).slice(0, MOST_EARLIER).map((one) => ({ ...one, made_at: isoOf(one.made_at), through: isoOrNull(one.through) })),
  }
}

type Matrix = readonly (readonly number[])[]

const named = (names: readonly string[], values: readonly number[], covariance: Matrix): { name: string; value: number; standard_error: number }[] => names.map((name, i) => {
  const value = values[i] as number
  return { name, value, standard_error: value * Math.sqrt(covariance[i]?.[i] ?? 0) }
})

/** After how many horizons under contract it is told how many stay another. */
const KEPT_AFTER = [0, 0.5, 1, 2, 4]

function contractAnswer({ fit, held, longest, ...model }: ContractModel, horizon_days: number): NonNullable<ModelAnswer['contract']> {
  const { term_days } = model
  const kept = fit ? KEPT_AFTER.map((horizons) => horizons * horizon_days).filter((days) => days <= longest * term_days).map((days) => {
    const { chance, low, high } = keepInterval({ parameters: fit.parameters, covariance: fit.covariance.map((row) => [...row]) }, days / term_days, horizon_days / term_days, 0.95)
    return { days, share: chance, low, high }
  }) : []
  return { ...model, parameters: fit ? named(['alpha', 'beta'], fit.parameters, fit.covariance) : [], kept, held: held && { ...held, cut: isoOf(held.cut) } }
}

function stayAnswer({ kind, parameters, covariance, ceiling = 1, cells, chosen }: FittedStay, horizon_days: number): NonNullable<ModelAnswer['stay']> {
  return {
    kind, ceiling, cells, parameters: named(stayModelOf(kind).parameters, parameters, covariance),
    chosen: chosen.compared ? { ...chosen, season: chosen.season ? { ...chosen.season, ahead: seasonsWithin(chosen.season.months, horizon_days) } : null, cuts: [...chosen.cuts], models: chosen.models.map((each) => ({ ...each, ceiling: each.ceiling ?? 1 })), out: chosen.out.map((each) => ({ ...each })) } : chosen,
  }
}
