/**
 * Customers under contract go on buying as they did for as long as the contract holds, and no longer: purchases at rate λ, gaps of k stages, as the model of staying has them of somebody who is a customer for certain;
 * the contract is left at the end of a term with chance θ ~ Beta(a, b + terms so far) (`sbg.ts`), spread evenly over it. λ and θ are independent.
 */
import { beta, exponential, gamma, type Dice } from '../random.ts'
import { keepChance } from './sbg.ts'
import type { History } from './cells.ts'
import type { StayModel } from './model.ts'

/** A model of staying that tells at what rate somebody buys while they are a customer. */
export interface BuyingModel extends StayModel {
  /** λ ~ Gamma(shape, rate) of one stage; a gap has `stages` of them. */
  readonly buying: (parameters: readonly number[], history: History) => { readonly shape: number; readonly rate: number; readonly stages: number }
}

/** What is asked of a model by which somebody under contract buys. */
export type PurchasesFuture = Pick<BuyingModel, 'parameters' | 'expected' | 'draw' | 'buying'>

/** What one asks of the future of somebody under contract; parameters are those of the model of staying, followed by a and b. */
export type ContractFuture = Pick<StayModel, 'expected' | 'draw'>

const PANELS_A_TERM = 4
const MOST_PANELS = 256

/** The share of a time ahead, both in terms, that a contract is expected to hold: ∫ S(t + u) / S(t) du by Simpson's rule. */
export function termsHeld(keeping: readonly number[], t: number, ahead: number): number {
  if (!(ahead > 0)) return 0
  const panels = 2 * Math.min(MOST_PANELS, Math.max(2, Math.ceil((ahead * PANELS_A_TERM) / 2)))
  const step = ahead / panels
  let sum = 1 + keepChance(keeping, t, ahead)
  for (let i = 1; i < panels; i++) sum += (i % 2 === 1 ? 4 : 2) * keepChance(keeping, t, i * step)
  return (sum * step) / 3
}

/** @param model by which they buy @param elapsed for how long they have been under contract, and `term` how long one is: both in the model's unit of time */
export function underContract(model: PurchasesFuture, elapsed: number, term: number): ContractFuture {
  const at = model.parameters.length
  const t = elapsed / term
  const keepingOf = (parameters: readonly number[]): readonly number[] => parameters.slice(at)
  return {
    expected: (p, history, horizon) => expectedOf(model, p, history, termsHeld(keepingOf(p), t, horizon / term) * term),
    draw: (p, history, horizon, dice) => drawTimes(model, p, history, Math.min(horizon, heldFor(keepingOf(p), t, dice) * term), dice),
  }
}

function expectedOf(model: PurchasesFuture, parameters: readonly number[], history: History, time: number): number {
  const { shape, rate, stages } = model.buying(parameters, history)
  return ((shape / rate) * time) / stages
}

/** For how many terms more it holds, in one possible future. */
const heldFor = ([a, b]: readonly number[], t: number, dice: Dice): number => exponential(dice) / -Math.log1p(-beta(dice, a!, b! + t))

function drawTimes(model: PurchasesFuture, parameters: readonly number[], history: History, end: number, dice: Dice): number[] {
  const { shape, rate, stages } = model.buying(parameters, history)
  const speed = gamma(dice, shape, rate)
  const times: number[] = []
  // Nobody knows how far the gap has come that is under way: any stage of it is as likely.
  let at = 0
  for (let stage = Math.floor(dice.uniform() * stages); ; stage = 0) {
    for (; stage < stages; stage++) at += exponential(dice) / speed
    if (at > end) return times
    times.push(at)
  }
}
