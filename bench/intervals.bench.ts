/**
 * bench/intervals: how often 95 % intervals hold a truth that was played, over 200 shops of 1,500 customers for each model.
 * Held against what chance alone allows 200 such shops: 92.0 % to 98.0 %.
 *
 *   npm run bench -- intervals
 */
import { BG_NBD, MBG_ERLANG_2, MBG_ERLANG_3, MBG_NBD } from '#stats/stay/bg-models.ts'
import { BG_BB } from '#stats/stay/bgbb.ts'
import { packCells, type Cell } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { bgbbShop, bgLife, paretoLife, playShop } from '#test/stats/stay/shops.ts'
import { machine } from './machine.ts'

const SHOPS = 200
const CUSTOMERS = 1500

type Shop = (seed: number, truth: readonly number[]) => Cell[]
const bg = (k: 1 | 2 | 3, firstMayBeLast: boolean): Shop => (seed, truth) => playShop(CUSTOMERS, seed, bgLife({ k, firstMayBeLast }, truth))

const CASES: readonly (readonly [StayModel, readonly number[], Shop])[] = [
  [BG_NBD, [0.7, 6, 0.8, 2.5], bg(1, false)],
  [MBG_NBD, [0.7, 6, 0.8, 2.5], bg(1, true)],
  [MBG_ERLANG_2, [0.7, 3, 0.8, 2.5], bg(2, true)],
  [MBG_ERLANG_3, [0.7, 2, 0.8, 2.5], bg(3, true)],
  [PARETO_NBD, [0.8, 8, 0.9, 14], (seed, truth) => playShop(CUSTOMERS, seed, paretoLife(truth))],
  [BG_BB, [1.2, 0.8, 0.7, 2.8], (seed, truth) => bgbbShop(CUSTOMERS, seed, truth)],
]

console.log(`bench/intervals  ${machine()}`)
console.log(`share of ${SHOPS} played shops in which the 95 % interval of a parameter held the truth`)
for (const [model, truth, shop] of CASES) {
  const held = truth.map(() => 0)
  let fits = 0
  for (let seed = 1001; seed <= 1000 + SHOPS; seed++) {
    const outcome = fitStay(model, packCells(shop(seed, truth)))
    if (!outcome.ok) continue
    fits++
    for (const [i, value] of truth.entries()) if (Math.abs(Math.log(outcome.value.parameters[i]! / value)) <= 1.96 * Math.sqrt(outcome.value.covariance[i]![i]!)) held[i]!++
  }
  console.log(`${model.name.padEnd(10)} ${model.parameters.map((name, i) => `${name} ${((100 * held[i]!) / fits).toFixed(1)} %`).join('  ')}  (${fits} fitted)`)
}
