import { describe, expect, test } from 'vitest'
import { expm, expmWithDerivative } from '#stats/expm.ts'
import { identity, multiply, solveSquare } from '#stats/square.ts'
import { expectClose } from './close.ts'

const FIVE = [-0.3, 0.15, 0.1, 0.04, 0.01, 0.12, -0.4, 0.2, 0.06, 0.02, 0.03, 0.1, -0.3, 0.14, 0.03, 0.01, 0.04, 0.12, -0.25, 0.08, 0.01, 0.02, 0.03, 0.1, -0.16]
const times = (matrix: readonly number[], t: number): Float64Array => Float64Array.from(matrix, (value) => value * t)

describe('mpmath 1.3.0 at 40 digits', () => {
  test.each([
    [0.01, [0.9970055674557177, 0.0014953486029855162, 0.0009987550617782549, 0.0004000992246227847, 0.00010022965489583094]],
    [1, [0.7489501157618476, 0.11097384266067731, 0.08778560175995302, 0.04031371948140098, 0.01197672033612111]],
    [7, [0.21478693035239657, 0.1918447980559987, 0.2748929876833281, 0.21185035320855874, 0.10662493069971794]],
    [100, [0.0994720778802916, 0.14177318051933127, 0.2620646808369855, 0.2824095290630848, 0.2142805317003075]],
    [1000, [0.09947207408658687, 0.1417731768592036, 0.26206467561647373, 0.28240953001456054, 0.2142805434231812]],
  ])('a generator of five states over %d periods, first row', (t, row) => {
    const found = expm(times(FIVE, t), 5)
    for (const [j, expected] of row.entries()) expectClose(found[j]!, expected, 1e-12)
  })

  test('a matrix that is no generator', () => {
    const matrix = [1, 2, 3, -4, 0.5, 6, 7, -8, 0.25]
    const once = [74.23362783122067, -17.464111415140827, 27.36808924029885, 28.126412498470845, -6.422973462629188, 10.524411323827469, 68.39341511523786, -16.299818542373558, 25.447108474979323]
    const thrice = [639716.2952071731, -151348.62343612217, 236185.59276971626, 243877.11634222537, -57698.180559033695, 90040.33709430911, 590313.1368160173, -139660.49296908514, 217945.7587462936]
    for (const [i, value] of expm(times(matrix, 1), 3).entries()) expectClose(value, once[i]!, 1e-12)
    for (const [i, value] of expm(times(matrix, 3), 3).entries()) expectClose(value, thrice[i]!, 1e-11)
  })
})

describe('closed forms', () => {
  test('a nilpotent matrix ends its series, a turn is cosine and sine, a generator of two states is known', () => {
    expect([...expm(Float64Array.of(0, 2, 0, 0), 2)]).toEqual([1, 2, 0, 1])
    for (const angle of [0.001, 0.2, 0.9, 2, 5, 40]) {
      const turn = expm(Float64Array.of(0, -angle, angle, 0), 2)
      expect(Math.abs(turn[0]! - Math.cos(angle))).toBeLessThan(1e-13 * (1 + angle))
      expect(Math.abs(turn[2]! - Math.sin(angle))).toBeLessThan(1e-13 * (1 + angle))
    }
    for (const [p, q] of [[0.3, 0.1], [4, 2], [1e-6, 1e-3]] as const) {
      const stays = (q + p * Math.exp(-p - q)) / (p + q)
      expectClose(expm(Float64Array.of(-p, p, q, -q), 2)[0]!, stays, 1e-13)
    }
  })

  test('the slow twin: 2,000 terms of Σ Aⁿ / n!', () => {
    const a = times(FIVE, 12)
    const sum = identity(5)
    let term: Float64Array = identity(5)
    for (let n = 1; n <= 2000; n++) {
      term = multiply(term, a, 5, new Float64Array(25)).map((value) => value / n)
      for (let i = 0; i < 25; i++) sum[i]! += term[i]!
    }
    for (const [i, value] of expm(a, 5).entries()) expectClose(value, sum[i]!, 1e-12)
  })

  test('a matrix that is not finite, and one that cannot be divided by, say so', () => {
    expect(expm(Float64Array.of(0, Infinity, 0, 0), 2).every(Number.isNaN)).toBe(true)
    expect(solveSquare(Float64Array.of(1, 2, 2, 4), 2, Float64Array.of(1, 1), 1)).toBeUndefined()
    expect([...(solveSquare(Float64Array.of(0, 2, 4, 0), 2, Float64Array.of(6, 4), 1) ?? [])]).toEqual([1, 3])
  })
})

test('the derivative in a direction is that of central differences, whatever the size of the direction', () => {
  const a = times(FIVE, 3)
  for (const size of [1e-6, 1, 1e9]) {
    const direction = Float64Array.from({ length: 25 }, (_, i) => size * Math.sin(i + 1))
    const { value, derivative } = expmWithDerivative(a, direction, 5)
    const step = 1e-6 / size
    const [up, down] = [step, -step].map((h) => expm(a.map((each, i) => each + h * direction[i]!), 5)) as [Float64Array, Float64Array]
    for (const [i, slope] of derivative.entries()) expect(Math.abs((up[i]! - down[i]!) / (2 * step) - slope) / size).toBeLessThan(1e-8)
    for (const [i, each] of value.entries()) expectClose(each, expm(a, 5)[i]!, 1e-13)
  }
})
