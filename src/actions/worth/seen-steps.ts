import { monthEnds, MOST_MONTHS, type MonthMark } from '#core/map/months.ts'
import type { Evidence } from '#core/worth/basis.ts'
import { YEAR_STEPS, type YearOn } from '#core/worth/check.ts'
import { REMEMBERING } from '#core/worth/recall.ts'
import { stepsOf, type Steps } from '#core/worth/steps.ts'
import type { Costs } from '#core/money/margin.ts'
import { zoneOf } from '#core/units/zone.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { someOfAll } from '#actions/customers/some-of-all.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { readFirstAt } from '#store/map/series.ts'
import type { Pool } from '#store/pool.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { newestTold } from '#store/relationship/standings.ts'
import { partsFor, slicesOf } from '#store/slices.ts'
import { readCosts } from '#store/money/costs-of-orders.ts'
import { readSteps } from '#store/worth/steps.ts'

/** More customers than this are looked at by lot: intervals are narrow by then. */
const MOST_LOOKED_AT = 50_000
/** Steps that are looked at: whole years, so that every season counts alike; what was longer ago says little of today. */
const WHOLE_YEARS = [24, 12] as const
const LEAST_MONTHS = 6

/** What was seen of some customers, or of all. */
export interface Seen extends Evidence, Steps {
  readonly customers: number
  readonly year_on: readonly YearOn[]
  /** The share of those chosen who were looked at, by lot. */
  readonly looked_at: number
}

/** Which months, of how many customers. */
export interface Window {
  /** Ends of months from where histories begin. */
  readonly marks: readonly MonthMark[]
  /** The one from which on steps are looked at; before it, only what customers had been. */
  readonly from: number
  /** One in so many customers, by lot. */
  readonly parts: number
}

const sliceOf = (parts: number): ReturnType<typeof slicesOf>[number] => slicesOf(parts)[0] ?? { from: null, to: null }

/** The months that worth is told from. */
export const readWindow = (pool: Pool, force: InForce): Promise<Result<Window>> => drawnOnce(pool, force, { what: ['worth', 'window'], draw: async () => {
  const { telling, company } = force
  const [first, newest] = [await readFirstAt(pool, telling.id), await newestTold(pool, telling.id)]
  if (first === null) return no('nothing_yet')
  const marks = monthEnds(Math.max(telling.until, newest ?? 0), MOST_MONTHS, zoneOf(company.zone)).filter(({ at }) => at >= first)
  if (marks.length <= LEAST_MONTHS) return no('worth_too_short', { months: Math.max(0, marks.length - 1), least: LEAST_MONTHS })
  const steps = WHOLE_YEARS.find((months) => marks.length > months) ?? marks.length - 1
  const parts = partsFor(telling.model.customers, MOST_LOOKED_AT)
  return yes({ marks, from: marks.length - 1 - steps, parts })
} })

/** What orders cost in these months. */
export const readCostsThen = (pool: Pool, force: InForce, { marks, from, parts }: Window): Promise<Costs> =>
  drawnOnce(pool, force, { what: ['worth', 'costs'], draw: () => readCosts(pool, marks[from]!.at, marks.at(-1)!.at, sliceOf(parts)) })

/** The steps of those a filter chooses. They do not depend on how they are weighed, so they are kept apart from that. */
export const readSeen = (pool: Pool, force: InForce, { marks, from, parts }: Window, filter: CustomerFilter): Promise<Seen> => drawnOnce(pool, force, { what: ['worth', 'seen', filter], draw: async () => {
  const year_from = marks.length - 1 - from >= YEAR_STEPS ? marks.length - 1 - YEAR_STEPS : null
  const looked = await someOfAll(pool, force, filter, parts)
  const { stood, ...seen } = await readSteps(pool, { telling: force.telling.id, marks, from, kinds: REMEMBERING.kinds, slice: looked.slice, filter, year_from })
  return { ...seen, looked_at: 1 / looked.parts, ...stepsOf(stood, { marks: marks.length, from }, REMEMBERING) }
} })
