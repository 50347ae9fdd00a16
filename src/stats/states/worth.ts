/**
 * What a state is worth: the Markov reward model (Howard 1960; for customers, Pfeifer & Carraway 2000). With chances P of moving in a step, δ the
 * discount factor of a step and r what somebody in each state brings in one, V = r + δ P V. The worth of a move is the difference of two.
 */
import { quantilesOf } from '../describe.ts'
import { betaQuantile } from '../quantiles.ts'
import { diceOf, dirichlet, normal, type Dice } from '../random.ts'
import { solveSquare } from '../square.ts'
import { meanChances, type Chances, type Counts } from './transitions.ts'

/** V = (I − δ P)⁻¹ r. */
export function worthOfStates(chances: Chances, rewards: readonly number[], discount: number): number[] {
  const size = rewards.length
  const a = new Float64Array(size * size)
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) a[i * size + j] = Number(i === j) - discount * chances[i]![j]!
  return [...(solveSquare(a, size, Float64Array.from(rewards), 1, true) ?? new Float64Array(size).fill(Infinity))]
}

/** V over so many steps: Σ (δ P)^t r for t from 0, added up from the far end. */
export function worthWithin(chances: Chances, rewards: readonly number[], discount: number, steps: number): number[] {
  let v = rewards.map(() => 0)
  for (let step = 0; step < steps; step++) v = rewards.map((reward, i) => reward + discount * chances[i]!.reduce((sum, chance, j) => sum + chance * v[j]!, 0))
  return v
}

/** What one step in a state brings: the mean over customers, and how sure it is. */
export interface Reward {
  readonly mean: number
  readonly error: number
}

export interface Worth {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface WorthOptions {
  /** The discount factor of a step; below 1 where there is no end. */
  readonly discount: number
  /** How many steps to look ahead; without end if left out. */
  readonly steps?: number
  readonly draws?: number
  readonly seed?: number
  readonly level?: number
  /** Sums over states, each with its weights, that are wanted with their intervals too. */
  readonly sums?: readonly (readonly number[])[]
}

export interface Worths {
  readonly states: readonly Worth[]
  /** moves[i][j]: what somebody is worth more in j than in i. Drawn together, so what both are unsure of alike does not widen it. */
  readonly moves: readonly (readonly Worth[])[]
  /** The sums that were asked for. */
  readonly sums: readonly Worth[]
}

/** Chances that are not known for certain: their means, and how they might as well be. */
export interface UnsureChances {
  readonly means: Chances
  readonly draw: (dice: Dice) => Chances
}

/** Rows drawn from their Dirichlets; one without any weight stays where it is. @param posterior prior and counts together */
export const dirichletRows = (posterior: Counts): UnsureChances => ({
  means: meanChances(posterior),
  draw: (dice) => posterior.map((weights, i) => (weights.some((weight) => weight > 0) ? dirichlet(dice, weights) : weights.map((_, j) => Number(i === j)))),
})

/** The worth of each state and of each move, with intervals by drawing P and r: each draw is one possible world. */
export function worths(chances: UnsureChances, rewards: readonly Reward[], { discount, steps, draws = 1000, seed = 1, level = 0.95, sums = [] }: WorthOptions): Worths {
  if (!(discount >= 0 && (steps === undefined ? discount < 1 : discount <= 1))) throw new RangeError(`no discount factor: ${discount}`)
  const dice = diceOf(seed)
  const worthIn = (p: Chances, r: readonly number[]): number[] => (steps === undefined ? worthOfStates(p, r, discount) : worthWithin(p, r, discount, steps))
  const drawn = Array.from({ length: draws }, () => worthIn(chances.draw(dice), rewards.map(({ mean, error }) => mean + error * normal(dice))))
  const value = worthIn(chances.means, rewards.map(({ mean }) => mean))
  const tails = [(1 - level) / 2, (1 + level) / 2]
  const worthOf = (at: (v: readonly number[]) => number): Worth => {
    const [low, high] = quantilesOf(drawn.map(at), tails) as [number, number]
    return { value: at(value), low, high }
  }
  return {
    states: rewards.map((_, i) => worthOf((v) => v[i]!)), moves: rewards.map((_, i) => rewards.map((_each, j) => worthOf((v) => v[j]! - v[i]!))),
    sums: sums.map((weights) => worthOf((v) => weights.reduce((sum, weight, i) => sum + (weight === 0 ? 0 : weight * v[i]!), 0))),
  }
}

/** The mean number of steps in a state once it is entered, with its interval: what stays is Beta in its row. Null where nobody was seen to leave. */
export const stepsIn = (posterior: Counts, level = 0.95): (Worth | null)[] => posterior.map((row, i) => {
  const sum = row.reduce((total, weight) => total + weight, 0)
  const [stay, leave] = [row[i]!, sum - row[i]!]
  if (!(leave > 0)) return null
  const steps = (share: number): number => 1 / (1 - betaQuantile(share, stay, leave))
  return { value: sum / leave, low: steps((1 - level) / 2), high: steps((1 + level) / 2) }
})

/** A figure of each state that follows from the chances alone, with its interval by drawing them. */
export function drawnFrom(chances: UnsureChances, of: (chances: Chances) => readonly number[], { draws = 1000, seed = 1, level = 0.95 } = {}): Worth[] {
  const dice = diceOf(seed)
  const drawn = Array.from({ length: draws }, () => of(chances.draw(dice)))
  return of(chances.means).map((value, i) => {
    const [low, high] = quantilesOf(drawn.map((each) => each[i]!), [(1 - level) / 2, (1 + level) / 2]) as [number, number]
    return { value, low, high }
  })
}

/**
 * Figures that follow from chances and rewards, with their intervals, each draw of both being one possible world.
 * @param world what is reckoned of a world once
 * @param told the figures that are read off it, by name
 */
export function worldsOf<W, K extends string>(
  chances: UnsureChances, rewards: readonly Reward[], world: (chances: Chances, rewards: readonly number[]) => W, told: Readonly<Record<K, readonly ((world: W) => number)[]>>, { draws = 1000, seed = 1, level = 0.95 } = {},
): Record<K, Worth[]> {
  const dice = diceOf(seed)
  const flat = Object.values<readonly ((world: W) => number)[]>(told).flat()
  const read = (p: Chances, r: readonly number[]): number[] => {
    const found = world(p, r)
    return flat.map((of) => of(found))
  }
  const drawn = Array.from({ length: draws }, () => read(chances.draw(dice), rewards.map(({ mean, error }) => mean + error * normal(dice))))
  const figures = read(chances.means, rewards.map(({ mean }) => mean)).map((value, i): Worth => {
    const [low, high] = quantilesOf(drawn.map((each) => each[i]!), [(1 - level) / 2, (1 + level) / 2]) as [number, number]
    return { value, low, high }
  })
  return Object.fromEntries(Object.entries<readonly unknown[]>(told).map(([name, { length }]) => [name, figures.splice(0, length)])) as Record<K, Worth[]>
}

/**
 * How likely somebody in each state is ever to stand in `target`, where those in `ends` stay there (else everybody gets everywhere in the
 * end): the smallest solution of h = P h with h = 1 at the target and 0 at the ends.
 */
export function everReaches(chances: Chances, target: number, ends: readonly number[]): number[] {
  const size = chances.length
  const fixed = (i: number): boolean => i === target || ends.includes(i)
  const leads = leadsTo(chances, target, fixed)
  const a = new Float64Array(size * size)
  const b = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    a[i * size + i] = 1
    if (i === target) b[i] = 1
    else if (!fixed(i) && leads.has(i)) for (let j = 0; j < size; j++) a[i * size + j]! -= chances[i]![j]!
  }
  return [...(solveSquare(a, size, b, 1) ?? b)]
}

/** The states from which the target can be reached at all; the others would make the system singular. */
function leadsTo(chances: Chances, target: number, fixed: (i: number) => boolean): Set<number> {
  const found = new Set([target])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const [i, row] of chances.entries()) if (!fixed(i) && row.some((chance, j) => chance > 0 && found.has(j))) found.add(i)
  }
  return found
}

/** How likely somebody in each state is to have stood in `target` within so many steps. */
export function reachesWithin(chances: Chances, target: number, steps: number): number[] {
  let reached = chances.map((_, i) => Number(i === target))
  for (let step = 0; step < steps; step++) reached = chances.map((row, i) => (i === target ? 1 : row.reduce((sum, chance, j) => sum + chance * reached[j]!, 0)))
  return reached
}
