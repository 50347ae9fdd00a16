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

/** The same backwards, step by step, in flat rows: done thousands of times. @param each what a place is worth, where so much is ahead of it */
function back({ state, row, next }: Chain, chances: Chances, last: Float64Array<ArrayBuffer>, steps: number, each: (place: number, ahead: number) => number): Float64Array<ArrayBuffer> {
  const states = next.length / state.length
  // By place, beside where a step from it leads to.
  const flat = new Float64Array(next.length)
  for (let place = 0; place < state.length; place++) flat.set(chances[row[place]!]!, place * states)
  let v = last
  let before = new Float64Array(last.length)
  for (let step = 0; step < steps; step++) {
    for (let place = 0, at = 0; place < v.length; place++) {
      let ahead = 0
      for (const end = at + states; at < end; at++) ahead += flat[at]! * v[next[at]!]!
      before[place] = each(place, ahead)
    }
    const spare = v
    v = before
    before = spare
  }
  return v
}

/** V by place over so many steps: Σ δ^t r for t from 0, added up from the far end. @param rewards by row */
export function worthAlong(chain: Chain, chances: Chances, rewards: readonly number[], discount: number, steps: number): Float64Array {
  const paid = Float64Array.from(chain.row, (row) => rewards[row]!)
  return back(chain, chances, new Float64Array(paid.length), steps, (place, ahead) => paid[place]! + discount * ahead)
}

/** How likely somebody in each place is to stand in its state again so many steps later. */
export function againAfter(chain: Chain, chances: Chances, steps: number): Float64Array {
  const again = new Float64Array(chain.state.length)
  for (let target = 0; target < chain.states; target++) {
    const v = back(chain, chances, Float64Array.from(chain.state, (state) => Number(state === target)), steps, (_, ahead) => ahead)
    for (let place = 0; place < again.length; place++) if (chain.state[place] === target) again[place] = v[place]!
  }
  return again
}

/** How likely somebody in each place is to have stood in a state within so many steps. */
export const reachesAlong = (chain: Chain, chances: Chances, target: number, steps: number): Float64Array =>
  back(chain, chances, Float64Array.from(chain.state, (state) => Number(state === target)), steps, (place, ahead) => (chain.state[place] === target ? 1 : ahead))

/** What leaves a state is added up: 1 less what stays would lose its digits where hardly anybody leaves. */
function leaving(chances: readonly number[], state: number): number {
  let sum = 0
  for (let to = 0; to < chances.length; to++) if (to !== state) sum += chances[to]!
  return Math.max(Number.MIN_VALUE / Number.EPSILON, sum)
}

/** The places that somebody comes through who stays from a place on; in the last of them they stay. */
function* wayOf({ states, state, next }: Chain, from: number): Generator<number> {
  for (let [place, before] = [from, -1]; place !== before; ) {
    yield place
    ;[before, place] = [place, next[place * states + state[place]!]!]
  }
}

/**
 * The mean number of steps in the state of a place from there on, no more than `most` of them counted: where hardly anybody is seen to leave after
 * long, nothing is known of how long that lasts in the end.
 */
export function staysAlong(chain: Chain, chances: Chances, place: number, most = Infinity): number {
  let [sum, left, rest] = [0, 1, most]
  for (const each of wayOf(chain, place)) {
    const leaves = leaving(chances[chain.row[each]!]!, chain.state[each]!)
    const isLast = chain.next[each * chain.states + chain.state[each]!] === each
    // 1 + s + s² + … over the steps that are left, s = 1 − leaves.
    if (isLast || rest < 1) return sum + left * (rest === Infinity ? 1 / leaves : -Math.expm1(rest * Math.log1p(-Math.min(leaves, 1 - Number.EPSILON))) / leaves)
    sum += left
    left *= chances[chain.row[each]!]![chain.state[each]!]!
    rest--
  }
  return sum
}

/**
 * How likely somebody in each place is ever to stand in `target`, where those in `ends` stay there, as a function of the chances. Stays are added up
 * first, so that what is solved has a row only for each place that a move leads to.
 */
export function everAlong(chain: Chain, target: number, ends: readonly number[]): (chances: Chances) => Float64Array {
  const { states, state, row, next } = chain
  const places = Array.from(state, (_, place) => place)
  const open = (place: number): boolean => state[place] !== target && !ends.includes(state[place]!)
  const entered = new Set(places.filter(open).flatMap((place) => Array.from(state.subarray(0, states), (_, to) => next[place * states + to]!).filter((after) => state[after] !== state[place])))
  const entries = [...entered].filter(open)
  const index = Int32Array.from(places, (place) => entries.indexOf(place))
  const width = entries.length + 1
  // From the last place of each stay to the first, so that what is ahead is known.
  const order = places.filter(open).toSorted((a, b) => [...wayOf(chain, a)].length - [...wayOf(chain, b)].length)
  return (chances) => {
    // By place: how likely the stay ends in each entry, and, last, in the target.
    const leads = new Float64Array(places.length * width)
    for (const place of order) {
      const [own, here, stay] = [chances[row[place]!]!, state[place]!, next[place * states + state[place]!]!]
      for (let to = 0; to < states; to++) {
        const after = next[place * states + to]!
        if (to !== here && (to === target || index[after]! >= 0)) leads[place * width + (to === target ? width - 1 : index[after]!)]! += own[to]!
      }
      const scale = stay === place ? 1 / leaving(own, here) : 1
      for (let k = 0; k < width; k++) leads[place * width + k] = leads[place * width + k]! * scale + (stay === place ? 0 : own[here]! * leads[stay * width + k]!)
    }
    const solved = solvedFor(entries, leads, width)
    return Float64Array.from(state, (own, place) => {
      let sum = Number(own === target)
      for (let k = 0; k < width; k++) sum += leads[place * width + k]! * solved[k]!
      return sum
    })
  }
}

/** The chances of those who come to each entry, and, last, of those at the target. */
function solvedFor(entries: readonly number[], leads: Float64Array, width: number): Float64Array {
  const size = entries.length
  const [a, b] = [new Float64Array(size * size), new Float64Array(size)]
  for (const [i, entry] of entries.entries()) {
    for (let k = 0; k < size; k++) a[i * size + k] = Number(i === k) - leads[entry * width + k]!
    b[i] = leads[entry * width + size]!
  }
  const solved = new Float64Array(width).fill(0)
  solved.set(solveSquare(a, size, b, 1) ?? [])
  solved[size] = 1
  return solved
}
