import type { History } from '#stats/stay/cells.ts'
import { underContract, type ContractFuture } from '#stats/stay/under-contract.ts'
import { decidesAlone, type ContractModel, type FittedKeeping } from './contract.ts'
import { stayModelOf, type FittedStay } from './stay.ts'

/** What purchases to come are foretold by: how customers buy and stay away, and how contracts are kept where there are any. */
export interface Foreteller {
  readonly stay: FittedStay
  readonly keeping: (FittedKeeping & { readonly term_days: number; readonly decides: boolean }) | null
}

export const foretellerOf = (stay: FittedStay, contract: ContractModel | null): Foreteller => ({ stay, keeping: contract?.fit ? { ...contract.fit, term_days: contract.term_days, decides: decidesAlone(contract) } : null })

/** Parameters of staying, followed by those of keeping a contract, and the covariance of the logarithms of all: the two were fitted apart. */
export function fitOf({ stay, keeping }: Foreteller): { readonly parameters: number[]; readonly covariance: number[][] } {
  if (!keeping) return { parameters: [...stay.parameters], covariance: stay.covariance.map((row) => [...row]) }
  const [n, m] = [stay.parameters.length, keeping.parameters.length]
  const none = (count: number): number[] => Array.from({ length: count }, () => 0)
  return {
    parameters: [...stay.parameters, ...keeping.parameters],
    covariance: [...stay.covariance.map((row) => [...row, ...none(m)]), ...keeping.covariance.map((row) => [...none(n), ...row])],
  }
}

const YEAR_DAYS = 365

/**
 * By what one customer's purchases are foretold: as of everybody, or, under contract, as of somebody who buys on while it holds: where those who leave
 * theirs do not go on buying, always; else where that foretells more of the coming year. Whoever pays under a contract has not left for being silent, and whoever buys beside one need not stop with it.
 * @param held_days since when they have been under contract without a break; null where they are not
 */
export function futureOf(foreteller: Foreteller, history: History, held_days: number | null): ContractFuture {
  const { stay, keeping } = foreteller
  const usual = stayModelOf(stay.kind)
  if (held_days === null || !keeping) return usual
  const held = underContract(usual, held_days, keeping.term_days)
  if (keeping.decides) return held
  const { parameters } = fitOf(foreteller)
  return held.expected(parameters, history, YEAR_DAYS) > usual.expected(parameters, history, YEAR_DAYS) ? held : usual
}
