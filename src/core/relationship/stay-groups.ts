import { gammaTails } from '#stats/distributions.ts'
import { packCells, type Cell, type History } from '#stats/stay/cells.ts'
import { chanceInterval, type ChanceInterval } from '#stats/stay/chance.ts'
import { fitStay, type StayFit, type StayUnfit } from '#stats/stay/fit.ts'
import type { Outcome } from '#stats/outcome.ts'
import { onceOver, type Season } from './season.ts'
import { horizonFor, toldBy, type StayTold } from './stay.ts'

/** By what customers can be told apart for this. */
export const STAY_GROUPINGS = ['unit', 'cohort'] as const
export type StayGrouping = (typeof STAY_GROUPINGS)[number]

/** The buyers of a unit, or of a year of joining; null of those without a unit. */
export interface GroupCells {
  readonly key: string | null
  readonly cells: readonly Cell[]
}

/** How those of a group buy and stay away, by the same model fitted to them alone. */
export interface GroupStay {
  readonly key: string | null
  readonly customers: number
  readonly repeaters: number
  /** Of one who has just bought for the first time: the chance of another purchase within the horizon with its 95 % interval, and how many are expected. */
  readonly newcomer: (ChanceInterval & { readonly purchases: number }) | null
  readonly missing: StayUnfit | null
}

export interface StayByGroup {
  readonly all: GroupStay
  readonly groups: readonly GroupStay[]
  /** Do groups differ by more than chance? A likelihood-ratio test of their fits against one of them all. Null with fewer than two that could be fitted. */
  readonly apart: { readonly chi_square: number; readonly df: number; readonly p: number } | null
}

export interface GroupsAsked extends StayTold {
  readonly groups: readonly GroupCells[]
  readonly horizon_days: number
  /** With fewer who came back, nothing is fitted. */
  readonly least_repeaters: number
}

/** By season, of one whose first season is over. */
const NEW = { x: 0, t_x: 0, T: 0 }
const newcomerOf = (season: Season | undefined): History => (season ? onceOver(NEW) : NEW)
const LEVEL = 0.95

type Fitted = Outcome<StayFit, StayUnfit>

/** The model in use, fitted to each group by itself. */
export function stayByGroup({ kind, season, ceiling, groups, horizon_days, least_repeaters }: GroupsAsked): StayByGroup {
  const model = toldBy({ kind, season, ceiling })
  const horizon = horizonFor(season ? { season } : {}, horizon_days)
  const fit = (cells: readonly Cell[]): Fitted => fitStay(model, packCells(cells), { fewestRepeaters: least_repeaters, fewestCustomers: 1, prior: 'always' })
  const told = (key: string | null, cells: readonly Cell[], outcome: Fitted): GroupStay => {
    const count = (some: readonly Cell[]): number => some.reduce((sum, { n }) => sum + n, 0)
    const newcomer = outcome.ok ? { ...chanceInterval(model, outcome.value, newcomerOf(season), horizon, LEVEL), purchases: model.expectedNew(outcome.value.parameters, horizon) } : null
    return { key, customers: count(cells), repeaters: count(cells.filter(({ x }) => x > 0)), newcomer, missing: outcome.ok ? null : outcome.reason }
  }
  const each = groups.map(({ key, cells }) => ({ key, cells, outcome: fit(cells) }))
  const everybody = each.flatMap(({ cells }) => cells)
  const fits = each.flatMap(({ cells, outcome }) => (outcome.ok ? [{ cells, value: outcome.value }] : []))
  const together = fits.length < 2 ? null : fit(fits.flatMap(({ cells }) => cells))
  return { all: told(null, everybody, fit(everybody)), groups: each.map(({ key, cells, outcome }) => told(key, cells, outcome)), apart: together?.ok ? apartOf(fits.map(({ value }) => value), together.value) : null }
}

function apartOf(fits: readonly StayFit[], together: StayFit): NonNullable<StayByGroup['apart']> {
  const chi_square = Math.max(0, 2 * (fits.reduce((sum, { logLikelihood }) => sum + logLikelihood, 0) - together.logLikelihood))
  const df = together.parameters.length * (fits.length - 1)
  return { chi_square, df, p: gammaTails(chi_square / 2, df / 2).upper }
}
