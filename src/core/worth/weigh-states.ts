import { classOf, STATES, type FlowClass, type State } from '#core/relationship/state.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { everAlong, reachesAlong, staysAlong, worthAlong } from '#stats/states/remembering.ts'
import { worldsOf, type Reward, type Worth } from '#stats/states/worth.ts'
import { FEWEST_THERE, type Basis } from './basis.ts'
import { jumpsIn, type Jumped } from './jumps.ts'
import type { Kind } from './recall.ts'
import type { Steps } from './steps.ts'
import { movedTo, summed, whoComes, whoIsOf, whoStands, type Sum } from './sums.ts'

export interface WorthSetting {
  /** How far to look ahead. */
  readonly years: number
  /** A year, as .1 for 10 %. */
  readonly discount: number
  /** The share of what is paid that is counted. */
  readonly margin: number
}

/** Those of a state who are taken for alike. */
export interface KindWorth extends Omit<Kind, 'state'> {
  /** Who stands there at the end of the last month. */
  readonly today: number
  /** Who stood there at some end of a month, and at how many. */
  readonly customers: number
  readonly customer_months: number
  /** The share of their chances that is their own and not their state's; of a segment, not those of all customers. */
  readonly own: number
  /** null where too few stood there. */
  readonly figures: { readonly month: Worth; readonly worth: Worth } | null
}

export interface StateWorth {
  readonly state: State
  /** Who stands there at the end of the last month. */
  readonly today: number
  /** Who stood there at some end of a month, and at how many. */
  readonly customers: number
  readonly customer_months: number
  /** Moves of one month that the row of all months is worth, and as how many that have nothing to do with each other it is sure. */
  readonly weight: number
  readonly sure: number
  /** Of a segment: the shares of its row of chances, and of what is paid, that are its own; null for all customers. */
  readonly own: { readonly moves: number; readonly paid: number } | null
  readonly chances: readonly number[]
  /** All that follows; null where too few stood there. Money in minor units. */
  readonly figures: {
    readonly month: Worth
    /** Of those who stand there at the end of the last month, and of those who come to stand there. */
    readonly worth: Worth
    readonly entered: Worth
    /** Mean time there once they come to stand there, in months; null where nobody was seen to leave. */
    readonly stay_months: Worth | null
    /** Null where nobody of all was seen to become devoted: without answers it cannot be seen. */
    readonly devoted_ever: Worth | null
    readonly devoted_within: Worth | null
  } | null
  readonly kinds: readonly KindWorth[]
}

export interface MoveWorth extends Worth {
  readonly from: State
  readonly to: State
  readonly class: FlowClass
}

export interface JumpWorth extends Omit<Jumped, 'sum'> {
  readonly worth: Worth | null
}

export interface Weighed {
  readonly states: readonly StateWorth[]
  readonly moves: readonly MoveWorth[]
  readonly jumps: readonly JumpWorth[]
}

const MONTHS = 12
/** Months of a stay that are counted: twenty years. */
const LONGEST_STAY = 240
const DEVOTED = STATES.indexOf('devoted')
const LAPSED = STATES.indexOf('lapsed')

const counted = (each: Reward, by: number): Reward => ({ mean: each.mean * by, error: each.error * Math.abs(by) })
const totalOf = (row: readonly number[]): number => row.reduce((sum, n) => sum + n, 0)

/**
 * What each state and each move is worth: months as steps of a chain that remembers, each bringing what customers of a kind paid in the month after,
 * discounted from its middle, as far as one looks ahead.
 * @param steps the steps of those it is of
 */
export function weighStates(basis: Basis, steps: Steps, { years, discount, margin }: WorthSetting): Weighed {
  const { recall: { chain }, told } = basis
  const step = (1 + discount) ** (-1 / MONTHS)
  const everDevoted = everAlong(chain, DEVOTED, [LAPSED])
  const jumps = jumpsIn(steps, basis.recall, told)
  const drawn = worldsOf(basis.chances, basis.rewards.map((each) => counted(each, margin * Math.sqrt(step))), (p, r): World => ({
    worth: worthAlong(chain, p, r, step, years * MONTHS), ever: everDevoted(p), within: reachesAlong(chain, p, DEVOTED, years * MONTHS),
    stays: (place) => staysAlong(chain, p, place, LONGEST_STAY),
  }), askedOf(basis, steps, jumps))
  return {
    states: STATES.map((_, i) => stateWorth(i, basis, steps, drawn, margin)),
    moves: PAIRS.flatMap(([i, j], pair): MoveWorth[] => (told[i] && told[j] ? [{ from: STATES[i]!, to: STATES[j]!, class: classOf(STATES[i]!, STATES[j]!), ...drawn.moves[pair]! }] : [])),
    jumps: jumps.map(({ sum, ...jump }, i) => ({ ...jump, worth: sum && drawn.jumps[i]! })),
  }
}

/** What follows from chances and from what is paid, by place. */
interface World {
  readonly worth: Float64Array
  readonly ever: Float64Array
  readonly within: Float64Array
  readonly stays: (place: number) => number
}

const PAIRS = STATES.flatMap((_, i) => STATES.flatMap((_each, j) => (i === j ? [] : [[i, j] as const])))

/** Every figure that is told with an interval. */
function askedOf({ recall }: Basis, steps: Steps, jumps: readonly Jumped[]): Record<'worth' | 'entered' | 'kinds' | 'moves' | 'jumps' | 'ever' | 'within' | 'stays', readonly ((world: World) => number)[]> {
  const [stands, comes] = [whoStands(steps, recall), whoComes(steps, recall)]
  const worthOf = (sum: Sum) => ({ worth }: World): number => summed(sum, worth)
  return {
    worth: stands.map(worthOf), entered: comes.map(worthOf), kinds: whoIsOf(steps, recall).map(worthOf), moves: PAIRS.map(([i, j]) => worthOf(movedTo(stands[i]!, j, recall))), jumps: jumps.map(({ sum }) => worthOf(sum ?? [])),
    ever: stands.map((sum) => ({ ever }) => summed(sum, ever)), within: stands.map((sum) => ({ within }) => summed(sum, within)),
    stays: comes.map((sum) => ({ stays }) => sum.reduce((total, [place, weight]) => total + weight * stays(place), 0)),
  }
}

type Drawn = Record<keyof ReturnType<typeof askedOf>, readonly Worth[]>

function stateWorth(i: number, basis: Basis, { today }: Steps, drawn: Drawn, margin: number): StateWorth {
  const { recall: { chain, kinds }, seen, told } = basis
  const stand = (is: (place: number) => boolean): number => totalOf(today.filter((_, place) => is(place)))
  const monthOf = (each: Reward): Worth => around(counted(each, margin))
  const isSeen = drawn.ever.some(({ value }, j) => STATES[j] !== 'devoted' && value > 0)
  return {
    state: STATES[i]!, today: stand((place) => chain.state[place] === i), customers: seen[i]?.customers ?? 0, customer_months: seen[i]?.steps ?? 0,
    weight: basis.alike[i]!, sure: basis.sure[i]!, own: basis.drawn?.own[i] ?? null, chances: basis.plain[i]!,
    figures: told[i] ? {
      month: monthOf(basis.paid[i]!), worth: drawn.worth[i]!, entered: drawn.entered[i]!, stay_months: basis.left[i] ? drawn.stays[i]! : null,
      devoted_ever: isSeen ? drawn.ever[i]! : null, devoted_within: isSeen ? drawn.within[i]! : null,
    } : null,
    kinds: kinds.flatMap(({ state, ...kind }, k): KindWorth[] => {
      const of = basis.seen_kinds[k]
      if (state !== STATES[i] || !of) return []
      return [{
        ...kind, today: stand((place) => chain.row[place] === k), customers: of.customers, customer_months: of.steps, own: basis.own_kinds[k]!,
        figures: told[i] && of.customers >= FEWEST_THERE ? { month: monthOf(basis.rewards[k]!), worth: drawn.kinds[k]! } : null,
      }]
    }),
  }
}

function around({ mean, error }: Reward): Worth {
  const half = normalQuantile(0.975) * error
  return { value: mean, low: mean - half, high: mean + half }
}
