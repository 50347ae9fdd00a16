import type { Zone } from '#core/units/zone.ts'
import type { Instant } from '#core/units/time.ts'
import { chanceWithin } from '#stats/stay/chance.ts'
import type { ChanceWithin } from '#stats/stay/model.ts'
import { keepChance } from '#stats/stay/sbg.ts'
import { decidesAlone, type ContractModel } from './contract.ts'
import type { Model } from './model.ts'
import { days, type Policy } from './policy.ts'
import { seasonTimeAt, type Season } from './season.ts'
import { foretold, horizonFor, toldBy } from './stay.ts'

/** Under what a history is told: the same rules give the same memory, to the bit. */
export interface TellingRules {
  readonly policy: Policy
  readonly model: Model
  readonly zone: Zone
  /** What the fold needs in milliseconds, worked out once. */
  readonly half_life_ms: number
  readonly betrayal_ms: number
  readonly bond_ms: number
  readonly says_ms: number
  readonly dwell_ms: number
  readonly usual_gap_ms: number | null
  /** By which seasons purchases are counted, where the model of staying looks at seasons. */
  readonly season: Season | null
  /** The chance of a purchase within the policy's horizon, of (x, t_x, T) as `historyAt` has them; unknown without a model of staying, or where it looks at seasons and the horizon is less than one. */
  readonly chance: ChanceWithin | null
  /** Only where what was foretold is held against what came (`byTheClock`). */
  readonly by_clock?: true
  /** What the fold asks of contracts; null where there are none, or too few. */
  readonly contract: { readonly term_ms: number; readonly renewals_told: boolean; readonly keeps: ((terms: number) => number) | null; readonly decides: boolean; readonly goes_on: number | null } | null
  /** Whether conduct alone can make a customer loyal here. */
  readonly conduct: boolean
}

export function tellingRules(policy: Policy, model: Model, zone: Zone): TellingRules {
  return {
    policy, model, zone,
    half_life_ms: days(policy.half_life_days),
    betrayal_ms: days(policy.betrayal_days),
    bond_ms: days(policy.bond_days),
    says_ms: days(policy.says_days),
    dwell_ms: days(policy.dwell_days),
    usual_gap_ms: model.usual_gap_days === null ? null : days(model.usual_gap_days),
    season: model.stay?.season ?? null,
    chance: model.stay && horizonFor(model.stay, policy.horizon_days) > 0 ? foretold(model.stay, policy.horizon_days) : null,
    contract: model.contract && contractRules(model.contract, policy),
    conduct: policy.loyal_by_conduct === 'on' || (policy.loyal_by_conduct === 'auto' && !model.answered),
  }
}

/** Of those who have been under contract for so many terms, the share that is at the end of the horizon. With too few contracts not even how long a term is counts as known. */
function contractRules(learned: ContractModel, { horizon_days }: Policy): TellingRules['contract'] {
  const { term_days, renewals_told, fit, missing } = learned
  if (missing === 'too_few') return null
  const ahead = horizon_days / term_days
  return { term_ms: days(term_days), renewals_told, keeps: fit && ((terms) => keepChance(fit.parameters, terms, ahead)), decides: decidesAlone(learned), goes_on: learned.goes_on }
}

/** The same, asked at one moment for the chance of a purchase until another one, by the clock: whoever has bought in a season under way is not taken as of its end. */
export function byTheClock(rules: TellingRules, from: Instant, until: Instant): TellingRules {
  const { season, zone, model: { stay } } = rules
  if (!season || !stay) return rules
  const ahead = seasonTimeAt(season, zone, until) - seasonTimeAt(season, zone, from)
  return { ...rules, by_clock: true, chance: chanceWithin(toldBy(stay), stay.parameters, ahead) }
}
