import { chooseModel, type ChooseOptions, type Contest as Held, type Cut, type HeldOutCell, type Reading } from '#stats/stay/choose.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import type { BuyingModel } from '#stats/stay/under-contract.ts'
import { shownSeason } from './learn-season.ts'
import type { Season } from './season.ts'
import { DAY_KINDS, stayModelOf, USUAL_STAY, type Chosen, type Contest, type StayKind, type Why } from './stay.ts'

/**
 * Which model foretells this company's customers best: each is asked, as of some days of the past, who will come back, and what came decides. Another than the usual
 * one is taken only where it is clearly ahead, as of the last day too: what happens to all customers at once makes years differ by more than the error over customers
 * knows of, and no such noise is to change everybody's chances from one week to the next. Nor is one taken whose chances lie too far apart, where those of the usual one do
 * not: what was too sure as of a day of the past is so a year on, when customers have changed, and by then its lead is gone. Each is asked under the ceiling that serves it best.
 */

/** Asked as a check alone: leaving at any time and not at a purchase is another story, but its chance is a sum over panels, some thirty times as dear, and is asked at every fact. */
const CHECKS = [PARETO_NBD]

/** Where the whole history is shorter than it takes, they are asked this share of it ahead. */
const SHARE_AHEAD = 0.4
/** With fewer days ahead there is nothing to see. */
const LEAST_DAYS = 28
/** With a slope no further below 1, chances lie as good as right. */
const AS_GOOD_AS_RIGHT = 0.95
/** In log score. On the data at hand a lead over the usual one changed by up to so much within a year (`docs/methods/staying.md`). */
const SLIGHT_LEAD = 0.02
/** Older days tell of another company. */
const MOST_CUTS = 8

/** How many days ahead models are asked, and as of how many days back: that far apart, and with at least as much history before each. */
export function cutsWithin(history_days: number, horizon_days: number): { readonly ahead: number; readonly back: readonly number[] } {
  const ahead = Math.min(horizon_days, Math.floor(history_days * SHARE_AHEAD))
  if (ahead < LEAST_DAYS) return { ahead, back: [] }
  const cuts = Math.min(MOST_CUTS, Math.floor(history_days / ahead) - 1)
  return { ahead, back: Array.from({ length: cuts }, (_, i) => (cuts - i) * ahead) }
}

/** Customers as they were known by the end of a day, and what came of them. */
export interface CutCells {
  readonly day: string
  readonly cells: readonly HeldOutCell[]
  /** The same by season, where trade has seasons: in whose time, and how much of it lies ahead. */
  readonly by_season?: Reading
}

/** What models are asked about. */
export interface Asked {
  readonly cuts: readonly CutCells[]
  readonly horizon_days: number
  /** The seasons that trade has, if it has. */
  readonly season?: Season | null
  /** Of all customers, what share is looked at. */
  readonly share: number
  /** As of a day by which fewer had come back, nobody is asked. */
  readonly least_repeaters: number
}

const count = (cells: readonly HeldOutCell[]): number => cells.reduce((sum, { n }) => sum + n, 0)
const notCompared = (reason: 'too_short' | 'too_few' | 'no_fit'): { kind: StayKind; chosen: Chosen } => ({ kind: USUAL_STAY, chosen: { compared: false, reason } })

/** The model to foretell by, and why it is this one. */
export function chooseStay({ cuts, horizon_days, season = null, share, least_repeaters }: Asked): { readonly kind: StayKind; readonly chosen: Chosen } {
  if (cuts.length === 0) return notCompared('too_short')
  const known = cuts.filter(({ cells }) => count(cells.filter(({ x }) => x > 0)) >= least_repeaters)
  if (known.length === 0) return notCompared('too_few')
  const asked = known.map(({ cells, by_season }): Cut => ({ horizon: horizon_days, cells, ...(by_season && { read: { bgbb: by_season } }) }))
  const options: ChooseOptions = { prior: 'always', fewestRepeaters: least_repeaters, fewestCustomers: 1, ceilings: true }
  const modelOf = (kind: StayKind): BuyingModel => stayModelOf(kind, season ?? undefined)
  const byDay = DAY_KINDS.map(modelOf)
  const bySeason = season ? [modelOf('bgbb')] : []
  const all = decide([...byDay, ...bySeason], CHECKS, asked, options)
  // Where seasons are not taken, what is taken is what would be without them.
  const decided = all?.best === 'bgbb' && all.why !== 'best' ? decide(byDay, [...CHECKS, ...bySeason], asked, options) : all
  if (!decided) return notCompared('no_fit')
  const { best, why, table, out } = decided
  return {
    kind: why === 'best' ? best : USUAL_STAY,
    chosen: { compared: true, cuts: known.map(({ day }) => day), horizon_days, asked: known.reduce((sum, { cells }) => sum + count(cells), 0), share, best, why, models: table.map((held) => ({ ...contestOf(held), ceiling: held.ceiling })), out, ...(season && { season: shownSeason(season) }) },
  }
}

interface Decided {
  readonly best: StayKind
  readonly why: Why
  readonly table: readonly Held[]
  readonly out: readonly { readonly model: string; readonly reason: string }[]
}

function decide(models: readonly BuyingModel[], checks: readonly StayModel[], cuts: readonly Cut[], options: ChooseOptions): Decided | null {
  const choice = chooseModel(models, cuts, options, checks)
  if (!choice.ok) return null
  const { chosen: best, table, out } = choice.value
  return { best: best as StayKind, why: whyOf(best, models, table, cuts, options), table, out }
}

const of = (model: string, table: readonly Held[]): Held | undefined => table.find((held) => held.model === model)

function whyOf(best: string, models: readonly BuyingModel[], table: readonly Held[], cuts: readonly Cut[], options: ChooseOptions): Why {
  const usual = of(USUAL_STAY, table)
  if (!usual || best === USUAL_STAY) return 'best'
  if (usual.behind <= 2 * usual.behindError) return 'noise'
  const lately = chooseModel(models.filter(({ name }) => name === best || name === USUAL_STAY), cuts.slice(-1), options)
  if (!lately.ok || lately.value.chosen !== best) return 'not_lately'
  return leadsBySureness(of(best, lately.value.table)!, of(USUAL_STAY, lately.value.table)) ? 'too_sure' : 'best'
}

/** Do a model's chances lie too far apart, by more than chance makes of a slope? */
const isTooSure = ({ calibration: { slope }, slopeError }: Held): boolean => slope !== null && slope < AS_GOOD_AS_RIGHT && slope + 2 * slopeError! < 1

/** By season chances hang on the calendar, which the usual model knows nothing of. */
const leadsBySureness = (best: Held, usual: Held | undefined): boolean => best.model !== 'bgbb' && usual !== undefined && usual.behind < SLIGHT_LEAD && isTooSure(best) && !isTooSure(usual)

/** How a model did, as it is kept and told. */
export const contestOf = ({ model, logScore, behind, behindError, calibration, purchasesSaid, purchasesCame }: Held): Contest => ({
  model, log_score: logScore, behind, behind_error: behindError, returning_said: calibration.said * calibration.n, returning_came: calibration.did.value * calibration.n,
  slope: calibration.slope, intercept: calibration.intercept, brier: calibration.brier, brier_base: calibration.brier_base, purchases_said: purchasesSaid, purchases_came: purchasesCame,
})
