import { fitPositive, type PositiveFit, type PriorUse } from '../fit-positive.ts'
import { fitted, unfit, type Outcome } from '../outcome.ts'
import { repeatersOf, thinned, usualGap, type PackedCells } from './cells.ts'
import type { StayModel } from './model.ts'

export interface StayFit extends PositiveFit {
  readonly model: string
  readonly customers: number
  readonly repeaters: number
}

export type StayUnfit = 'no_customers' | 'one_customer' | 'no_repeats' | 'too_few_repeaters' | 'not_converged'

export interface FitOptions {
  /** Fewer repeaters are refused. */
  readonly fewestRepeaters?: number
  /** 2 if left out: one customer alone shows no differences between customers. */
  readonly fewestCustomers?: number
  readonly prior?: PriorUse
}

/** What a fit needs at the least to say anything: with fewer, every interval would be as wide as the prior. */
export const FEWEST_TO_FIT = 10
/** So many cells tell one peak from another. */
const ROUGH_CELLS = 1000

function refusalOf({ customers }: PackedCells, repeaters: number, { fewestRepeaters = FEWEST_TO_FIT, fewestCustomers = 2 }: FitOptions): StayUnfit | undefined {
  if (customers === 0) return 'no_customers'
  if (customers < fewestCustomers) return 'one_customer'
  if (repeaters === 0) return 'no_repeats'
  return repeaters < fewestRepeaters ? 'too_few_repeaters' : undefined
}

/** Fits a model of staying to cells of customers. Cost goes with the number of distinct cells, not of customers. */
export function fitStay(model: StayModel, packed: PackedCells, options: FitOptions = {}): Outcome<StayFit, StayUnfit> {
  const repeaters = repeatersOf(packed)
  const refusal = refusalOf(packed, repeaters, options)
  if (refusal) return unfit(refusal)
  const gap = usualGap(packed) ?? 1
  const inUnits = (values: readonly number[]): number[] => values.map((value, i) => (model.inTime[i] ? value * gap : value))
  const few = thinned(packed, ROUGH_CELLS)
  const fit = fitPositive({
    parameters: model.parameters,
    evaluate: (parameters) => model.evaluate(packed, parameters),
    ...(few !== packed && { rough: (parameters: readonly number[]) => model.evaluate(few, parameters) }),
    starts: model.starts.map(inUnits),
    middle: inUnits(model.parameters.map(() => 1)),
    size: packed.customers,
    roughSize: few.customers,
  }, options.prior)
  return fit ? fitted({ ...fit, model: model.name, customers: packed.customers, repeaters }) : unfit('not_converged')
}
