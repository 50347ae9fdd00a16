import { describe, expect, test } from 'vitest'
import { cholesky, choleskySolve, inverse, quadraticForm } from '#stats/linear.ts'
import { covarianceAt, hessian, minimise, type Objective } from '#stats/optimise.ts'
import { expectClose } from './close.ts'

/** Rosenbrock 1960; its lowest point is (1, 1). */
const rosenbrock: Objective = ([x, y]) => {
  const bend = y! - x! * x!
  return { value: (1 - x!) ** 2 + 100 * bend ** 2, gradient: [-2 * (1 - x!) - 400 * x! * bend, 200 * bend] }
}

/** Powell's singular function (1962): its curvature vanishes at the lowest point, the origin. */
const powell: Objective = ([a, b, c, d]) => {
  const [p, q, r, s] = [a! + 10 * b!, c! - d!, b! - 2 * c!, a! - d!]
  const value = p * p + 5 * q * q + r ** 4 + 10 * s ** 4
  return { value, gradient: [2 * p + 40 * s ** 3, 20 * p + 4 * r ** 3, 10 * q - 8 * r ** 3, -10 * q - 40 * s ** 3] }
}

describe('minimise', () => {
  test("Rosenbrock's valley from (−1.2, 1)", () => {
    const found = minimise(rosenbrock, [-1.2, 1])
    expect(found.converged).toBe(true)
    expect(found.iterations).toBeLessThan(60)
    for (const x of found.x) expectClose(x, 1, 1e-8)
  })

  test("Powell's singular function from (3, −1, 0, 1)", () => {
    const found = minimise(powell, [3, -1, 0, 1])
    expect(found.converged).toBe(true)
    for (const x of found.x) expect(Math.abs(x)).toBeLessThan(1e-3)
  })

  test('steps back from where the function is not defined: x − ln x from .01', () => {
    const found = minimise(([x]) => ({ value: x! - Math.log(x!), gradient: [1 - 1 / x!] }), [0.01])
    expect(found.converged).toBe(true)
    expectClose(found.x[0]!, 1, 1e-9)
  })

  test('a start outside, and a function without a lowest point, are not called converged', () => {
    expect(minimise(([x]) => ({ value: Math.log(x!), gradient: [1 / x!] }), [-1]).converged).toBe(false)
    expect(minimise(([x]) => ({ value: -x!, gradient: [-1] }), [0]).converged).toBe(false)
  })

  test('the same start gives the same answer to the bit', () => expect(minimise(rosenbrock, [5, -3])).toEqual(minimise(rosenbrock, [5, -3])))

  test('a large value does not hide a slope: 1e10 + (x − 3)² is followed to 3', () => {
    const found = minimise(([x]) => ({ value: 1e10 + (x! - 3) ** 2, gradient: [2 * (x! - 3)] }), [0])
    expectClose(found.x[0]!, 3, 1e-6)
  })
})

describe('curvature', () => {
  test('the Hessian of Rosenbrock at (1, 1) is 802 −400 / −400 200; the covariance its inverse', () => {
    const found = hessian(rosenbrock, [1, 1])
    const expected = [802, -400, -400, 200]
    for (const [i, value] of found.flat().entries()) expectClose(value, expected[i]!, 1e-7)
    for (const [i, value] of covarianceAt(rosenbrock, [1, 1])!.flat().entries()) expectClose(value, [0.5, 1, 1, 2.005][i]!, 1e-4)
  })

  test('a saddle has no covariance', () => {
    expect(covarianceAt(([x, y]) => ({ value: x! * x! - y! * y!, gradient: [2 * x!, -2 * y!] }), [0, 0])).toBeUndefined()
  })
})

describe('symmetric matrices', () => {
  const matrix = [
    [4, 2, -2],
    [2, 10, 4],
    [-2, 4, 9],
  ]

  test('Cholesky by hand: rows 2 / 1 3 / −1 5⁄3 √(47⁄9)', () => {
    expect(cholesky(matrix)).toEqual([[2], [1, 3], [-1, 5 / 3, Math.sqrt(9 - 1 - (5 / 3) ** 2)]])
  })

  test('solving and inverting undo the matrix', () => {
    const x = choleskySolve(cholesky(matrix)!, [2, 36, 33])
    for (const [i, row] of matrix.entries()) expectClose(row.reduce((sum, value, j) => sum + value * x[j]!, 0), [2, 36, 33][i]!, 1e-14)
    const back = inverse(matrix)!
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const product = matrix[i]!.reduce((sum, value, k) => sum + value * back[k]![j]!, 0)
        expect(product).toBeCloseTo(i === j ? 1 : 0, 13)
        expect(back[i]![j]).toBe(back[j]![i])
      }
  })

  test('vᵀ M v', () => expect(quadraticForm(matrix, [1, 2, 3])).toBe(4 + 40 + 81 + 2 * (4 - 6 + 24)))

  test('singular, indefinite and NaN matrices have none', () => {
    for (const bad of [[[1, 1], [1, 1]], [[1, 2], [2, 1]], [[NaN]], [[0]]]) expect(inverse(bad)).toBeUndefined()
  })
})
