import fc from 'fast-check'
import { expect } from 'vitest'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import type { StayModel } from '#stats/stay/model.ts'

/** Histories in whole units of time, up to 60 repeats in up to 900. */
const cellArbitrary: fc.Arbitrary<Cell> = fc
  .tuple(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 50 }))
  .map(([x, share, T, n]) => {
    const t_x = x === 0 ? 0 : Math.round(share * T)
    return { x: Math.min(x, t_x), t_x: Math.min(x, t_x) === 0 ? 0 : t_x, T, n }
  })

export const cellsArbitrary = fc.array(cellArbitrary, { minLength: 1, maxLength: 8 })
export const parametersArbitrary = (size: number): fc.Arbitrary<number[]> => fc.array(fc.double({ min: -3, max: 4, noNaN: true }).map(Math.exp), { minLength: size, maxLength: size })

/** The gradient is that of the value, by central differences; order and splitting of cells change no bit. */
export function holdLikelihoodLaws(model: StayModel): void {
  fc.assert(
    fc.property(cellsArbitrary, parametersArbitrary(model.parameters.length), (cells, parameters) => {
      const packed = packCells(cells)
      const step = 1e-5
      const { value, gradient } = model.evaluate(packed, parameters)
      expect(Number.isFinite(value)).toBe(true)
      for (const [i, slope] of gradient.entries()) {
        const [up, down] = [step, -step].map((d) => model.evaluate(packed, parameters.map((p, j) => (i === j ? p * Math.exp(d) : p))).value) as [number, number]
        expect(Math.abs((up - down) / (2 * step) - slope), `${model.name} ${model.parameters[i]}`).toBeLessThanOrEqual(1e-4 * (1 + Math.abs(up) + Math.abs(slope)))
      }
      const singles = cells.flatMap((cell) => Array.from({ length: cell.n }, () => ({ ...cell, n: 1 })))
      expect(model.evaluate(packCells(singles.reverse()), parameters).value).toBe(value)
    }),
    { numRuns: 60 },
  )
}

/** Chances lie between 0 and 1, rise with the horizon, never above what is expected nor above P(alive); no horizon, nothing. */
export function holdFutureLaws(model: StayModel): void {
  fc.assert(
    fc.property(cellArbitrary, parametersArbitrary(model.parameters.length), fc.integer({ min: 1, max: 500 }), (history, parameters, horizon) => {
      const chance = (h: number): number => model.chance(parameters, history, h)
      const expected = model.expected(parameters, history, horizon)
      const alive = model.alive(parameters, history)
      for (const value of [alive, chance(horizon), expected]) expect(Number.isFinite(value) && value >= 0).toBe(true)
      expect(alive).toBeLessThanOrEqual(1 + 1e-12)
      expect(chance(0)).toBeCloseTo(0, 12)
      expect(chance(horizon)).toBeLessThanOrEqual(chance(2 * horizon) + 1e-10)
      expect(chance(horizon)).toBeLessThanOrEqual(Math.min(alive, expected) * (1 + 1e-8) + 1e-10)
    }),
    { numRuns: 60 },
  )
}
