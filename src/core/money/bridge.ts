import { earnedGrowth, type EarnedGrowth } from '#stats/scores/earned-growth.ts'
import { originOf, type Came, type Origin } from './origin.ts'

/** Customers by what became of what they paid, from one year to the next. `back`: they had paid before the first year, and not in it. */
export const FATES = ['grown', 'shrunk', 'same', 'lost', 'back', 'new'] as const
export type Fate = (typeof FATES)[number]

/** Sums over customers of one fate who came the same way. */
export interface Paid extends Came {
  readonly fate: Fate
  readonly customers: number
  readonly before: number
  readonly now: number
}

/** From what was paid in one year to what was paid in the next. `before` − `lost` − `shrunk` + `grown` + `back` + `earned` + `bought` + `unknown` = `now`. */
export interface Bridge {
  readonly before: number
  readonly lost: number
  readonly shrunk: number
  readonly grown: number
  readonly back: number
  readonly earned: number
  readonly bought: number
  readonly unknown: number
  readonly now: number
  /** How many stand behind each step; `kept` paid in both years. */
  readonly customers: Readonly<Record<'kept' | 'lost' | 'shrunk' | 'grown' | 'back' | Origin, number>>
}

export function bridgeOf(rows: readonly Paid[]): Bridge {
  const sum = (of: (row: Paid) => number, is: (row: Paid) => boolean = () => true): number => rows.filter(is).reduce((total, row) => total + of(row), 0)
  const fate = (name: Fate) => (row: Paid) => row.fate === name
  const came = (origin: Origin) => (row: Paid) => row.fate === 'new' && originOf(row) === origin
  const people = (row: Paid): number => row.customers
  return {
    before: sum((row) => row.before), now: sum((row) => row.now),
    lost: sum((row) => row.before, fate('lost')), shrunk: sum((row) => row.before - row.now, fate('shrunk')), grown: sum((row) => row.now - row.before, fate('grown')), back: sum((row) => row.now, fate('back')),
    earned: sum((row) => row.now, came('earned')), bought: sum((row) => row.now, came('bought')), unknown: sum((row) => row.now, came('unknown')),
    customers: {
      kept: sum(people, ({ fate: own }) => own === 'grown' || own === 'shrunk' || own === 'same'), lost: sum(people, fate('lost')), shrunk: sum(people, fate('shrunk')), grown: sum(people, fate('grown')), back: sum(people, fate('back')),
      earned: sum(people, came('earned')), bought: sum(people, came('bought')), unknown: sum(people, came('unknown')),
    },
  }
}

/** Earned growth of a bridge. Why somebody came back after a year is as unknown as why a newcomer without an origin came. Null where nothing was paid before. */
export const growthOf = ({ before, lost, shrunk, grown, back, earned, bought, unknown }: Bridge): EarnedGrowth | null =>
  earnedGrowth({ before, kept: before - lost - shrunk + grown, earned, bought, unknown: unknown + back })
