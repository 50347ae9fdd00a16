/**
 * Rows of chances of several kinds of those who stand in one state (by how long they have stood there, say), each drawn towards the row of the
 * state as far as its kinds look alike: multinomial around a Dirichlet with the state's row as its mean, and one weight a state. How alike kinds
 * are is weighed over all that it may be (`segment.ts`), so a kind of whom little was seen does no harm, and intervals carry what is not known.
 */
import { dirichlet, pickIndex } from '../random.ts'
import { odds, rowLikelihood, WEIGHTS } from './segment.ts'
import { meanChances, type Chances, type Counts } from './transitions.ts'
import type { UnsureChances } from './worth.ts'

const sumOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)

export interface KindChances extends UnsureChances {
  /** By kind: the share of its row that is its own. */
  readonly own: readonly number[]
}

/** What is weighed of one state, for each weight that it may have. */
interface Weighed {
  readonly chance: readonly number[]
  /** The Dirichlet of the state's row: moves of a kind say the less of it the more kinds differ. */
  readonly about: Counts
  /** Its mean. */
  readonly shares: Chances
}

/**
 * The chances of kinds.
 * @param counts moves by kind, no more than they are sure of
 * @param of the state of each kind; a state may have only one
 * @param prior by state, what is added to the counts of all its kinds (`priorOfWhole`)
 */
export function kindChances(counts: Counts, of: readonly number[], prior: Counts): KindChances {
  const states = prior.map((before, i) => weigh(counts.filter((_, kind) => of[kind] === i), before))
  const own = counts.map((row, kind) => mixed(states[of[kind]!]!, (weight) => sumOf(row) / (sumOf(row) + weight)))
  const means = counts.map((row, kind) => row.map((n, j) => mixed(states[of[kind]!]!, (weight, share) => (n + weight * share[j]!) / (sumOf(row) + weight))))
  return {
    own, means,
    draw: (dice) => {
      const drawn = states.map(({ chance, about }) => {
        const k = pickIndex(dice, chance)
        return dirichlet(dice, about[k]!).map((share) => share * WEIGHTS[k]!)
      })
      return counts.map((row, kind) => dirichlet(dice, row.map((n, j) => n + drawn[of[kind]!]![j]!)))
    },
  }
}

const mixed = ({ chance, shares }: Weighed, by: (weight: number, shares: readonly number[]) => number): number => sumOf(chance.map((each, k) => each * by(WEIGHTS[k]!, shares[k]!)))

function weigh(kinds: Counts, prior: readonly number[]): Weighed {
  // A row of n moves around the state's is as sure of the state's as n (1 + w) / (n + w) moves of the state itself.
  const about = WEIGHTS.map((weight) => prior.map((before, j) => before + sumOf(kinds.map((row) => (row[j]! * (1 + weight)) / (sumOf(row) + weight)))))
  const shares = meanChances(about)
  return { chance: odds(WEIGHTS.map((weight, k) => sumOf(kinds.map((row) => rowLikelihood(row, shares[k]!, weight))))), about, shares }
}
