/** How often something happens over a time at risk, compared between two groups. */
import { betaQuantile } from './quantiles.ts'

/** Events, and the time over which they could have happened (in any unit, the same for both groups). */
export interface Rate {
  readonly events: number
  readonly time: number
}

export interface Ratio {
  /** With no event on one side half an event is added to both, so that it is neither nothing nor without end. */
  readonly value: number
  readonly low: number
  /** null where there is no upper bound: nothing happened among the others. */
  readonly high: number | null
}

const TAIL = 0.025
const Z = 1.959963984540054
/** With fewer events on either side the interval is exact; from here on the logarithm of the ratio is as good as normal. */
const EXACT_BELOW = 50

/**
 * The ratio of two Poisson rates with its 95 % interval; null where one of the two had no time at risk. Given how many events there were in all,
 * those of the first group are binomial, which gives the exact interval (Clopper & Pearson 1934 on the share; Przyborowski & Wilenski 1940); with
 * many events the logarithm is taken as normal, half an event added to each side (Haldane 1956).
 */
export function rateRatio(met: Rate, others: Rate): Ratio | null {
  if (!(met.time > 0 && others.time > 0) || met.events + others.events === 0) return null
  const times = others.time / met.time
  const corrected = ((met.events + 0.5) / (others.events + 0.5)) * times
  const value = met.events > 0 && others.events > 0 ? (met.events / others.events) * times : corrected
  if (Math.min(met.events, others.events) < EXACT_BELOW) return { value, ...exact(met.events, others.events, times) }
  const error = Math.sqrt(1 / (met.events + 0.5) + 1 / (others.events + 0.5))
  return { value, low: corrected * Math.exp(-Z * error), high: corrected * Math.exp(Z * error) }
}

/**
 * The same where the time at risk is known by how many of so many moments drawn from it lay there (case–base sampling: Miettinen 1976): the odds of an event
 * against a drawn moment, compared. The logarithm is taken as normal, half a count added to each of the four (Gart 1966), and holds the luck of the draw too.
 * @param met its `time` and that of the others count moments
 */
export function drawnRateRatio(met: Rate, others: Rate): Ratio | null {
  if (!(met.time > 0 && others.time > 0) || met.events + others.events === 0) return null
  const times = (others.time + 0.5) / (met.time + 0.5)
  const corrected = ((met.events + 0.5) / (others.events + 0.5)) * times
  const error = Math.sqrt([met.events, met.time, others.events, others.time].reduce((sum, count) => sum + 1 / (count + 0.5), 0))
  const value = met.events > 0 && others.events > 0 ? (met.events / others.events) * (others.time / met.time) : corrected
  return { value, low: corrected * Math.exp(-Z * error), high: others.events === 0 ? null : corrected * Math.exp(Z * error) }
}

function exact(met: number, others: number, times: number): Pick<Ratio, 'low' | 'high'> {
  const odds = (p: number): number => (p / (1 - p)) * times
  return {
    low: met === 0 ? 0 : odds(betaQuantile(TAIL, met, others + 1)),
    high: others === 0 ? null : odds(betaQuantile(1 - TAIL, met + 1, others)),
  }
}
