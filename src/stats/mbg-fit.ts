import type { PositiveFit } from './fit-positive.ts'
import type { MbgParams } from './mbg.ts'
import { fitted, unfit, type Outcome } from './outcome.ts'
import { MBG_NBD } from './stay/bg-models.ts'
import { packCells, repeatersOf, usualGap, type Cell } from './stay/cells.ts'
import { fitStay } from './stay/fit.ts'

/** The covariance is that of (ln r, ln α, ln a, ln b), the prior's own information included. */
export interface MbgFit extends MbgParams, Pick<PositiveFit, 'logLikelihood' | 'covariance' | 'iterations'> {
  readonly customers: number
  /** Customers with x ≥ 1. */
  readonly repeaters: number
}

export interface MbgOptions {
  /**
   * The weak prior "within a factor of about 150" around 1, the usual gap, 1 and 1: a few hundred repeaters outweigh it, and it keeps
   * parameters finite where the data leave one open (no drop-out to be seen, say). Without it: plain maximum likelihood, as published.
   */
  readonly prior?: boolean
  /** Fewer repeaters are refused. */
  readonly fewestRepeaters?: number
}

export type MbgUnfit = 'too_few_repeaters' | 'not_converged'

/** Below this a shop is one-off trade rather than a rhythm: repeaters' gaps say little of the others. */
export const FEWEST_REPEATERS = 200

/** Fits the MBG/NBD model by which standings are told. Cost goes with the number of distinct cells. Throws on a cell that is no history. */
export function fitMbg(cells: readonly Cell[], { prior = true, fewestRepeaters = FEWEST_REPEATERS }: MbgOptions = {}): Outcome<MbgFit, MbgUnfit> {
  const packed = packCells(cells)
  if (repeatersOf(packed) < fewestRepeaters || usualGap(packed) === undefined) return unfit('too_few_repeaters')
  const fit = fitStay(MBG_NBD, packed, { fewestRepeaters, fewestCustomers: 1, prior: prior ? 'always' : 'never' })
  if (!fit.ok) return unfit('not_converged')
  const { parameters, logLikelihood, covariance, iterations, customers, repeaters } = fit.value
  const [r, alpha, a, b] = parameters as [number, number, number, number]
  return fitted({ r, alpha, a, b, logLikelihood, covariance, iterations, customers, repeaters })
}
