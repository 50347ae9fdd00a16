import { STATES, stateNumber, type State } from '#core/relationship/state.ts'
import type { Chain } from '#stats/states/remembering.ts'

/**
 * What somebody was before, as far as it tells what comes: new once and not yet loyal; back after they had lapsed; neither. Whoever came back once is
 * never taken again for one who was always there.
 */
export const PASTS = ['steady', 'fresh', 'back'] as const
export type Past = (typeof PASTS)[number]

/**
 * Where the time that somebody has stood in a state tells what comes: from which month on each stretch begins. In other states it tells little that
 * their past does not (docs/methods/states.md has what came of trying).
 */
const FROM_MONTHS: Readonly<Partial<Record<State, readonly number[]>>> = { new: [0, 1, 3, 6], lapsed: [0, 3, 12, 24] }

/** Those of a state who are taken for alike. */
export interface Kind {
  readonly state: State
  readonly past: Past
  /** Months since they came to stand there: from, and up to but not with; null without end. */
  readonly from: number
  readonly until: number | null
}

/** What the chain remembers of somebody who stands in a state. */
export interface Recall {
  readonly kinds: readonly Kind[]
  /** Rows of it are kinds. */
  readonly chain: Chain
  /** The place of those in a state (from 0) with a past (from 0) who have stood there for so many months. */
  readonly placeOf: (state: number, past: number, months: number) => number
}

const [STEADY, BACK] = [PASTS.indexOf('steady'), PASTS.indexOf('back')] as const
const [DEVOTED, LOYAL, LAPSED] = (['devoted', 'loyal', 'lapsed'] as const).map((state) => stateNumber(state) - 1)

/** What their past is once they have moved; states and pasts from 0. */
function pastAfter(past: number, from: number, to: number): number {
  if (past === BACK || from === LAPSED) return BACK
  return to === DEVOTED || to === LOYAL ? STEADY : past
}

function recallOf(pasts: readonly Past[], fromMonths: typeof FROM_MONTHS): Recall {
  const stays = STATES.flatMap((state, s) => pasts.map((past, p) => ({ state, s, past, p, from: fromMonths[state] ?? [0] })))
  const kinds: Kind[] = []
  const places: { readonly s: number; readonly p: number; readonly kind: number; readonly isLast: boolean }[] = []
  const first = stays.map(({ state, s, past, p, from }) => {
    const begin = places.length
    for (const [i, months] of from.entries()) {
      const until = from[i + 1] ?? null
      kinds.push({ state, past, from: months, until })
      for (let age = months; age < (until ?? months + 1); age++) places.push({ s, p, kind: kinds.length - 1, isLast: until === null })
    }
    return { begin, last: places.length - 1 }
  })
  const placeOf = (state: number, past: number, months: number): number => {
    const { begin, last } = first[state * pasts.length + Math.min(past, pasts.length - 1)]!
    return Math.min(begin + months, last)
  }
  const next = places.flatMap(({ s, p, isLast }, place) => STATES.map((_, to) => (to === s ? (isLast ? place : place + 1) : placeOf(to, pastAfter(p, s, to), 0))))
  return { kinds, placeOf, chain: { states: STATES.length, state: Int32Array.from(places, ({ s }) => s), row: Int32Array.from(places, ({ kind }) => kind), next: Int32Array.from(next) } }
}

/** What worth goes by. */
export const REMEMBERING: Recall = recallOf(PASTS, FROM_MONTHS)
/** The state alone: what remembering is held against. */
export const FORGETTING: Recall = recallOf(['steady'], {})
