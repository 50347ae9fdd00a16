import { expectedOf, inSum } from '#core/money/lifetime.ts'
import { amongOf, lotOf, offByLot, totalOf, type Lot } from '#core/money/lot.ts'
import { nextYear } from '#core/money/next-year.ts'
import { STATES, type State } from '#core/relationship/state.ts'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { askedApart, type Hand } from '#actions/crew/crew.ts'
import type { Spread } from '#stats/pay/lifetime.ts'
import type { Brought } from '#store/money/paid.ts'
import type { Foreseen } from './foretell.ts'

/** What is to come, in sum. */
export type SumsAhead = Pick<MoneyAnswer, 'next_year' | 'lifetime'>

/** Of fewer customers all is foretold before a thread would be ready for it. */
const WORTH_A_THREAD = 3000
const WORKER = new URL('./sums-worker.ts', import.meta.url)

/** Those who were looked at, and how they stand for all. */
interface Summed extends Foreseen {
  readonly lot: Lot
  /** How many there are in all, by where they stand: counted, not estimated. */
  readonly there: ReadonlyMap<State, number>
}

/** Foretells, in whatever thread. */
export const foreteller: Hand<null, Summed, SumsAhead> = () => ({ ask: (seen) => ({ next_year: nextYearOf(seen), lifetime: lifetimeOf(seen) }) })

/**
 * What customers are expected to pay within a year, and are still worth: of tens of thousands it takes more than a second.
 * @param brought everybody who ever bought, for whom those who were looked at stand
 */
export function sumsAhead(seen: Foreseen, brought: readonly Brought[]): Promise<SumsAhead> {
  const byState = [...Map.groupBy(brought, ({ state }) => state)].map(([state, same]) => [state, same.reduce((sum, { paying }) => sum + paying, 0)] as const)
  const there = new Map(byState.filter(([, n]) => n > 0))
  const lot = lotOf(seen.buyers.map(({ state }) => state), there, 1 / seen.looked_at)
  return askedApart(foreteller, WORKER, { ...seen, lot, there }, seen.buyers.length >= WORTH_A_THREAD)
}

const looks = ({ there, looked_at }: Summed): { customers: number; looked_at: number } => ({ customers: [...there.values()].reduce((sum, n) => sum + n, 0), looked_at })
const spreadOf = ([p10, p50, p90]: Spread): { p10: number; p50: number; p90: number } => ({ p10: Math.round(p10), p50: Math.round(p50), p90: Math.round(p90) })

function nextYearOf(seen: Summed): MoneyAnswer['next_year'] {
  const { spending } = seen.foretelling
  const told = nextYear(seen.buyers, seen.foretelling, spending, seen.lot)
  return { expected: Math.round(told.expected), ...spreadOf(told.spread), ...looks(seen), spend: spending.kind, independence: spending.independence }
}

/** What the customers of today are still worth, in sum and by where they stand. */
function lifetimeOf(seen: Summed): MoneyAnswer['lifetime'] {
  const { foretelling, buyers, lot, there, margin } = seen
  const each = expectedOf(buyers, foretelling)
  const { expected, spread } = inSum(buyers, each, foretelling, lot)
  const states = STATES.filter((state) => there.has(state)).map((state) => {
    const own = (i: number): boolean => buyers[i]!.state === state
    const [values, some] = [each.filter((_, i) => own(i)), amongOf(lot, own)]
    const [total, by_lot] = [totalOf(values, some), offByLot(values, some)]
    const told = { expected: Math.round(total), each: Math.round(total / totalOf(values.map(() => 1), some)), by_lot: by_lot && { low: Math.round(by_lot.low), high: Math.round(by_lot.high) } }
    return { state, customers: there.get(state)!, ...(values.length > 0 ? told : { expected: null, each: null, by_lot: null }) }
  })
  return { years: foretelling.years, discount: foretelling.discount, margin, expected: Math.round(expected), ...spreadOf(spread), ...looks(seen), states }
}
