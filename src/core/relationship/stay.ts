import { seasonsModel } from '#stats/stay/bgbb-seasons.ts'
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { under } from '#stats/stay/ceiling.ts'
import { chanceInterval, chanceWithin, type ChanceInterval } from '#stats/stay/chance.ts'
import type { History } from '#stats/stay/cells.ts'
import type { ChanceWithin } from '#stats/stay/model.ts'
import type { BuyingModel } from '#stats/stay/under-contract.ts'
import type { ShownSeason } from './learn-season.ts'
import { seasonsWithin, type Season } from './season.ts'

/** Models that look at days: one family, whose chance is a closed form and is asked at every fact of a history. */
export const DAY_KINDS = ['bgnbd', 'mbgnbd', 'mbgnbd-2', 'mbgnbd-3'] as const
type DayKind = (typeof DAY_KINDS)[number]
/** Models by which chances of return can be foretold; the last looks at seasons, and is asked where trade has them. */
export const STAY_KINDS = [...DAY_KINDS, 'bgbb'] as const
export type StayKind = (typeof STAY_KINDS)[number]

/** The one that is used where no other is known to foretell better. */
export const USUAL_STAY: StayKind = 'mbgnbd'

/** A model of staying as it was fitted, and why it is this one. Plain data, kept with what else was learned. */
export interface FittedStay {
  readonly kind: StayKind
  /** By which seasons it counts, where it does so. */
  readonly season?: Season
  /** The most that is said of anybody: the share of those it was surest of who came, as of some days of the past. Left out where all of them did. */
  readonly ceiling?: number
  /** In the order that the kind has them in; times in days. */
  readonly parameters: readonly number[]
  /** Covariance of the logarithms of the parameters, by rows. */
  readonly covariance: readonly (readonly number[])[]
  /** Distinct histories that it was fitted to; unknown of models that were learned before this was kept. */
  readonly cells: number | null
  readonly chosen: Chosen
}

/** How one model did when it was asked, as of some days of the past, who would come back. */
export interface Contest {
  readonly model: string
  /** The mean over customers of ln of the chance given to what happened; 0 would be certainty come true. */
  readonly log_score: number
  /** By how much the best one's is better, with the standard error of that, over the same customers. Below 0 where a model that was asked as a check did better. */
  readonly behind: number
  readonly behind_error: number
  /** Customers. */
  readonly returning_said: number
  readonly returning_came: number
  /** Of what happened on what was said, both as logits: 1 and 0 where they agree. */
  readonly slope: number | null
  /** The most that it says of anybody; 1 where it may be certain. Left out of what was kept before there were ceilings. */
  readonly ceiling?: number
  readonly intercept: number | null
  readonly brier: number
  readonly brier_base: number
  readonly purchases_said: number
  readonly purchases_came: number
}

/**
 * Why the best was taken: it was the best; or not: it is ahead of the usual one by no more than two standard errors; or it is not as of the last of the days, which is
 * most like today; or its chances lie too far apart, where those of the usual one do not.
 */
export const WHY = ['best', 'noise', 'not_lately', 'too_sure'] as const
export type Why = (typeof WHY)[number]

/** What the models foretold as of some days of the past, held against what came. */
export interface Comparison {
  /** The days by whose end they were asked, in the company's calendar (2026-03-01). */
  readonly cuts: readonly string[]
  /** How far ahead they were asked. */
  readonly horizon_days: number
  /** How many customers they were asked about, over all these days, and what share of all customers was looked at. */
  readonly asked: number
  readonly share: number
  /** The seasons that one of them counted by, where customers buy on about one day of one. */
  readonly season?: ShownSeason
  /** The best of those that can be used, and why it was taken, or the usual one all the same. */
  readonly best: StayKind
  readonly why: Why
  /** The best first; one that cannot be used is asked too, as a check. */
  readonly models: readonly Contest[]
  /** Models that could not be fitted, and why. */
  readonly out: readonly { readonly model: string; readonly reason: string }[]
}

/**
 * Why models were not compared: too little history before and after any day; too few who had come back by then; no model could be fitted; the model was learned
 * before models were compared.
 */
export const NOT_COMPARED = ['too_short', 'too_few', 'no_fit', 'before'] as const
export type NotCompared = (typeof NOT_COMPARED)[number]
export type Chosen = ({ readonly compared: true } & Comparison) | { readonly compared: false; readonly reason: NotCompared }

const MODELS: Readonly<Record<DayKind, BuyingModel>> = { bgnbd: BG_NBD, mbgnbd: MBG_NBD, 'mbgnbd-2': MBG_ERLANG_2, 'mbgnbd-3': MBG_ERLANG_3 }

/** A model as it is fitted. Time runs in days, or by the clock of the season. */
export const stayModelOf = (kind: StayKind, season?: Pick<Season, 'again'>): BuyingModel => (kind === 'bgbb' ? seasonsModel(season?.again ?? 0) : MODELS[kind])

/** What a model is told by: of which kind, by which seasons and under which ceiling. */
export interface StayTold {
  readonly kind: StayKind
  readonly season?: Season | undefined
  readonly ceiling?: number | undefined
}

/** The same under the ceiling that it was learned with: what everybody is told by. */
export const toldBy = ({ kind, season, ceiling = 1 }: StayTold): BuyingModel => under(stayModelOf(kind, season), ceiling)

/** A horizon in the model's time. */
export const horizonFor = ({ season }: Pick<FittedStay, 'season'>, horizon_days: number): number => (season ? seasonsWithin(season.months, horizon_days) : horizon_days)

/** The chance of at least one purchase within the horizon, for very many histories. */
export const foretold = (stay: FittedStay, horizon_days: number): ChanceWithin => chanceWithin(toldBy(stay), stay.parameters, horizonFor(stay, horizon_days))

/** The same of one history, with the interval that the uncertainty of the fit gives it. */
export const foretoldWithin = (stay: FittedStay, history: History, horizon_days: number, level: number): ChanceInterval =>
  chanceInterval(toldBy(stay), stay, history, horizonFor(stay, horizon_days), level)
