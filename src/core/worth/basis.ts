import { STATES } from '#core/relationship/state.ts'
import { kindChances } from '#stats/states/kinds.ts'
import { segmentChances, segmentRewards } from '#stats/states/segment.ts'
import { meanChances, pooled, posteriorWeights, priorOfWhole, type Counts } from '#stats/states/transitions.ts'
import { alikeOver, sureCounts } from '#stats/states/varying.ts'
import type { Reward, UnsureChances } from '#stats/states/worth.ts'
import type { Recall } from './recall.ts'
import type { Steps } from './steps.ts'
import { rewardOf, rewardOfAll, rewardOfSome, type PaidIn } from './reward.ts'

/** What was seen of some customers: their steps, and what they paid, by state and by kind. */
export interface Evidence extends Pick<Steps, 'months' | 'kind_months'> {
  readonly paid: readonly PaidIn[]
}

/** What worth is reckoned from. Lists are by state, in the order of STATES, or by kind, in that of the recall. */
export interface Basis {
  readonly recall: Recall
  readonly seen: readonly (PaidIn | undefined)[]
  readonly seen_kinds: readonly (PaidIn | undefined)[]
  /** Rows are kinds. */
  readonly chances: UnsureChances
  /** What is paid in a month, in minor units: by kind, and by state. */
  readonly rewards: readonly Reward[]
  readonly paid: readonly Reward[]
  /** The chances of a state, however long they have stood there. */
  readonly plain: Counts
  /** Whether anybody was seen to leave. */
  readonly left: readonly boolean[]
  /** Moves of one month that the row of all months is worth, and as how many that have nothing to do with each other it is sure. */
  readonly alike: readonly number[]
  readonly sure: readonly number[]
  /** By kind: the share of its row that is its own and not its state's. */
  readonly own_kinds: readonly number[]
  /** Of a segment: how many moves the whole is worth to it, and what share of each row and of what is paid is its own. */
  readonly drawn: { readonly weight: number; readonly own: readonly { readonly moves: number; readonly paid: number }[] } | null
  /** Which states can be told of. */
  readonly told: readonly boolean[]
}

/** Of fewer customers who stood in a state nothing is told. */
export const FEWEST_THERE = 30

const sumOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)
const ofStates = (paid: readonly PaidIn[]): (PaidIn | undefined)[] => STATES.map((_, i) => paid.find(({ state, kind }) => state === i + 1 && kind === null))

/** What kinds paid. Where a state has one kind alone, that is all who stood there. */
function ofKinds(paid: readonly PaidIn[], { kinds }: Recall): (PaidIn | undefined)[] {
  const states = ofStates(paid)
  const stateOf = stateOfKinds(kinds)
  return kinds.map((_, kind) => (stateOf.filter((state) => state === stateOf[kind]).length === 1 ? states[stateOf[kind]!] : paid.find((each) => each.kind === kind)))
}

const stateOfKinds = (kinds: Recall['kinds']): number[] => kinds.map(({ state }) => STATES.indexOf(state))

/** Moves by kind, no surer than those of their state: what a month does to a state it does to all kinds of it. */
function sureOfKinds({ months, kind_months }: Evidence, of: readonly number[], sure: Counts): number[][] {
  const seen = pooled(months).map(sumOf)
  return pooled(kind_months).map((row, kind) => row.map((n) => (n > 0 ? (n * sumOf(sure[of[kind]!]!)) / seen[of[kind]!]! : 0)))
}

/** All customers. */
export function basisOfAll(evidence: Evidence, recall: Recall): Basis {
  const of = stateOfKinds(recall.kinds)
  const counts = pooled(evidence.months)
  const prior = priorOfWhole(counts)
  const alike = alikeOver(evidence.kind_months, of, STATES.length)
  const sure = sureCounts(evidence.months, alike)
  const { means, draw, own } = kindChances(sureOfKinds(evidence, of, sure), of, prior)
  const [seen, seen_kinds] = [ofStates(evidence.paid), ofKinds(evidence.paid, recall)]
  const paid = seen.map((each) => (each ? rewardOf(each) : rewardOfAll(evidence.paid)))
  return {
    recall, seen, seen_kinds, chances: { means, draw }, rewards: rewardsOfKinds(seen_kinds, seen, paid, of), paid, plain: meanChances(posteriorWeights(sure, prior)), left: counts.map((row, i) => row.some((n, j) => n > 0 && i !== j)),
    alike, sure: sure.map(sumOf), own_kinds: own, drawn: null, told: seen.map((each) => (each?.customers ?? 0) >= FEWEST_THERE),
  }
}

/** What a month brings by kind, drawn towards what it brings in the state as far as its kinds look alike. */
function rewardsOfKinds(kinds: readonly (PaidIn | undefined)[], seen: readonly (PaidIn | undefined)[], paid: readonly Reward[], of: readonly number[]): Reward[] {
  const found = kinds.map((_, kind) => paid[of[kind]!]!)
  for (const [state, reward] of paid.entries()) {
    const own = [...of.keys()].filter((kind) => of[kind] === state)
    // One kind alone is the state: it would be drawn towards itself.
    if (own.filter((kind) => kinds[kind]).length < 2) continue
    const drawn = segmentRewards(own.map((kind) => (kinds[kind] ? rewardOfSome(kinds[kind], seen[state]!) : null)), own.map(() => reward))
    for (const [i, kind] of own.entries()) found[kind] = drawn[i]!
  }
  return found
}

/**
 * What was seen of all, where that is of a share of them by lot and what was seen of some is of all of these: moves that the lot missed, and they made, count as many as the lot would hold of
 * them on average.
 */
function withMissed(all: Evidence, some: Evidence, share: number): Evidence {
  const filled = (tables: readonly Counts[], own: readonly Counts[]): readonly Counts[] => {
    const [seen, theirs] = [pooled(tables), pooled(own)]
    return tables.with(0, tables[0]!.map((row, i) => row.map((n, j) => (seen[i]![j] === 0 ? share * theirs[i]![j]! : n))))
  }
  return { ...all, months: filled(all.months, some.months), kind_months: filled(all.kind_months, some.kind_months) }
}

/**
 * Some of them, drawn towards all as far as they look alike. How alike months are is a matter of the company, and taken from all.
 * @param share of all that were looked at, by lot
 */
export function basisOfSome(some: Evidence, all: Evidence, recall: Recall, share: number): Basis {
  const whole = basisOfAll(share < 1 ? withMissed(all, some, share) : all, recall)
  const of = stateOfKinds(recall.kinds)
  const sure = sureCounts(some.months, whole.alike)
  const chances = segmentChances(sureOfKinds(some, of, sure), whole.chances)
  const [seen, seen_kinds] = [ofStates(some.paid), ofKinds(some.paid, recall)]
  const besides = (own: readonly (PaidIn | undefined)[], beside: readonly (PaidIn | undefined)[]): (Reward | null)[] => own.map((each, i) => (each && beside[i] ? rewardOfSome(each, beside[i]) : null))
  const rewards = segmentRewards(besides(seen_kinds, whole.seen_kinds), whole.rewards)
  const paid = segmentRewards(besides(seen, whole.seen), whole.paid)
  const meanOf = (state: number, value: (kind: number) => number): number => {
    const weights = of.map((each, kind) => (each === state ? (seen_kinds[kind]?.steps ?? 0) : 0))
    return sumOf(weights) > 0 ? sumOf(weights.map((weight, kind) => weight * value(kind))) / sumOf(weights) : 0
  }
  return {
    ...whole, seen, seen_kinds, chances, rewards, paid, sure: sure.map(sumOf), own_kinds: chances.own,
    plain: whole.plain.map((row, i) => (seen[i] ? row.map((_, j) => meanOf(i, (kind) => chances.means[kind]![j]!)) : row)),
    drawn: { weight: chances.weight, own: paid.map((each, i) => ({ moves: meanOf(i, (kind) => chances.own[kind]!), paid: each.own })) },
    told: whole.told.map((isTold, i) => isTold && seen[i] !== undefined),
  }
}
