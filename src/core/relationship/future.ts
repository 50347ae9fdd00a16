import type { History } from '#stats/stay/cells.ts'
import { underContract, type BuyingModel, type ContractFuture, type PurchasesFuture } from '#stats/stay/under-contract.ts'
import { decidesAlone, type ContractModel, type FittedKeeping } from './contract.ts'
import { dayAt, seasonDays, seasonTime, type Season } from './season.ts'
import { toldBy, type FittedStay } from './stay.ts'

/** What purchases to come are foretold by: how customers buy and stay away, and how contracts are kept where there are any. */
export interface Foreteller {
  readonly stay: FittedStay
  /** From when on, in days since 1970-01-01 on the company's calendar: where trade has seasons, what is ahead hangs on it. */
  readonly day: number
  readonly keeping: (FittedKeeping & { readonly term_days: number; readonly decides: boolean }) | null
}

export const foretellerOf = (stay: FittedStay, contract: ContractModel | null, day: number): Foreteller => ({ stay, day, keeping: contract?.fit ? { ...contract.fit, term_days: contract.term_days, decides: decidesAlone(contract) } : null })

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

/** By what the purchases of everybody are foretold, in days ahead, of a history in the model's time. */
export const everybodysFuture = ({ stay, day }: Pick<Foreteller, 'stay' | 'day'>): PurchasesFuture => {
  const model = toldBy(stay)
  return stay.season ? inDays(model, stay.season, day) : model
}

/** Days ahead, where the model's time is that of seasons. */
function inDays(model: BuyingModel, season: Season, day: number): PurchasesFuture {
  const now = seasonTime(season, day)
  const ahead = (horizon: number): number => seasonTime(season, day + Math.round(horizon)) - now
  return {
    parameters: model.parameters,
    expected: (p, history, horizon) => model.expected(p, history, ahead(horizon)),
    draw: (p, history, horizon, dice) => model.draw(p, history, ahead(horizon), dice).map((time) => Math.min(horizon, dayAt(season, now + time) - day)),
    buying: (p, history) => {
      const { shape, rate, stages } = model.buying(p, history)
      return { shape, rate: rate * seasonDays(season), stages }
    },
  }
}

/**
 * By what one customer's purchases are foretold: as of everybody, or, under contract, as of somebody who buys on while it holds: where those who leave
 * theirs do not go on buying, always; else where that foretells more of the coming year. Whoever pays under a contract has not left for being silent, and whoever buys beside one need not stop with it.
 * @param held_days since when they have been under contract without a break; null where they are not
 */
export function futureOf(foreteller: Foreteller, history: History, held_days: number | null): ContractFuture {
  const { keeping } = foreteller
  const usual = everybodysFuture(foreteller)
  if (held_days === null || !keeping) return usual
  const held = underContract(usual, held_days, keeping.term_days)
  if (keeping.decides) return held
  const { parameters } = fitOf(foreteller)
  return held.expected(parameters, history, YEAR_DAYS) > usual.expected(parameters, history, YEAR_DAYS) ? held : usual
}
