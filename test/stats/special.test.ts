import { describe, expect, test } from 'vitest'
import { betaln, digamma, lessLog1p, lgamma, lgammaRatio, stirlingError, trigamma } from '#stats/special.ts'
import { expectClose } from './close.ts'

describe('SciPy values', () => {
  test.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [10.3, 13.482036786138359],
    [1e6, 12815504.569147611],
  ])('lgamma(%d)', (x, expected) => expectClose(lgamma(x), expected, 1e-13))

  test.each([
    [0.1, -10.423754940411076],
    [2.5, 0.7031566406452432],
  ])('digamma(%d)', (x, expected) => expectClose(digamma(x), expected, 1e-14))
})

describe('mpmath 1.3.0 at 60 digits', () => {
  test.each([
    [1e-9, 20.723265836369194, -1000000000.5772156, 9.999999999999999e+17],
    [0.001, 6.907178885383853, -1000.5755719318103, 1000001.6425331958],
    [0.1, 2.252712651734206, -10.423754940411076, 101.43329915079275],
    [0.4999, 0.5725613186041184, -1.9640035904016993, 4.936485567383169],
    [0.5, 0.5723649429247001, -1.9635100260214235, 4.934802200544679],
    [0.7, 0.26086724653166654, -1.2200235536979347, 2.834049156694611],
    [0.999999, 5.772164873855652e-7, -0.5772173098368019, 1.6449364709652798],
    [1.0000001, -5.772155829918507e-8, -0.5772155004081381, 1.6449338264368782],
    [1.3, -0.10817480950786047, -0.16919088886679962, 1.1342534349966193],
    [1.5, -0.12078223763524522, 0.03648997397857652, 0.9348022005446793],
    [1.99999, -4.227811104241674e-6, 0.42277788573759284, 0.6449381080109867],
    [2.0001, 4.2281658112919945e-5, 0.4228488264846654, 0.6448936579371437],
    [2.5, 0.2846828704729192, 0.7031566406452432, 0.49035775610023485],
    [2.6, 0.35741186354897986, 0.7510474527734763, 0.4678068931245799],
    [5, 3.1780538303479458, 1.5061176684318005, 0.22132295573711533],
    [10.3, 13.482036786138359, 2.282815446439123, 0.10195259617099191],
    [11.999, 17.499865227646104, 2.442574774329119, 0.08690942073224082],
    [12, 17.502307845873887, 2.442661679975812, 0.08690187287176838],
    [25, 54.78472939811232, 3.198742512851974, 0.04081066325722558],
    [1000, 5905.220423209181, 6.907255195648812, 0.0010005001666666333],
    [1000000, 12815504.569147611, 13.815510057964191, 1.0000005000001667e-6],
    [1000000000000, 26631021115915.652, 27.63102111592805, 1.0000000000005e-12],
  ])('lgamma, digamma and trigamma at %d', (x, logGamma, psi, psi1) => {
    expectClose(lgamma(x), logGamma, 1e-14)
    expectClose(digamma(x), psi, 4e-15)
    expectClose(trigamma(x), psi1, 1e-15)
  })

  test.each([
    [0.5, 0.5, 1.1447298858494002],
    [1, 1, 0],
    [1e-5, 3, 11.512910465032729],
    [3, 1000000, -40.75338749333038],
    [1000000, 1000000, -1386300.003362921],
    [12, 12, -16.6020598760166],
    [11.9, 100, -38.168265970004065],
    [250, 0.3, -0.5602201687760894],
    [1.5, 7, -3.090798282926142],
  ])('betaln(%d, %d), either way round', (a, b, expected) => {
    expectClose(betaln(a, b), expected, 1e-14)
    expect(betaln(b, a)).toBe(betaln(a, b))
  })
})

describe('closed forms', () => {
  test('lgamma has exact roots at 1 and 2, and is ln (n − 1)! at whole numbers', () => {
    for (const root of [1, 2]) expect(lgamma(root)).toBeCloseTo(0, 300)
    let factorial = 1
    for (let n = 3; n <= 20; n++) expectClose(lgamma(n), Math.log((factorial *= n - 1)), 1e-14)
  })

  test('lgammaRatio is the sum of logarithms it stands for', () => {
    for (const x of [0.01, 0.7, 3, 11.5, 12, 40, 1e5]) {
      let sum = 0
      for (let i = 0; i < 30; i++) sum += Math.log(x + i)
      expectClose(lgammaRatio(x, 30), sum, 1e-13, `x ${x}`)
    }
    expect(lgammaRatio(5, 0)).toBe(0)
  })

  test('lgammaRatio does not cancel: Γ(x + 1) / Γ(x) = x at 1e12', () => expectClose(lgammaRatio(1e12, 1), Math.log(1e12), 1e-15))

  test('lessLog1p follows its series u²/2 − u³/3 + … near 0 and its definition away from it', () => {
    for (const u of [1e-8, -1e-8]) expectClose(lessLog1p(u), (u * u) / 2 - u ** 3 / 3, 1e-15)
    for (const u of [-0.4, 0.3, 0.5, 0.6, -0.9, 5]) expectClose(lessLog1p(u), u - Math.log1p(u), 1e-14)
  })

  test('stirlingError tends to 1 / 12x', () => expectClose(stirlingError(1e8), 1 / 12e8, 1e-15))

  test('trigamma is the slope of digamma', () => {
    for (const x of [0.3, 2, 11, 50]) expectClose(trigamma(x), (digamma(x * 1.00001) - digamma(x * 0.99999)) / (2e-5 * x), 1e-8)
  })

  test('outside the domain the answer is NaN, as with Math.log', () => {
    for (const f of [lgamma, digamma, trigamma]) for (const x of [0, -1, NaN]) expect(f(x)).toBeNaN()
  })
})
