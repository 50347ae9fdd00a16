/**
 * A chain that remembers: the chances of a step depend on more than the state somebody stands in, such as how long they have stood there (a
 * semi-Markov chain in steps; Howard 1971) or what they were before. All of that together is a place. Which place comes next follows from the
 * place and from the state that the step leads to, so that only chances of states have to be known, and those are the same for all places of a row.
 */
import { solveSquare } from '../square.ts'
import type { Chances } from './transitions.ts'

export interface Chain {
  readonly states: number
  /** By place: the state it is of, and the row of chances (and of rewards) that holds there. */
  readonly state: Int32Array
  readonly row: Int32Array
  /** next[place · states + to]: the place after a step that leads to a state; to the place's own state is to stay. Whoever stays for long stays in one place. */
  readonly next: Int32Array
}

/** The chain that forgets: each state is one place. */
export const forgetful = (states: number): Chain => ({
  states, state: Int32Array.from({ length: states }, (_, i) => i), row: Int32Array.from({ length: states }, (_, i) => i), next: Int32Array.from({ length: states * states }, (_, i) => i % states),
})

/** What a step to some state leads to, weighed by its chance. */
function ahead({ states, row, next }: Chain, chances: Chances, place: number, v: Float64Array): number {
  const own = chances[row[place]!]!
  let sum = 0
  for (let to = 0; to < states; to++) sum += own[to]! * v[next[place * states + to]!]!
  return sum
}

/** V by place over so many steps: Σ δ^t r for t from 0, added up from the far end. @param rewards by row */
export function worthAlong(chain: Chain, chances: Chances, rewards: readonly number[], discount: number, steps: number): Float64Array {
  let [v, before] = [new Float64Array(chain.state.length), new Float64Array(chain.state.length)]
  for (let step = 0; step < steps; step++) {
    for (let place = 0; place < v.length; place++) before[place] = rewards[chain.row[place]!]! + discount * ahead(chain, chances, place, v)
    ;[v, before] = [before, v]
  }
  return v
}

/** How likely somebody in each place is to stand in its state again so many steps later. */
export function againAfter(chain: Chain, chances: Chances, steps: number): Float64Array {
  const again = new Float64Array(chain.state.length)
  for (let target = 0; target < chain.states; target++) {
    let v: Float64Array = Float64Array.from(chain.state, (state) => Number(state === target))
    for (let step = 0; step < steps; step++) v = v.map((_, place) => ahead(chain, chances, place, v))
    for (let place = 0; place < again.length; place++) if (chain.state[place] === target) again[place] = v[place]!
  }
  return again
}

/** How likely somebody in each place is to have stood in a state within so many steps. */
export function reachesAlong(chain: Chain, chances: Chances, target: number, steps: number): Float64Array {
  let v: Float64Array = Float64Array.from(chain.state, (state) => Number(state === target))
  for (let step = 0; step < steps; step++) v = v.map((_, place) => (chain.state[place] === target ? 1 : ahead(chain, chances, place, v)))
  return v
}

/** What somebody meets who stays from a place on: each place on the way with the chance of getting there, the last one with how often they are there. */
function* stayFrom({ states, state, row, next }: Chain, chances: Chances, from: number): Generator<readonly [place: number, often: number]> {
  for (let [place, left] = [from, 1]; left > 0; ) {
    const own = chances[row[place]!]!
    const after = next[place * states + state[place]!]!
    // What leaves is added up: 1 less what stays would lose its digits where hardly anybody leaves.
    if (after === place) return void (yield [place, left / Math.max(Number.MIN_VALUE / Number.EPSILON, own.reduce((sum, chance, to) => sum + (to === state[place] ? 0 : chance), 0))])
    yield [place, left]
    left *= own[state[place]!]!
    place = after
  }
}

/** The mean number of steps in the state of a place from there on. */
export function staysAlong(chain: Chain, chances: Chances, place: number): number {
  let sum = 0
  for (const [, often] of stayFrom(chain, chances, place)) sum += often
  return sum
}

/**
 * How likely somebody in each place is ever to stand in `target`, where those in `ends` stay there. Stays are added up first, so that what is solved
 * has a row only for each place that a move leads to.
 */
export function everAlong(chain: Chain, chances: Chances, target: number, ends: readonly number[]): Float64Array {
  const { states, state, next } = chain
  const open = (place: number): boolean => state[place] !== target && !ends.includes(state[place]!)
  const leadTo = (place: number): number[] => Array.from({ length: states }, (_, to) => next[place * states + to]!).filter((after) => state[after] !== state[place])
  const entries = [...new Set(Array.from(state, (_, place) => place).flatMap(leadTo))].filter(open)
  const index = new Map(entries.map((place, i) => [place, i]))
  const size = entries.length
  const [a, b] = [new Float64Array(size * size), new Float64Array(size)]
  for (const [i, entry] of entries.entries()) {
    a[i * size + i] = 1
    for (const [place, often] of stayFrom(chain, chances, entry)) for (const after of leadTo(place)) {
      const chance = often * chances[chain.row[place]!]![state[after]!]!
      if (state[after] === target) b[i]! += chance
      else if (index.has(after)) a[i * size + index.get(after)!]! -= chance
    }
  }
  const solved = solveSquare(a, size, b, 1) ?? new Float64Array(size)
  const reached = (after: number): number => (state[after] === target ? 1 : (solved[index.get(after) ?? -1] ?? 0))
  return Float64Array.from(state, (own, place) => {
    if (!open(place)) return Number(own === target)
    let sum = 0
    for (const [at, often] of stayFrom(chain, chances, place)) for (const after of leadTo(at)) sum += often * chances[chain.row[at]!]![state[after]!]! * reached(after)
    return sum
  })
}
