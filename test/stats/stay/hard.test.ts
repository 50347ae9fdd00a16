import { describe, expect, test } from 'vitest'
import { BG_NBD, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { packCells, packColumns, thinned, unpack, type Cell } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { bgLife, playShop } from './shops.ts'

const MODELS = [BG_NBD, MBG_NBD, MBG_ERLANG_3, PARETO_NBD, BG_BB]

describe.each(MODELS.map((model) => [model.name, model] as const))('%s', (_, model) => {
  const reason = (cells: readonly Cell[]): unknown => fitStay(model, packCells(cells))

  test('nobody, one customer, no repeats, too few: a reason', () => {
    expect(reason([])).toEqual({ ok: false, reason: 'no_customers' })
    expect(reason([{ x: 3, t_x: 5, T: 8, n: 1 }])).toEqual({ ok: false, reason: 'one_customer' })
    expect(reason([{ x: 0, t_x: 0, T: 8, n: 1000 }])).toEqual({ ok: false, reason: 'no_repeats' })
    expect(reason([{ x: 0, t_x: 0, T: 8, n: 1000 }, { x: 1, t_x: 2, T: 8, n: 9 }])).toEqual({ ok: false, reason: 'too_few_repeaters' })
  })

  test.each<readonly [string, readonly Cell[]]>([
    ['everyone lapsed', [1, 2, 3].map((x) => ({ x, t_x: 4, T: 400, n: 100 }))],
    ['all the same', [{ x: 3, t_x: 30, T: 40, n: 1000 }]],
    ['nobody ever leaves', Array.from({ length: 30 }, (_each, i) => ({ x: 20 + (i % 7), t_x: 90 - i, T: 95, n: 30 }))],
    ['all bought on the last day', [1, 3, 7].map((x) => ({ x, t_x: 40, T: 40, n: 300 }))],
    ['huge counts', [{ x: 3, t_x: 30, T: 40, n: 1e9 }, { x: 0, t_x: 0, T: 40, n: 1e9 }, { x: 1, t_x: 3, T: 40, n: 5e8 }]],
    ['one who buys a thousand times', [{ x: 1000, t_x: 1200, T: 1202, n: 1 }, { x: 0, t_x: 0, T: 1200, n: 500 }, { x: 2, t_x: 300, T: 1200, n: 80 }]],
  ])('%s: a fit of finite numbers or a reason, never NaN', (_each, cells) => {
    const outcome = fitStay(model, packCells(cells))
    if (!outcome.ok) return expect(outcome.reason).toBe('not_converged')
    const { parameters, standardErrors, covariance, logLikelihood } = outcome.value
    for (const value of [...parameters, ...standardErrors, ...covariance.flat(), logLikelihood]) expect(Number.isFinite(value)).toBe(true)
    for (const { x, t_x, T } of cells) {
      const foretold = [model.alive(parameters, { x, t_x, T }), model.chance(parameters, { x, t_x, T }, 10), model.expected(parameters, { x, t_x, T }, 10)]
      for (const value of foretold) expect(Number.isFinite(value) && value >= 0, foretold.join(' ')).toBe(true)
    }
  })
})

test('a parameter that the data leave open is held by a weak prior, and named; with the prior forbidden there is no fit', () => {
  const packed = packCells(Array.from({ length: 30 }, (_, i) => ({ x: 20 + (i % 7), t_x: 90 - i, T: 95, n: 30 })))
  const outcome = fitStay(MBG_NBD, packed)
  expect(outcome.ok && outcome.value.held.length).toBeGreaterThan(0)
  expect(fitStay(MBG_NBD, packed, { prior: 'never' })).toEqual({ ok: false, reason: 'not_converged' })
})

test('columns and cells are packed alike, whole numbers or not', () => {
  const cells = [{ x: 1, t_x: 2.5, T: 9, n: 1 }, { x: 0, t_x: 0, T: 70_000, n: 1 }, { x: 1, t_x: 2.5, T: 9, n: 1 }, { x: 4, t_x: 8, T: 9, n: 1 }]
  const columns = { x: cells.map(({ x }) => x), t_x: cells.map(({ t_x }) => t_x), T: cells.map(({ T }) => T) }
  expect(packColumns(columns)).toEqual(packCells(cells))
  expect(unpack(packColumns(columns))).toEqual([{ x: 0, t_x: 0, T: 70_000, n: 1 }, { x: 1, t_x: 2.5, T: 9, n: 2 }, { x: 4, t_x: 8, T: 9, n: 1 }])
  expect(() => packColumns({ x: [1], t_x: [5], T: [4] })).toThrow(RangeError)
})

test('thinned cells are every so-manieth, with their customers', () => {
  const packed = packCells(Array.from({ length: 100 }, (_, i) => ({ x: i, t_x: i, T: 200, n: 2 })))
  expect(thinned(packed, 200)).toBe(packed)
  const few = thinned(packed, 30)
  expect([few.n.length, few.customers, few.customersByX.reduce((sum, n) => sum + n, 0)]).toEqual([25, 50, 50])
})

test('a first step that leaps to where the likelihood is rounding alone is taken back', () => {
  const shop = playShop(4000, 2, (_, dice) => bgLife({ k: 2, firstMayBeLast: true }, [1.5, 8, 0.6, 4])(100, dice).filter((time) => time <= 60))
  const fit = fitStay(MBG_ERLANG_3, packCells(shop.map((cell) => ({ ...cell, T: 60 }))), { prior: 'always' })
  expect(fit.ok && fit.value.parameters.map((value) => value.toPrecision(3))).toEqual(['1.53', '5.23', '0.650', '3.96'])
})
