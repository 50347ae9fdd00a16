import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import type { History } from '#stats/stay/cells.ts'
import { chanceInterval, chanceWithin } from '#stats/stay/chance.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { expectClose } from '../close.ts'

/** CDNOW 1/10 sample in weeks, MBG/NBD by maximum likelihood. */
const CDNOW = [0.524838, 6.182988, 0.891356, 1.614]
const STEADY = [3, 60, 0.4, 6]

const HISTORIES: readonly History[] = [
  { x: 0, t_x: 0, T: 38.86 },
  { x: 0, t_x: 0, T: 0 },
  { x: 1, t_x: 1.71, T: 38.86 },
  { x: 2, t_x: 30.43, T: 38.86 },
  { x: 2, t_x: 38.86, T: 38.86 },
  { x: 29, t_x: 35.7, T: 38.7 },
]

const FAMILY = [['BG/NBD', BG_NBD], ['MBG/NBD', MBG_NBD], ['gaps of two stages', MBG_ERLANG_2], ['gaps of three stages', MBG_ERLANG_3]] as const
const anyHistory = fc.tuple(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 900 })).map(([x, share, T]) => ({ x, t_x: x === 0 ? 0 : share * T, T }))
const anyParameters = fc.array(fc.double({ min: -3, max: 4, noNaN: true }).map(Math.exp), { minLength: 4, maxLength: 4 })
const some = fc.tuple(anyParameters, anyHistory, fc.double({ min: 0.1, max: 2000, noNaN: true }))

describe.each(FAMILY)('the chance of %s', (_, model) => {
  test('is the same to the bit for many histories as for one', () => {
    fc.assert(fc.property(some, ([parameters, history, horizon]) => {
      expect(chanceWithin(model, parameters, horizon)(history.x, history.t_x, history.T)).toBe(model.chance(parameters, history, horizon))
    }))
  })

  test('is 0 at no horizon, no more than P(alive), rises with the horizon', () => {
    fc.assert(fc.property(some, ([parameters, history, horizon]) => {
      const chance = (longer: number): number => model.chance(parameters, history, longer)
      expect(Math.abs(chance(0))).toBe(0)
      expect(chance(horizon)).toBeLessThanOrEqual(model.alive(parameters, history))
      expect(chance(horizon)).toBeLessThanOrEqual(chance(2 * horizon) + 1e-12)
    }))
  })

  test('with silence it rises at most once, while somebody becomes due, and then falls for good', () => {
    fc.assert(fc.property(some, ([parameters, { x, t_x }, horizon]) => {
      const at = Array.from({ length: 400 }, (_unused, i) => model.chance(parameters, { x, t_x, T: t_x + (1.05 ** i - 1) / 10 }, horizon))
      const turns = at.findIndex((chance, i) => i > 0 && chance < at[i - 1]! - 1e-12)
      if (turns < 0) return
      for (let i = turns + 1; i < at.length; i++) expect(at[i]).toBeLessThanOrEqual(at[i - 1]! + 1e-12)
    }), { numRuns: 120 })
  })

  test('stays finite for 1,000 purchases and ten silent years', () => {
    expect(model.chance(CDNOW, { x: 1000, t_x: 400, T: 4000 }, 365)).toBeCloseTo(0, 100)
    expectClose(model.chance(CDNOW, { x: 1000, t_x: 400, T: 400 }, 365), 1, 3e-3)
  })
})

test('with gaps of one stage it falls from the first day on', () => {
  for (const model of [BG_NBD, MBG_NBD])
    fc.assert(fc.property(some, ([parameters, { x, t_x, T }, horizon]) => {
      const chance = (silence: number): number => model.chance(parameters, { x, t_x, T: T + silence }, horizon)
      expect(chance(10)).toBeLessThanOrEqual(chance(0) * (1 + 1e-12))
    }))
})

describe('interval of the chance', () => {
  const covariance = [
    [0.01, 0.008, 0.001, 0.002],
    [0.008, 0.012, 0.002, 0.001],
    [0.001, 0.002, 0.05, 0.04],
    [0.002, 0.001, 0.04, 0.06],
  ]
  const logit = (chance: number): number => Math.log(chance / (1 - chance))

  /** The slow twin: the slopes of the logit by central differences. */
  function slowly(model: StayModel, parameters: readonly number[], history: History): { middle: number; error: number } {
    const at = (logs: readonly number[]): number => logit(model.chance(logs.map(Math.exp), history, 39))
    const logs = parameters.map(Math.log)
    const slopes = logs.map((_, i) => {
      const [up, down] = [1e-5, -1e-5].map((d) => at(logs.map((log, j) => (i === j ? log + d : log)))) as [number, number]
      return (up - down) / 2e-5
    })
    let variance = 0
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) variance += slopes[i]! * slopes[j]! * covariance[i]![j]!
    return { middle: at(logs), error: Math.sqrt(variance) }
  }

  test.each([...FAMILY, ['Pareto/NBD', PARETO_NBD] as const])('of %s: on the logit scale it is the chance ± z standard errors', (_, model) => {
    for (const parameters of [CDNOW, STEADY])
      for (const history of HISTORIES) {
        const { middle, error } = slowly(model, parameters, history)
        const found = chanceInterval(model, { parameters, covariance }, history, 39, 0.95)
        expectClose(found.chance, model.chance(parameters, history, 39), 1e-12)
        expectClose((logit(found.high) - logit(found.low)) / 2, 1.959963984540054 * error, 1e-6)
        expectClose((logit(found.high) + logit(found.low)) / 2, middle, 1e-9)
      }
  })

  test('no horizon, no chance; an extreme history stays within 0 and 1', () => {
    for (const [, model] of FAMILY) {
      expect(chanceInterval(model, { parameters: CDNOW, covariance }, { x: 2, t_x: 3, T: 9 }, 0, 0.95)).toEqual({ chance: 0, low: 0, high: 0 })
      for (const [x, t_x, T] of [[1000, 400, 4000], [1000, 400, 400], [0, 0, 0]] as const) {
        const { chance, low, high } = chanceInterval(model, { parameters: CDNOW, covariance }, { x, t_x, T }, 365, 0.95)
        expect(low >= 0 && low <= chance && chance <= high && high <= 1, `${low} ${chance} ${high}`).toBe(true)
      }
    }
  })
})
