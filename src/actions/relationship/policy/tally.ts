import { CLASSES, classOf, STATES, type FlowClass, type State } from '#core/relationship/state.ts'
import { isMove, type Change } from '#core/relationship/tell.ts'
import type { Instant } from '#core/units/time.ts'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { pairedChange, wilson, type Share } from '#stats/proportions.ts'

/** One customer, told twice. */
export interface Compared {
  readonly unit: string | null
  readonly now: { readonly state: State; readonly changes: readonly Change[] }
  readonly would: { readonly state: State; readonly changes: readonly Change[] }
}

type Side = 'now' | 'would'
type Estimate = TryPolicyAnswer['elsewhere']
type Counted = TryPolicyAnswer['states'][number]

/** How many of a unit's customers stand in a state on the map that is read. */
export interface Standing {
  readonly unit: string | null
  readonly state: State
  readonly n: number
}

/** How many stand in each state now and would then, pair by pair. */
class Pairs {
  looked_at = 0
  readonly cells = new Map<string, number>()

  add(now: State, would: State): void {
    this.looked_at++
    const cell = `${now} ${would}`
    this.cells.set(cell, (this.cells.get(cell) ?? 0) + 1)
  }

  count = (from: State, to: State): number => this.cells.get(`${from} ${to}`) ?? 0
}

/**
 * Counts customers told under two policies, and scales what a sample shows to all. Where customers stand now is known of everybody: only by how much that
 * changes is taken from the sample (Cochran 1977, §7.3: the difference estimator), so that what is "now" here is what the map says.
 */
export class Tally {
  readonly all = new Pairs()
  readonly units = new Map<string | null, Pairs>()
  readonly moved = { now: 0, would: 0 }
  readonly moves: Readonly<Record<Side, Map<FlowClass, number>>> = { now: new Map(), would: new Map() }
  readonly since: Instant

  /** @param since moves after this moment are counted */
  constructor(since: Instant) {
    this.since = since
  }

  add({ unit, now, would }: Compared): void {
    this.all.add(now.state, would.state)
    const pairs = this.units.get(unit) ?? new Pairs()
    this.units.set(unit, pairs)
    pairs.add(now.state, would.state)
    this.#addMoves('now', now.changes)
    this.#addMoves('would', would.changes)
  }

  #addMoves(side: Side, changes: readonly Change[]): void {
    const late = changes.filter((change) => change.at > this.since && isMove(change))
    if (late.length > 0) this.moved[side]++
    for (const { from, to } of late) this.moves[side].set(classOf(from, to), (this.moves[side].get(classOf(from, to)) ?? 0) + 1)
  }

  /** @param standing where everybody stands */
  answer(standing: readonly Standing[], nameOf: (unit: string | null) => string | null): Pick<TryPolicyAnswer, 'customers' | 'states' | 'elsewhere' | 'matrix' | 'groups'> & { moves: Pick<TryPolicyAnswer['quarter'], Side> } {
    const n = this.all.looked_at
    const customers = Math.max(n, total(standing))
    const estimate = (k: number): Estimate => estimated(k, n, customers)
    const stays = STATES.reduce((sum, state) => sum + this.all.count(state, state), 0)
    const movesOf = (side: Side): TryPolicyAnswer['quarter'][Side] => ({
      customers: estimate(this.moved[side]),
      classes: Object.fromEntries(CLASSES.map((name) => [name, scaled((this.moves[side].get(name) ?? 0) / Math.max(1, n), customers)])) as Record<FlowClass, number>,
    })
    return {
      customers,
      states: countedOf(this.all, standing, n, customers),
      elsewhere: estimate(n - stays),
      matrix: STATES.flatMap((from) => STATES.map((to) => ({ from, to, customers: estimate(this.all.count(from, to)) }))),
      moves: { now: movesOf('now'), would: movesOf('would') },
      groups: [...this.units].toSorted(([a], [b]) => (a ?? '\uFFFF').localeCompare(b ?? '\uFFFF'))
        .map(([key, pairs]) => ({ key, name: nameOf(key), looked_at: pairs.looked_at, states: countedOf(pairs, standing.filter(({ unit }) => unit === key), n, customers) })),
    }
  }
}

const total = (standing: readonly Standing[]): number => standing.reduce((sum, { n }) => sum + n, 0)

/** State by state, of all or of a unit: changes of its customers are a share of all, like any other. */
function countedOf(pairs: Pairs, standing: readonly Standing[], n: number, customers: number): Counted[] {
  const sum = (count: (other: State) => number): number => STATES.reduce((total, other) => total + count(other), 0)
  return STATES.map((state) => {
    const now = sum((to) => pairs.count(state, to))
    const would = sum((from) => pairs.count(from, state))
    const stayed = pairs.count(state, state)
    const change = whole(pairedChange(would - stayed, now - stayed, n, customers), customers)
    // Who was looked at is seen; and where all were, nothing has to be known besides.
    const there = n === customers ? now : Math.max(now, total(standing.filter((one) => one.state === state)))
    const then = (more: number): number => Math.min(Math.max(there + more, would), customers - (n - would))
    return { state, now: { value: there, low: there, high: there }, would: { value: then(change.value), low: then(change.low), high: then(change.high) }, change }
  })
}

const scaled = (share: number, customers: number): number => Math.round(share * customers)
const whole = (share: Share, customers: number): Estimate => ({ value: scaled(share.value, customers), low: scaled(share.low, customers), high: scaled(share.high, customers) })

/** So many of the customers looked at, as so many of all: those seen are there for certain, and so are those seen elsewhere. */
function estimated(k: number, n: number, customers: number): Estimate {
  const { value, low, high } = whole(wilson(k, n, customers), customers)
  return { value, low: Math.max(low, k), high: Math.min(high, customers - (n - k)) }
}
