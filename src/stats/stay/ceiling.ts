/**
 * The most that is said of anybody. In the models here somebody leaves at a purchase or after a silence that tells, so of whoever buys often they are all but certain; yet a few of those move away, die or are won over between one day and the
 * next. A ceiling c stands for them: with chance 1 − c a customer is gone, whatever the history says, so every chance and every number expected is c times the model's own.
 */
import { logScoreSum, type CameOf } from '../log-score.ts'
import type { BuyingModel } from './under-contract.ts'

/** Of whom so much is said, the model is sure. */
const SURE = 0.9
/** Less is no ceiling but another model. */
const LOWEST = 0.5
/** χ² with one degree of freedom is above this by chance in one of a hundred. */
const CLEARLY = 6.634896601021213
const STEPS = 50

/** By how much the log score of all rises with c: falls as c rises. */
function slopeAt(c: number, chances: Float64Array, cells: readonly CameOf[]): number {
  let slope = 0
  for (let i = 0; i < chances.length; i++) {
    const [{ n, came }, p] = [cells[i]!, chances[i]!]
    slope += came / c - ((n - came) * p) / (1 - c * p)
  }
  return slope
}

/** Chances under a ceiling. */
export const lowered = (chances: Float64Array, ceiling: number): Float64Array => (ceiling === 1 ? chances : chances.map((chance) => ceiling * chance))

/**
 * The ceiling under which chances, each between 0 and 1, score best against what came of those of whom the most was said; 1 where that is no better than chance would have it
 * (likelihood ratio, one in a hundred). The others say nothing of it: where all was said too high, that is no ceiling.
 */
export function ceilingOf(all: Float64Array, everybody: readonly CameOf[]): number {
  const chances = all.filter((chance) => chance >= SURE)
  const cells = everybody.filter((_, i) => all[i]! >= SURE)
  if (!(slopeAt(1, chances, cells) < 0)) return 1
  let [low, high] = [LOWEST, 1]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (slopeAt(middle, chances, cells) > 0) low = middle
    else high = middle
  }
  return 2 * (logScoreSum(lowered(chances, low), cells) - logScoreSum(chances, cells)) > CLEARLY ? low : 1
}

/** The same model under a ceiling. At what rate somebody buys who is a customer for certain stays as it was. */
export function under(model: BuyingModel, ceiling: number): BuyingModel {
  if (ceiling === 1) return model
  const { logit } = model
  return {
    ...model,
    alive: (parameters, history) => ceiling * model.alive(parameters, history),
    chance: (parameters, history, horizon) => ceiling * model.chance(parameters, history, horizon),
    chanceWithin(parameters, horizon) {
      const chance = model.chanceWithin?.(parameters, horizon) ?? ((x, t_x, T) => model.chance(parameters, { x, t_x, T }, horizon))
      return (x, t_x, T) => ceiling * chance(x, t_x, T)
    },
    ...(logit && {
      // With v the logit of p, that of cp is ln c − ln(1 − c + e^−v), and its gradient (1 − p) / (1 − cp) times that of v.
      logit: (parameters, history, horizon) => {
        const { value, gradient } = logit(parameters, history, horizon)
        const rest = Math.exp(-value)
        const share = rest / (1 - ceiling + rest)
        return value < -700 ? { value: value + Math.log(ceiling), gradient } : { value: Math.log(ceiling) - Math.log(1 - ceiling + rest), gradient: gradient.map((each) => each * share) }
      },
    }),
    expected: (parameters, history, horizon) => ceiling * model.expected(parameters, history, horizon),
    expectedNew: (parameters, t) => ceiling * model.expectedNew(parameters, t),
    draw: (parameters, history, horizon, dice) => (dice.uniform() < ceiling ? model.draw(parameters, history, horizon, dice) : []),
  }
}
