import { describe, expect, test } from 'vitest'
import { fitExposures, type ExposureFit, type Exposures } from '#stats/drivers/exposure.ts'
import { weighExposures } from '#stats/drivers/exposure-doubt.ts'
import { likelihoodRoots } from '#stats/drivers/exposure-likelihood.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import { expectClose } from '../close.ts'
import { customers, exposuresOf } from './played.ts'

function fitOf(...args: Parameters<typeof fitExposures>): ExposureFit {
  const outcome = fitExposures(...args)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value
}
const ALL_BUT_FREE = { spread: 1e4 }

/** The same, as if nobody had ever met it. */
const without = (exposures: Exposures, driver: number): Exposures => ({ ...exposures, patterns: exposures.patterns.map((met) => met.filter((each) => each !== driver)) })

describe('how much likelier the fit is with a driver than without it', () => {
  test('with next to no prior it is what two fits differ by, one of which never heard of it (slow twin)', () => {
    const exposures = customers(5, { people: 500, times: [3, 1, 0.4], together: 0.6 })
    const fit = fitOf(exposures, ALL_BUT_FREE)
    for (const [i, root] of likelihoodRoots(exposures, fit, [0, 1, 2]).entries()) {
      const lost = fit.logLikelihood - fitOf(without(exposures, i), ALL_BUT_FREE).logLikelihood
      expectClose(root!, Math.sign(fit.beta[i + 1]!) * Math.sqrt(2 * lost), 1e-5)
    }
  })

  test('of one driver it is the deviance of a table of two by two (Wilks 1938)', () => {
    const [met, other, moments] = [30, 120, [400, 9600]] as const
    const exposures = exposuresOf(1, 2, [[[0], 0, moments[0], met], [[], 1, moments[1], other]])
    const g = (seen: number, expected: number): number => 2 * seen * Math.log(seen / expected)
    const [n, events] = [10_150, met + other]
    const expected = (events: number, trials: number): number => (events * trials) / n
    const deviance = g(met, expected(events, 430)) + g(other, expected(events, 9720)) + g(400, expected(n - events, 430)) + g(9600, expected(n - events, 9720))
    expectClose(likelihoodRoots(exposures, fitOf(exposures, ALL_BUT_FREE), [0])[0]!, Math.sqrt(deviance), 1e-6)
  })

  test('of many events it is the log ratio in standard errors', () => {
    const exposures = exposuresOf(1, 2, [[[0], 0, 40_000, 440], [[], 1, 960_000, 9600]])
    const { beta, covariance, ...fit } = fitOf(exposures, ALL_BUT_FREE)
    expectClose(likelihoodRoots(exposures, { ...fit, beta, covariance }, [0])[0]!, beta[1]! / Math.sqrt(covariance[1]![1]!), 0.03)
  })
})

describe('a few moves that came by chance', () => {
  // Three of eighteen moves in an eightieth of the time: by chance as many come in 17 of 10,000 cases (Poisson, .22 expected), but the log ratio is more than four standard errors from 0.
  const exposures = exposuresOf(1, 18, [[[0], 0, 900, 3], ...Array.from({ length: 15 }, (_, i) => [[], i + 1, 4680, 1] as const)])
  const [only] = weighExposures(exposures, fitOf(exposures, ALL_BUT_FREE), { resamples: 2 })

  test('are as sure as their likelihood, not as their error', () => {
    const errors = (2 * 1.959963985 * Math.log(only!.ratio.value)) / Math.log(only!.ratio.high / only!.ratio.low)
    expect(errors).toBeGreaterThan(4)
    expect(only!.z).toBeLessThan(3.25)
    expect(only!.z).toBeGreaterThan(2.9)
  })

  test('stand out alone, and not among sixty', () => {
    expect(standOut([only!.z])).toEqual([true])
    expect(standOut([only!.z, ...Array.from({ length: 59 }, () => 0)])[0]).toBe(false)
  })
})
