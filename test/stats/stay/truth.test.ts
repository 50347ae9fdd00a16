import { describe, expect, test } from 'vitest'
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import { fitStay, type StayFit } from '#stats/stay/fit.ts'
import { forecast } from '#stats/stay/forecast.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { gapTerm } from '#stats/stay/bg.ts'
import { bgbbShop, bgLife, paretoLife, playShop } from './shops.ts'

const SHOPS = 40
const CUSTOMERS = 1500
const BG_TRUTH = [0.7, 6, 0.8, 2.5] as const
const PARETO_TRUTH = [0.8, 8, 0.9, 14] as const
const BB_TRUTH = [1.2, 0.8, 0.7, 2.8] as const

const bg = (k: 1 | 2 | 3, firstMayBeLast: boolean, truth: readonly number[]) => (seed: number): Cell[] => playShop(CUSTOMERS, seed, bgLife({ k, firstMayBeLast }, truth))

describe.each<readonly [string, StayModel, readonly number[], (seed: number) => Cell[]]>([
  ['BG/NBD', BG_NBD, BG_TRUTH, bg(1, false, BG_TRUTH)],
  ['MBG/NBD', MBG_NBD, BG_TRUTH, bg(1, true, BG_TRUTH)],
  ['MBG with gaps of two stages', MBG_ERLANG_2, [0.7, 3, 0.8, 2.5], bg(2, true, [0.7, 3, 0.8, 2.5])],
  ['MBG with gaps of three stages', MBG_ERLANG_3, [0.7, 2, 0.8, 2.5], bg(3, true, [0.7, 2, 0.8, 2.5])],
  ['Pareto/NBD', PARETO_NBD, PARETO_TRUTH, (seed) => playShop(CUSTOMERS, seed, paretoLife(PARETO_TRUTH))],
  ['BG/BB', BG_BB, BB_TRUTH, (seed) => bgbbShop(CUSTOMERS, seed, BB_TRUTH)],
])(`%s played ${SHOPS} times`, (_, model, truth, shop) => {
  const fits: StayFit[] = Array.from({ length: SHOPS }, (_each, seed) => {
    const outcome = fitStay(model, packCells(shop(seed + 1)))
    if (!outcome.ok) throw new Error(outcome.reason)
    return outcome.value
  })

  test('its 95 % intervals hold the truth about as often as they say', () => {
    const held = fits.flatMap((fit) => truth.map((value, i) => Math.abs(Math.log(fit.parameters[i]! / value)) <= 1.96 * Math.sqrt(fit.covariance[i]![i]!)))
    const share = held.filter(Boolean).length / held.length
    expect(share).toBeGreaterThanOrEqual(0.89)
    expect(share).toBeLessThan(1)
  })

  test('so do those of what is foretold of a customer', () => {
    const history = model === BG_BB ? { x: 2, t_x: 5, T: 8 } : { x: 2, t_x: 30, T: 45 }
    const horizon = model === BG_BB ? 4 : 26
    const expected = model.expected(truth, history, horizon)
    const held = fits.filter((fit) => {
      const found = forecast(model, fit, history, horizon, { draws: 200 }).expected
      return found.low <= expected && expected <= found.high
    })
    expect(held.length / SHOPS).toBeGreaterThanOrEqual(0.85)
  })
})

test('the number of stages is found by likelihood, the times between purchases counted in', () => {
  for (const k of [1, 2, 3] as const) {
    let logs = 0
    const life = bgLife({ k, firstMayBeLast: true }, [0.7, 6 / k, 0.8, 2.5])
    const cells = playShop(CUSTOMERS, 5, (T, dice) => {
      const times = life(T, dice)
      for (const [i, time] of times.entries()) logs += Math.log(time - (times[i - 1] ?? 0))
      return times
    })
    const repeats = cells.reduce((sum, { x }) => sum + x, 0)
    const likelihoods = [MBG_NBD, MBG_ERLANG_2, MBG_ERLANG_3].map((model, i) => {
      const fit = fitStay(model, packCells(cells))
      return fit.ok ? fit.value.logLikelihood + gapTerm(i + 1, repeats, logs) : -Infinity
    })
    expect(likelihoods.indexOf(Math.max(...likelihoods)) + 1).toBe(k)
  }
})
