import { calibrate } from '#stats/calibration.ts'
import { heldChance, logScoreSum, scoresApart, type CameOf } from '#stats/log-score.ts'
import type { Outcome } from '#stats/outcome.ts'
import { fitSbg, keepChance, type ContractCell } from '#stats/stay/sbg.ts'
import type { Instant } from '#core/units/time.ts'
import { MONTH_DAYS, type ContractModel, type FittedKeeping, type HeldContracts } from './contract.ts'

/** How contracts run here: renewals are told where more terms are followed by one than by nothing; else contracts run from month to month. */
export function termsOf({ gap_days, renewed, silent }: { readonly gap_days: number | null; readonly renewed: number; readonly silent: number }): Pick<ContractModel, 'term_days' | 'renewals_told'> {
  const renewals_told = gap_days !== null && renewed > silent
  return { term_days: renewals_told ? gap_days : MONTH_DAYS, renewals_told }
}

/** With fewer who bought while under contract and whose contract ended, nobody knows whether such go on. */
const LEAST_ENDED = 30

/** The share of them that went on buying; never none or all for certain (Jeffreys). */
export const goesOn = ({ ended, on }: { readonly ended: number; readonly on: number }): number | null => (ended < LEAST_ENDED ? null : (on + 0.5) / (ended + 1))

const sum = (cells: readonly ContractCell[], of: (cell: ContractCell) => number): number => cells.reduce((total, cell) => total + of(cell), 0)

/** What contracts that ended and those that hold tell of how many stay. @param least with fewer contracts nothing is said */
export function keepingOf(cells: readonly ContractCell[], least: number): Pick<ContractModel, 'contracts' | 'lost' | 'longest' | 'fit' | 'missing'> {
  const contracts = sum(cells, ({ n }) => n)
  const lost = sum(cells, ({ n, left }) => (left ? n : 0))
  const longest = cells.reduce((most, { periods }) => Math.max(most, periods), 0)
  const fit: Outcome<FittedKeeping, NonNullable<ContractModel['missing']>> = contracts < least ? { ok: false, reason: 'too_few' } : fittedTo(cells)
  return fit.ok ? { contracts, lost, longest, fit: fit.value, missing: null } : { contracts, lost, longest, fit: null, missing: fit.reason }
}

function fittedTo(cells: readonly ContractCell[]): Outcome<FittedKeeping, NonNullable<ContractModel['missing']>> {
  const fit = fitSbg(cells)
  if (!fit.ok) return fit
  const { parameters, covariance } = fit.value
  return { ok: true, value: { parameters: [parameters[0]!, parameters[1]!], covariance } }
}

/** Under contract at the cut for so many days, and how many of them were under contract at the end of the time after it. */
export interface KeptOf extends CameOf {
  readonly days: number
}

/** What was known at the cut, and what came of it. */
export interface AskedContracts {
  readonly cut: Instant
  readonly horizon_days: number
  readonly term_days: number
  /** Contracts as they were known at the cut. */
  readonly cells: readonly ContractCell[]
  readonly kept: readonly KeptOf[]
}

/** What would have been foretold at the cut, held against what came; null where nothing could have been. @param least with fewer contracts nothing is said */
export function heldContracts({ cut, horizon_days, term_days, cells, kept }: AskedContracts, least: number): HeldContracts | null {
  const { fit, lost } = keepingOf(cells, least)
  const asked = kept.reduce((total, { n }) => total + n, 0)
  if (!fit || asked < least) return null
  const ahead = horizon_days / term_days
  const leaving = lost / sum(cells, ({ periods, n }) => periods * n)
  const said = Float64Array.from(kept, ({ days }) => heldChance(keepChance(fit.parameters, days / term_days, ahead)))
  const plain = Float64Array.from(kept, () => heldChance((1 - leaving) ** ahead))
  const { n, said: share, did, brier, brier_base } = calibrate(said, kept.map(({ came }) => came), kept.map((cell) => cell.n))!
  const { mean, error } = scoresApart(said, plain, kept)
  return {
    cut, horizon_days, asked, said: share * n, came: did.value * n, brier, brier_base,
    log_score: logScoreSum(said, kept) / asked, plain_log_score: logScoreSum(plain, kept) / asked, ahead: mean, ahead_error: error,
  }
}
