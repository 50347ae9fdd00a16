import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that a number fixes: the same seed strikes at the same moments, as far as the machine lets it. */
export interface Chance {
  readonly seed: number
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  readonly is: (share: number) => boolean
  readonly shuffled: <T>(items: readonly T[]) => T[]
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const whole = (low: number, high: number): number => uniformInt(generator, low, high)
  return {
    seed, whole,
    pick: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    is: (share) => whole(0, 999_999) < share * 1_000_000,
    shuffled(items) {
      const mixed = [...items]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = whole(0, i)
        const kept = mixed[i] as (typeof mixed)[number]
        mixed[i] = mixed[j] as (typeof mixed)[number]
        mixed[j] = kept
      }
      return mixed
    },
  }
}
