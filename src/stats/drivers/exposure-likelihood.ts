import { membersOf, stateAt, trialsOf, type ExposureFit, type Exposures } from './exposure.ts'
import { climb } from './logistic.ts'

/** A log ratio pulled as hard as this stays where it begins. */
const HELD = 1e9

/**
 * How much likelier the fit is with a driver than without it: the root of twice what the log-likelihood loses, all others being fitted anew with the priors as learned, with the sign of
 * the driver's log ratio. Of many events it is the ratio's logarithm in standard errors (Wald); of few these are too small where events were many more than would have been, and this is
 * what they should have been (Cox & Hinkley 1974, section 9.3).
 * @param i the driver's place among those that are used
 */
export function likelihoodRoots(exposures: Exposures, { used, beta, covariance, pulls }: ExposureFit, of: readonly number[]): (number | undefined)[] {
  const trials = trialsOf(exposures)
  const members = membersOf(trials.patterns, used)
  const top = stateAt(beta, trials, members, [0, ...pulls]).value
  return of.map((i) => {
    const [j, ridge] = [i + 1, [0, ...pulls.with(i, HELD)]]
    // Where the others go without it, as far as a straight line tells.
    const start = beta.map((b, k) => (k === j ? 0 : b - (covariance[k]![j]! / covariance[j]![j]!) * beta[j]!))
    const without = climb(start, (at) => stateAt(at, trials, members, ridge))
    return without && Math.sign(beta[j]!) * Math.sqrt(2 * Math.max(0, top - without.state.value))
  })
}
