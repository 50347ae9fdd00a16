import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord, CustomerRecord } from '#core/history/record.ts'
import type { Instant } from '#core/units/time.ts'
import { beginLife } from './born.ts'
import { COMPANY } from './company.ts'
import { costsOf, costsText, countCosts, emptyCosts, type CostRow } from './costs.ts'
import { customerRecordOf } from './customer.ts'
import { possibleReferrerOf } from './friends.ts'
import { playLife } from './journey.ts'
import type { Life } from './life.ts'
import { PARAMETERS } from './parameters.ts'
import { lotOf } from './random.ts'
import { countLife } from './count-life.ts'
import { emptyTally, type Tally } from './tally.ts'
import { quartersOf, type Trace } from './trace.ts'
import { type CustomerTruth, type Truth, truthOfWorld } from './truth.ts'
import { SALTS, type World, worldOf } from './world.ts'

export interface SampleOptions {
  readonly customers: number
  readonly years: number
  readonly seed: number
  /** Exclusive. */
  readonly end: Instant
}

export interface SampleCustomer {
  readonly record: CustomerRecord
  /** In the total order of a history. */
  readonly facts: Fact[]
}

export interface Sample {
  readonly company: typeof COMPANY
  /** Units, people and promises. */
  readonly records: Iterable<CompanyRecord>
  /** One at a time, in order of number; each pass counts anew. */
  readonly customers: Iterable<SampleCustomer>
  readonly truth: Truth
  /** What the company spent on winning and keeping those of the last pass over `customers`, so far. */
  readonly costs: () => readonly CostRow[]
  /** The same as a file of the company. */
  readonly costsText: () => string
  /** What the last pass over `customers` came to, so far. */
  readonly summary: () => Tally
  /** Customer `n` (from 1) on their own; the same as in the stream. */
  readonly customerAt: (n: number) => SampleCustomer
  /** The hidden side of customer `n`. */
  readonly truthOf: (n: number) => CustomerTruth
}

/** How many lives' word of mouth is remembered; far more than friends are apart. */
const REMEMBERED = 512

interface Players {
  readonly play: (n: number, tally: Tally, trace?: Trace) => { life: Life; referrer: number | undefined }
}

/** Plays lives, and remembers for the last few whom they won, since that decides how others came. */
function playersOf(world: World): Players {
  const won = new Map<number, readonly number[]>()
  const wonBy = (n: number): readonly number[] => won.get(n) ?? play(n, emptyTally()).life.won
  function referrerOf(n: number): number | undefined {
    const possible = possibleReferrerOf(world, n)
    return possible !== undefined && wonBy(possible).includes(n) ? possible : undefined
  }
  function play(n: number, tally: Tally, trace?: Trace): { life: Life; referrer: number | undefined } {
    const referrer = referrerOf(n)
    const life = beginLife(world, n, referrer !== undefined, tally, trace)
    playLife(life)
    won.set(n, life.won)
    if (won.size > REMEMBERED) won.delete(won.keys().next().value as number)
    return { life, referrer }
  }
  return { play }
}

function hiddenSideOf(world: World, players: Players, n: number): CustomerTruth {
  const trace: Trace = { quarters: quartersOf(world.start, world.end), bonds: [], gone: [], returned: [] }
  const { life } = players.play(n, emptyTally(), trace)
  const { traits } = life
  return {
    customer: life.key, home_unit: traits.home.key, deal_prone: traits.dealProne, wants_card: traits.wantsCard,
    purchases_per_year: traits.ratePerYear, rhythm: traits.rhythm, own_bond: traits.ownBond,
    letter: { arm: life.arm, eligible: life.eligible },
    handwritten_note: lotOf(world.seed, SALTS.handwritten, n) < PARAMETERS.plays.handwritten_note_share,
    bonds: trace.bonds, gone: trace.gone, returned: trace.returned,
    ...(life.gone === undefined ? {} : { lapsed_at: life.gone }),
  }
}

/**
 * Plays *Harbour & Hay*. Pure: the same options give the same bytes, and what happens to a customer depends on the seed,
 * the period and the customer's number alone, so any part of a sample can be played on its own.
 */
export function playSample(options: SampleOptions): Sample {
  const world = worldOf(options)
  const players = playersOf(world)
  let tally = emptyTally()
  let costs = emptyCosts()
  function* stream(): Generator<SampleCustomer> {
    const counting = emptyTally()
    tally = counting
    const spending = emptyCosts()
    costs = spending
    for (let n = 1; n <= options.customers; n++) {
      const { life, referrer } = players.play(n, counting)
      countLife(counting, life, referrer)
      const record = customerRecordOf(life, referrer)
      countCosts(spending, record, life.facts)
      yield { record, facts: life.facts }
    }
  }
  return {
    company: COMPANY,
    records: world.company.records,
    customers: { [Symbol.iterator]: stream },
    truth: truthOfWorld(world, options.customers),
    costs: () => costsOf(costs),
    costsText: () => costsText(costsOf(costs)),
    summary: () => tally,
    customerAt: (n) => {
      const { life, referrer } = players.play(n, emptyTally())
      return { record: customerRecordOf(life, referrer), facts: life.facts }
    },
    truthOf: (n) => hiddenSideOf(world, players, n),
  }
}
