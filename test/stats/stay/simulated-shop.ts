import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { BgParams } from '#stats/stay/bg.ts'
import type { Cell } from '#stats/stay/cells.ts'
import { betaQuantile, gammaQuantile } from '#stats/quantiles.ts'

/** Customers who live as the MBG/NBD model says, watched for one to two years after their first purchase. */
export function simulatedShop(truth: BgParams, customers: number, seed: number): Cell[] {
  const generator = xoroshiro128plus(seed)
  const uniform = (): number => uniformFloat64(generator)
  return Array.from({ length: customers }, () => {
    const rate = gammaQuantile(uniform(), truth.r, truth.alpha)
    const leaves = betaQuantile(uniform(), truth.a, truth.b)
    const T = Math.floor(365 * (1 + uniform()))
    let [x, t_x] = [0, 0]
    while (uniform() >= leaves) {
      const next = t_x - Math.log(1 - uniform()) / rate
      if (next > T) break
      t_x = next
      x++
    }
    return { x, t_x, T, n: 1 }
  })
}
