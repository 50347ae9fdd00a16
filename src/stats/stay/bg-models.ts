import { evaluateBg, type BgKind, type BgParams } from './bg.ts'
import { bgAlive, bgChance, bgChanceOf, bgDraw, bgExpected, bgLogit } from './bg-future.ts'
import type { BuyingModel } from './under-contract.ts'

const paramsOf = ([r, alpha, a, b]: readonly number[]): BgParams => ({ r: r!, alpha: alpha!, a: a!, b: b! })

/** With few repeaters the likelihood can have two peaks, so several starts climb roughly and the highest goes on. */
const STARTS = [
  [0.5, 1, 0.8, 1.6],
  [1, 30, 0.1, 0.1],
  [5, 10, 0.05, 1],
  [0.05, 1, 0.1, 3],
] as const

const NEW = { x: 0, t_x: 0, T: 0 }

const modelOf = (name: string, kind: BgKind): BuyingModel => ({
  name,
  parameters: ['r', 'alpha', 'a', 'b'],
  inTime: [false, true, false, false],
  // The rate is that of a stage: k of them make a gap.
  starts: STARTS.map(([r, gaps, a, b]) => [r, gaps / kind.k, a, b]),
  evaluate: (packed, p) => evaluateBg(kind, packed, paramsOf(p)),
  alive: (p, history) => bgAlive(kind, paramsOf(p), history),
  chance: (p, history, horizon) => bgChance(kind, paramsOf(p), history, horizon),
  chanceWithin(p, horizon) {
    const params = paramsOf(p)
    return (x, t_x, T) => bgChanceOf(kind, params, x, t_x, T, horizon)
  },
  logit: (p, history, horizon) => bgLogit(kind, paramsOf(p), history, horizon),
  expected: (p, history, horizon) => bgExpected(kind, paramsOf(p), history, horizon),
  expectedNew: (p, t) => bgExpected(kind, paramsOf(p), NEW, t),
  buying: ([r, alpha], { x, T }) => ({ shape: r! + kind.k * x, rate: alpha! + T, stages: kind.k }),
  draw: (p, history, horizon, dice) => bgDraw(kind, paramsOf(p), history, horizon, dice),
})

export const BG_NBD = modelOf('bgnbd', { k: 1, firstMayBeLast: false })
export const MBG_NBD = modelOf('mbgnbd', { k: 1, firstMayBeLast: true })
/** MBG/CNBD-k: the same with regular gaps. */
export const MBG_ERLANG_2 = modelOf('mbgnbd-2', { k: 2, firstMayBeLast: true })
export const MBG_ERLANG_3 = modelOf('mbgnbd-3', { k: 3, firstMayBeLast: true })
