import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hypergeometric } from '#stats/hypergeometric.ts'
import { expectClose } from './close.ts'

describe('2F1 of mpmath 1.3.0 at 50 digits (the first two also SciPy)', () => {
  test.each([
    [0.5, 1.5, 2.5, 0.3, 1.1080625510569324],
    [1, 2, 3, 0.9, 3.4631730691211016],
    [2.3, 0.7, 3.1, 0.5, 1.4057263991089177],
    [2.243, 4.4258, 4.2187, 0.5, 5.161937136079581],
    [10.2, 3.4, 12.9, 0.95, 486.03331712082445],
    [0.25, 2.5, 2.3, 0.999, 11.362536038555948],
    [3.5, 0.8, 2.2, -2.5, 0.25169508221035847],
    [50.3, 20.1, 60.7, 0.6, 1859396.7821491954],
    [1.2, 3.4, 0.3, 0.2, 7.3901553642166755],
    [2, 1.5, 2.5, -0.01, 0.9881272515945262],
    [254.6, 1.6, 255.2, 0.4, 2.258776985181461],
    [0.3, 0.4, -1.7, 0.45, 1.1812330849326391],
  ])('(%d, %d; %d; %d)', (a, b, c, z, expected) => expectClose(hypergeometric(a, b, c, z), expected, 1e-12))
})

describe('closed forms', () => {
  test('(a, b; b; z) is (1 − z)^−a, (1, 1; 2; z) is −ln(1 − z) / z, (½, 1; 3⁄2; −z²) is arctan z / z (DLMF 15.4)', () => {
    for (const z of [-3, -0.4, 0.001, 0.3, 0.9]) {
      expectClose(hypergeometric(1.7, 2.2, 2.2, z), (1 - z) ** -1.7, 1e-13)
      expectClose(hypergeometric(1, 1, 2, z), -Math.log1p(-z) / z, 1e-13)
      expectClose(hypergeometric(0.5, 1, 1.5, -z * z), Math.atan(z) / z, 1e-13)
    }
  })

  test('a and b may change places; at 0 it is 1', () => {
    const some = fc.double({ min: 0.1, max: 20, noNaN: true })
    fc.assert(
      fc.property(some, some, some, fc.double({ min: -5, max: 0.9, noNaN: true }), (a, b, c, z) => {
        const one = hypergeometric(a, b, c + b, z)
        expectClose(hypergeometric(b, a, c + b, z), one, 1e-9)
      }),
    )
    expect(hypergeometric(2, 3, 4, 0)).toBe(1)
  })

  test('outside the domain the answer is NaN', () => {
    for (const value of [hypergeometric(1, 2, 3, 1), hypergeometric(1, 2, 0, 0.5), hypergeometric(1, 2, -3, 0.5), hypergeometric(1, 2, 3, NaN)]) expect(value).toBeNaN()
  })
})
