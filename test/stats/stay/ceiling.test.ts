import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { logScoreSum } from '#stats/log-score.ts'
import { beta, diceOf } from '#stats/random.ts'
import { BG_NBD, MBG_ERLANG_2, MBG_NBD } from '#stats/stay/bg-models.ts'
import { seasonsModel } from '#stats/stay/bgbb-seasons.ts'
import { ceilingOf, lowered, under } from '#stats/stay/ceiling.ts'
import { chanceInterval, chanceWithin } from '#stats/stay/chance.ts'

interface Asked {
  readonly chances: Float64Array
  readonly cells: readonly { readonly n: number; readonly came: number }[]
}

/** People of whom a model says chances, most of them near 1; that share of those it is right about came. */
function people(n: number, seed: number, truth: number): Asked {
  const dice = diceOf(seed)
  const chances = Float64Array.from({ length: n }, () => Math.min(1 - 1e-9, beta(dice, 3, 0.2)))
  return { chances, cells: Array.from(chances, (chance) => ({ n: 1, came: Number(dice.uniform() < truth * chance) })) }
}

/** The slow twin: the best of ten thousand, for those of whom nine in ten or more was said. */
function byTrying({ chances, cells }: Asked): number {
  const sure = [...chances.keys()].filter((i) => chances[i]! >= 0.9)
  const [own, theirs] = [Float64Array.from(sure, (i) => chances[i]!), sure.map((i) => cells[i]!)]
  const score = (ceiling: number): number => logScoreSum(lowered(own, ceiling), theirs)
  return Array.from({ length: 5001 }, (_, i) => 0.5 + i / 10_000).reduce((best, each) => (score(each) > score(best) ? each : best))
}

describe('the ceiling', () => {
  test('is the one that scores best, and the share of the surest who came', () => {
    for (const [seed, truth] of [[1, 0.97], [2, 0.9], [3, 0.985]] as const) {
      const asked = people(3000, seed, truth)
      const found = ceilingOf(asked.chances, asked.cells)
      expect(Math.abs(found - byTrying(asked))).toBeLessThan(1.1e-4)
      expect(Math.abs(found - truth)).toBeLessThan(3 * Math.sqrt((truth * (1 - truth)) / 2200))
    }
  })

  test('is 1 where the model is right: of 300 companies about one in a hundred is told another', () => {
    const told = Array.from({ length: 300 }, (_, i) => people(1500, 100 + i, 1)).filter(({ chances, cells }) => ceilingOf(chances, cells) < 1)
    expect(told.length).toBeLessThanOrEqual(8)
  })

  test('says nothing where nobody is sure, however few came', () => {
    const chances = Float64Array.from({ length: 500 }, (_, i) => (0.89 * (i + 1)) / 500)
    expect(ceilingOf(chances, Array.from(chances, () => ({ n: 3, came: 0 })))).toBe(1)
    expect(ceilingOf(new Float64Array(), [])).toBe(1)
  })

  test('rows of many people are as good as people one by one; of those who never come it is the lowest there is', () => {
    const { chances, cells } = people(800, 9, 0.95)
    const twice = ceilingOf(Float64Array.from([...chances, ...chances]), [...cells, ...cells])
    expect(ceilingOf(chances, cells.map(({ n, came }) => ({ n: 2 * n, came: 2 * came })))).toBeCloseTo(twice, 12)
    expect(ceilingOf(new Float64Array(50).fill(0.99), Array.from({ length: 50 }, () => ({ n: 1, came: 0 })))).toBeCloseTo(0.5, 9)
  })
})

const MODELS = [[BG_NBD, [0.6, 40, 0.8, 2.4]], [MBG_NBD, [1.1, 60, 0.7, 3]], [MBG_ERLANG_2, [1.4, 30, 0.6, 4]], [seasonsModel(0.1), [2, 1, 1, 5]]] as const
const history = fc.record({ x: fc.integer({ min: 1, max: 9 }), gaps: fc.integer({ min: 1, max: 8 }), silent: fc.integer({ min: 0, max: 9 }) }).map(({ x, gaps, silent }) => ({ x, t_x: x + gaps, T: x + gaps + silent }))

describe.each(MODELS.map(([model, parameters]) => ({ name: model.name, model, parameters })))('a model under a ceiling: $name', ({ model, parameters }) => {
  const lower = under(model, 0.96)

  test('says that share of everything, and of certain customers what it said before', () => {
    expect(under(model, 1)).toBe(model)
    fc.assert(fc.property(history, (own) => {
      for (const of of ['chance', 'expected'] as const) expect(lower[of](parameters, own, 30)).toBeCloseTo(0.96 * model[of](parameters, own, 30), 12)
      expect(lower.alive(parameters, own)).toBeCloseTo(0.96 * model.alive(parameters, own), 12)
      expect(lower.buying(parameters, own)).toEqual(model.buying(parameters, own))
      expect(chanceWithin(lower, parameters, 30)(own.x, own.t_x, own.T)).toBe(0.96 * chanceWithin(model, parameters, 30)(own.x, own.t_x, own.T))
      expect(lower.expected(parameters, own, 30)).toBeGreaterThanOrEqual(lower.chance(parameters, own, 30) - 1e-12)
    }))
    expect(lower.expectedNew(parameters, 30)).toBeCloseTo(0.96 * model.expectedNew(parameters, 30), 12)
  })

  test('its interval is that of its own chance: in closed form as by differences', () => {
    const { logit: _, ...slow } = lower
    const covariance = parameters.map((_p, i) => parameters.map((_q, j) => (i === j ? 0.02 : 0.004)))
    fc.assert(fc.property(history, (own) => {
      const [fast, twin] = [lower, slow].map((each) => chanceInterval(each, { parameters: [...parameters], covariance }, own, 5, 0.95)) as [ReturnType<typeof chanceInterval>, ReturnType<typeof chanceInterval>]
      for (const of of ['chance', 'low', 'high'] as const) expect(fast[of]).toBeCloseTo(twin[of], 6)
      expect(fast.chance).toBeCloseTo(lower.chance(parameters, own, 5), 12)
    }))
  })

  test('drawn futures are as many as expected, and as often none', () => {
    const [dice, own, runs] = [diceOf(4), { x: 6, t_x: 7, T: 8 }, 20_000]
    const drawn = Array.from({ length: runs }, () => lower.draw(parameters, own, 40, dice).length)
    const [mean, came] = [drawn.reduce((sum, n) => sum + n, 0) / runs, drawn.filter((n) => n > 0).length / runs]
    const [expected, chance] = [lower.expected(parameters, own, 40), lower.chance(parameters, own, 40)]
    const spread = Math.sqrt(drawn.reduce((sum, n) => sum + (n - mean) ** 2, 0) / runs)
    expect(Math.abs(mean - expected)).toBeLessThan((4 * spread) / Math.sqrt(runs))
    expect(Math.abs(came - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / runs))
  })
})
