import type { Fact, Told } from '#core/history/fact.ts'
import { DAY_MS, HOUR_MS, isoOf } from '#core/units/time.ts'
import { driversQuery, type DriverAnswer, type DriversAnswer } from '#contract/map/drivers.ts'
import type { Context } from '#actions/context.ts'
import type { PlayedCompany } from '#actions/house/load-sample.ts'
import { readDrivers } from '#actions/map/read-drivers.ts'
import type { Sample } from '#sample/play.ts'
import { diceOf } from '#stats/random.ts'

/** So many letters that do nothing go out, each to some customers on days drawn by lot. */
export const PLACEBOS = 10
const PLACEBO_SHARE = 0.5
/** Goes to so many of those who asked where their order was, an hour later, and does nothing. */
export const SHADOW = 'shadow'
const SHADOW_SHARE = 0.6

/** The sample company, with letters beside what befell it that do nothing at all. */
export function withPlacebos(sample: Sample, seed = 11): PlayedCompany {
  return { company: sample.company, records: sample.records, customers: planted(sample, seed) }
}

function* planted({ customers, truth }: Sample, seed: number): Generator<Sample['customers'] extends Iterable<infer C> ? C : never> {
  const dice = diceOf(seed)
  for (const { record, facts } of customers) {
    const [first, key] = [facts[0]?.at ?? Infinity, facts[0]?.customer ?? '']
    const told = (decision: string, at: number): Told => ({ kind: 'told', id: `${decision}-${Math.round(at)}`, source: 'letters', customer: key, at: Math.round(at), decision })
    const letters: Fact[] = []
    for (let i = 1; i <= PLACEBOS; i++) if (dice.uniform() < PLACEBO_SHARE && first < Infinity) letters.push(told(`placebo-${i}`, first + dice.uniform() * (Date.parse(truth.end) - first)))
    for (const fact of facts) if (fact.kind === 'contact' && fact.topic === 'where_is_my_order' && dice.uniform() < SHADOW_SHARE) letters.push(told(SHADOW, fact.at + HOUR_MS))
    yield { record, facts: [...facts, ...letters.filter(({ at }) => at < Date.parse(truth.end))].toSorted((a, b) => a.at - b.at) }
  }
}

export const driverOf = ({ drivers }: DriversAnswer, kind: string, what: string): DriverAnswer | undefined => drivers.find((each) => each.kind === kind && each.what === what)

export async function driversFor(ctx: Context, query: Record<string, unknown>): Promise<DriversAnswer> {
  const answer = await readDrivers(ctx, driversQuery.parse(query))
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusals))
  return answer.value
}

const around = (from: string, until: string): { from: string; to: string } => ({ from: isoOf(Date.parse(from) - 20 * DAY_MS), to: isoOf(Date.parse(until) + 20 * DAY_MS) })

/** What befell the sample company, where it must show, and when. */
export function befell({ price_letter: letter, slow_warehouse: slow, happier_shops: happier }: Sample['truth']['events'], start: string): readonly Befell[] {
  const sent = letter?.at ?? ''
  return [
    { name: 'price letter', move: 'loyal>disappointed', when: around(sent, sent), kind: 'told', what: 'member-prices', truth: 'at once, by lot' },
    { name: 'price letter', move: 'devoted>disappointed', when: around(sent, sent), kind: 'told', what: 'member-prices', truth: 'at once, by lot' },
    ...(['satisfied', 'loyal'] as const).map((from) => ({ name: 'slow warehouse', move: `${from}>disappointed`, when: around(slow.from, slow.until), kind: 'purchase', what: slow.unit, truth: 'late 48 % for 3.5 %' })),
    ...happier.units.map((unit) => ({ name: 'happier shop', move: 'satisfied>loyal', when: { from: start }, kind: 'purchase', what: unit, truth: 'mood + 0.48' })),
  ]
}
export interface Befell {
  readonly name: string
  readonly move: string
  readonly when: Record<string, string>
  readonly kind: string
  readonly what: string
  readonly truth: string
}

/** Surely more moves: by its adjusted ratio, or where they came with it by the share that goes with it. */
export const isFound = (driver: DriverAnswer | undefined): boolean => driver !== undefined && driver.stands_out && (driver.attributable?.low ?? 0) > 0

/** Moves of all the time in which nothing befell them that was planted: more to be wrong in. */
export const QUIET_MOVES = ['loyal>devoted', 'satisfied>lapsed'] as const

/** The letters that do nothing, as far as they are weighed. */
export const placebosIn = ({ drivers }: DriversAnswer): readonly DriverAnswer[] => drivers.filter(({ what, adjusted }) => adjusted !== null && (what?.startsWith('placebo-') ?? false))
