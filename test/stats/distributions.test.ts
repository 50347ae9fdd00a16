import { describe, expect, test } from 'vitest'
import { betaCdf, betaTails, gammaCdf, gammaTails } from '#stats/distributions.ts'
import { betaQuantile, gammaQuantile, normalQuantile } from '#stats/quantiles.ts'
import { expectClose } from './close.ts'

describe('mpmath 1.3.0 at 60 digits (SciPy 1.17.1 for shapes of 1e6)', () => {
  test.each([
    [0.2, 2, 3, 0.18080000000000002, 0.8191999999999999],
    [0.001, 0.01, 5, 0.9527958800070773, 0.04720411999292277],
    [0.999, 20, 0.1, 0.29200299157658455, 0.7079970084234154],
    [0.5, 1000, 1000, 0.5, 0.5],
    [0.49, 1000, 1000, 0.18555265943151145, 0.8144473405684886],
    [0.4995, 1000000, 1000000, 0.07864957758091215, 0.9213504224190984],
    [0.3, 1, 1, 0.3, 0.7],
    [1e-10, 0.5, 0.5, 6.366197723781917e-6, 0.9999936338022762],
    [0.9, 5, 500, 1, 0],
    [0.01, 5, 500, 0.5674071907229297, 0.43259280927707033],
    [0.02, 5, 500, 0.9733158249696923, 0.02668417503030778],
    [0.55, 12.5, 12.5, 0.6901497234792754, 0.3098502765207246],
    [0.03, 300, 10000, 0.705630271694565, 0.294369728305435],
    [1e-300, 0.001, 2, 0.5016884208608996, 0.49831157913910046],
  ])('beta tails at %d of Beta(%d, %d)', (x, a, b, lower, upper) => {
    const tails = betaTails(x, 1 - x, a, b)
    expectClose(tails.lower, lower, 1e-12)
    if (upper > 1e-290) expectClose(tails.upper, upper, 1e-12)
  })

  test.each([
    [1, 1, 0.6321205588285577, 0.36787944117144233],
    [0.001, 0.01, 0.938570652526129, 0.061429347473871014],
    [3, 0.1, 0.9984347282528856, 0.001565271747114354],
    [10, 10, 0.5420702855281478, 0.4579297144718522],
    [9, 10, 0.4125917556680586, 0.5874082443319414],
    [1000, 1000, 0.5042052441802155, 0.4957947558197845],
    [900, 1000, 0.0005499022657117829, 0.9994500977342882],
    [1100, 1000, 0.99894067674607, 0.0010593232539299773],
    [1000000, 1000000, 0.5001329807608725, 0.4998670192391274],
    [1003000, 1000000, 0.9986382593537824, 0.0013617406462175915],
    [50, 2, 1, 9.83662422461598e-21],
    [1e-5, 3, 1.666654166716667e-16, 0.9999999999999998],
    [700, 2, 1, 6.911633257175599e-302],
  ])('gamma tails at %d of shape %d', (x, shape, lower, upper) => {
    const tails = gammaTails(x, shape)
    expectClose(tails.lower, lower, 1e-12)
    expectClose(tails.upper, upper, 1e-12)
  })
})

describe('SciPy 1.17.1 quantiles (betaincinv, gammaincinv, ndtri)', () => {
  test.each([
    [0.025, 2, 3, 0.06758598648854294],
    [0.975, 2, 3, 0.8058795503167565],
    [1e-6, 0.5, 0.5, 2.46740110027031e-12],
    [0.5, 0.05, 2, 3.594299429775784e-7],
    [0.9, 0.01, 0.01, 1],
    [0.1, 1000, 2000, 0.3223281608687401],
    [0.999, 100000, 3, 0.9999980946870926],
    [0.3, 1, 1, 0.3],
  ])('the %d quantile of Beta(%d, %d)', (p, a, b, expected) => expectClose(betaQuantile(p, a, b), expected, 1e-10))

  test.each([
    [0.025, 2, 0.24220927854396496],
    [0.975, 2, 5.571643390938898],
    [1e-6, 0.5, 7.853981633978593e-13],
    [0.5, 0.05, 5.573878440746256e-7],
    [0.9, 0.01, 1.5035936230702928e-5],
    [0.1, 1000, 959.6939327288333],
    [0.999, 100000, 100980.06779195923],
    [0.3, 1, 0.3566749439387324],
  ])('the %d quantile of the gamma distribution of shape %d', (p, shape, expected) => {
    expectClose(gammaQuantile(p, shape, 1), expected, 1e-10)
    expectClose(gammaQuantile(p, shape, 4), expected / 4, 1e-10)
  })

  test.each([
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.9995, 3.2905267314919255],
    [0.1, -1.2815515655446004],
    [0.5, 0],
    [1e-5, -4.264890793922825],
  ])('the %d quantile of the normal distribution', (p, expected) => expectClose(normalQuantile(p), expected, 1e-10))
})

describe('closed forms', () => {
  test('Beta(1, 1) is uniform, Beta(a, 1) is x^a, the gamma distribution of shape 1 is exponential', () => {
    for (const x of [0.001, 0.3, 0.5, 0.97]) {
      expectClose(betaCdf(x, 1, 1), x, 1e-14)
      expectClose(betaCdf(x, 3.7, 1), x ** 3.7, 1e-14)
      expectClose(gammaCdf(x, 1, 2), -Math.expm1(-2 * x), 1e-14)
    }
  })

  test('the ends, and all of it at one end', () => {
    expect([betaCdf(0, 2, 3), betaCdf(1, 2, 3), betaCdf(-1, 2, 3), gammaCdf(0, 2, 1), gammaCdf(Infinity, 2, 1)]).toEqual([0, 1, 0, 0, 1])
    expect([betaCdf(0, 0, 3), betaCdf(0.99, 3, 0), betaCdf(1, 3, 0)]).toEqual([1, 0, 1])
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), betaQuantile(0.4, 0, 3), betaQuantile(0.4, 3, 0)]).toEqual([0, 1, 0, 1])
    expect([gammaQuantile(0, 2, 1), gammaQuantile(1, 2, 1), normalQuantile(0.5)]).toEqual([0, Infinity, 0])
  })

  test('quantiles undo the distribution functions over nine decades of shape', () => {
    for (const shape of [1e-3, 0.1, 1, 7, 1e3, 1e6])
      for (const p of [1e-8, 0.01, 0.3, 0.8, 0.999]) {
        const x = gammaQuantile(p, shape, 3)
        if (x > 1e-290) expectClose(gammaCdf(x, shape, 3), p, 1e-9, `gamma ${shape} ${p}`)
        const y = betaQuantile(p, shape, 2 * shape)
        if (y > 1e-290 && y < 1 - 1e-6) expectClose(betaCdf(y, shape, 2 * shape), p, 1e-9, `beta ${shape} ${p}`)
      }
  })

  test('shapes of 1e8 stay finite and symmetric', () => expectClose(betaCdf(0.5, 1e8, 1e8), 0.5, 1e-10))

  test('outside the domain the answer is NaN', () => {
    const bad = [betaCdf(0.5, -1, 2), betaCdf(NaN, 1, 2), betaCdf(0.5, 0, 0), gammaCdf(1, 0, 1), betaQuantile(1.1, 1, 1), gammaQuantile(0.5, -1, 1)]
    for (const value of bad) expect(value).toBeNaN()
  })
})
