import { beta, diceOf, exponential, gamma, type Dice } from '#stats/random.ts'
import type { Cell } from '#stats/stay/cells.ts'
import type { BgKind } from '#stats/stay/bg.ts'

/** Customers whose whole life is played by the definition of a model, watched for 40 to 78 weeks after their first purchase. */
export function playShop(customers: number, seed: number, life: (T: number, dice: Dice) => readonly number[]): Cell[] {
  const dice = diceOf(seed)
  return Array.from({ length: customers }, () => {
    const T = 40 + Math.floor(39 * dice.uniform())
    const times = life(T, dice)
    return { x: times.length, t_x: times.at(-1) ?? 0, T, n: 1 }
  })
}

/** Purchases after the first in (0, T]. */
export const bgLife = ({ k, firstMayBeLast }: BgKind, [r, alpha, a, b]: readonly number[]) => (T: number, dice: Dice): number[] => {
  const [rate, leaves] = [gamma(dice, r!, alpha), beta(dice, a!, b!)]
  const times: number[] = []
  if (firstMayBeLast && dice.uniform() < leaves) return times
  for (let at = 0; ; ) {
    for (let stage = 0; stage < k; stage++) at += exponential(dice) / rate
    if (at > T) return times
    times.push(at)
    if (dice.uniform() < leaves) return times
  }
}

export const paretoLife = ([r, alpha, s, b]: readonly number[]) => (T: number, dice: Dice): number[] => {
  const [rate, end] = [gamma(dice, r!, alpha), Math.min(T, exponential(dice) / gamma(dice, s!, b))]
  const times: number[] = []
  for (let at = exponential(dice) / rate; at <= end; at += exponential(dice) / rate) times.push(at)
  return times
}

export function bgbbShop(customers: number, seed: number, [a, b, c, d]: readonly number[]): Cell[] {
  const dice = diceOf(seed)
  return Array.from({ length: customers }, () => {
    const [takes, leaves] = [beta(dice, a!, b!), beta(dice, c!, d!)]
    let [x, t_x] = [0, 0]
    for (let t = 1; t <= 8 && dice.uniform() >= leaves; t++) if (dice.uniform() < takes) [x, t_x] = [x + 1, t]
    return { x, t_x, T: 8, n: 1 }
  })
}
