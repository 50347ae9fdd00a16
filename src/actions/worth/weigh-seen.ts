import { basisOfAll, basisOfSome, type Basis } from '#core/worth/basis.ts'
import { checkYear, sameInHalves, YEAR_STEPS, type Against, type Checked } from '#core/worth/check.ts'
import { REMEMBERING } from '#core/worth/recall.ts'
import { weighStates, type Weighed } from '#core/worth/weigh-states.ts'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import { askedApart, type Hand } from '#actions/crew/crew.ts'
import type { Seen } from './seen-steps.ts'

/** What was seen of all, and of some where these were asked for. Plain data, so that it can be handed to another thread. */
export interface ToWeigh {
  readonly whole: Seen
  readonly some: Seen | null
  readonly setting: { readonly years: number; readonly discount: number; readonly margin: number }
}

type Told = Pick<WorthAnswer, 'segment' | 'moves' | 'jumps' | 'halves' | 'check'> & { readonly states: readonly Omit<WorthAnswer['states'][number], 'whole'>[] }

/** Of fewer customers a server answers so few at once that a thread is not worth it. */
const WORTH_A_THREAD = 3000
const WORKER = new URL('./weigh-worker.ts', import.meta.url)

/** Weighs, in whatever thread. */
export const weigher: Hand<null, ToWeigh, Told> = () => ({ ask: weigh })

/** What states and moves are worth by what was seen: hundreds of worlds are drawn, which takes some tenths of a second however many customers there are. */
export const weighSeen = (seen: ToWeigh): Promise<Told> => askedApart(weigher, WORKER, seen, seen.whole.customers >= WORTH_A_THREAD)

function weigh({ whole, some, setting }: ToWeigh): Told {
  const seen = some ?? whole
  const basis = some ? basisOfSome(some, whole, REMEMBERING, whole.looked_at) : basisOfAll(whole, REMEMBERING)
  return {
    segment: segmentOf(basis, seen), ...answered(weighStates(basis, seen, setting)), halves: sameInHalves(seen.months, basis), check: checkOf(basis, seen, setting.margin),
  }
}

const segmentOf = ({ drawn }: Basis, { customers }: Seen): WorthAnswer['segment'] => drawn && { customers, weight: drawn.weight }

function answered({ states, moves, jumps }: Weighed): Pick<Told, 'states' | 'moves' | 'jumps'> {
  return {
    states: states.map(({ figures, chances, kinds, ...state }) => ({
      ...state, chances: [...chances], figures: figures && { ...figures, month: inMinor(figures.month), worth: inMinor(figures.worth), entered: inMinor(figures.entered) },
      kinds: kinds.map(({ from, until, figures: own, ...kind }) => ({ ...kind, from_months: from, until_months: until, figures: own && { month: inMinor(own.month), worth: inMinor(own.worth) } })),
    })),
    moves: moves.map((move) => ({ ...move, ...inMinor(move) })),
    jumps: jumps.map((jump) => ({ ...jump, worth: jump.worth && inMinor(jump.worth) })),
  }
}

function checkOf(basis: Basis, { year_on }: Seen, margin: number): WorthAnswer['check'] {
  const checked = checkYear(basis, year_on, margin)
  return checked.length === 0 ? null : { months: YEAR_STEPS, states: checked.map((each: Checked) => ({ ...each, year: { ...inMinor(each.year), expected: Math.round(each.year.expected) } })) }
}

const inMinor = ({ value, low, high }: Omit<Against, 'expected'>): { value: number; low: number; high: number } => ({ value: Math.round(value), low: Math.round(low), high: Math.round(high) })
