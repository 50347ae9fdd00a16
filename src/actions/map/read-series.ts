import { monthMarks, type MonthMark } from '#core/map/months.ts'
import type { SeriesIn, Stretch } from '#core/map/series.ts'
import { STATES, stateNumber } from '#core/relationship/state.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { SeriesAnswer, SeriesQuery } from '#contract/map/series.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readFirstAt, readPaid, readStood, type SeriesQuery as Asked } from '#store/map/series.ts'
import type { Pool } from '#store/pool.ts'
import { isOfCustomers, type CustomerFilter } from '#store/relationship/filter.ts'
import { partsFor, slicesOf } from '#store/slices.ts'
import { drawnOnce } from '#actions/pictures/drawn.ts'
import { asNamed, askedPeriod, type Period } from './asked-period.ts'
import { heldPaths, seriesOn } from './paths.ts'

/** Values are added up over no more customers than this: all their months with all their spans take a second. */
const MOST_ADDED = 65_536
/** A longer period may begin long before anybody was there. */
const LONG_MS = 800 * DAY_MS

/** How many customers stood in each state, and what they were worth, at the end of every month of a period and at both its ends. */
export async function readSeries(ctx: Context, query: SeriesQuery): Promise<Result<SeriesAnswer>> {
  const force = await inForce(ctx.pool)
  const period = await askedPeriod(ctx.pool, force, query)
  if (!period.ok) return period
  const filter = await choose(ctx, force, query)
  if (!filter.ok) return filter
  const { id } = force.telling
  return drawnOnce(ctx.pool, force, {
    what: ['series', ...asNamed(query), filter.value],
    draw: async () => {
      const { from, to } = await begun(ctx.pool, id, period.value)
      return yes(await draw(ctx.pool, force, { telling: id, marks: monthMarks(from, to, zoneOf(force.company.zone)), filter: filter.value }))
    },
    made_of: await pathsFor(ctx.pool, force, filter.value),
  })
}

/** A period from the beginning of time on starts when the first customer came. */
async function begun(pool: Pool, telling: number, { from, to }: Period): Promise<Period> {
  if (to - from < LONG_MS) return { from, to }
  const first = await readFirstAt(pool, telling)
  return { from: Math.min(to, Math.max(from, first ?? from)), to }
}

/** Where they stood, month by month, is told on paths where these are held: with units and whether they were heard as both were then. */
async function pathsFor(pool: Pool, force: InForce, { units: _units, heard: _heard, ...whoever }: CustomerFilter): ReturnType<typeof heldPaths> {
  return isOfCustomers(whoever) ? heldPaths(pool, force, null) : null
}

interface Counted extends SeriesIn {
  /** What was paid was added up of one customer in so many. */
  readonly parts: number
}

async function count(pool: Pool, force: InForce, asked: Asked): Promise<Counted> {
  const held = await pathsFor(pool, force, asked.filter)
  if (held) return { parts: 1, ...(await seriesOn(pool, force, held.value, asked.marks, asked.filter)) }
  const { customers } = force.telling.model
  const parts = partsFor(customers, MOST_ADDED)
  const [stood, paid] = await Promise.all([readStood(pool, asked, customers), readPaid(pool, asked, slicesOf(parts)[0]!)])
  return { parts, stood, paid }
}

async function draw(pool: Pool, force: InForce, asked: Asked): Promise<SeriesAnswer> {
  const { company, telling } = force
  const { parts, stood, paid } = await count(pool, force, asked)
  const { marks } = asked
  return {
    telling: tellingOf(telling),
    company: { currency: company.currency, zone: company.zone },
    from: isoOf((marks[0] as MonthMark).at),
    to: isoOf((marks.at(-1) as MonthMark).at),
    step: 'month',
    value_share: 1 / parts,
    states: STATES.map((state) => {
      const [count, value] = [stood, paid].map((rows) => spreadOver(rows.filter((row) => row.state === stateNumber(state)), marks.length)) as [number[], number[]]
      return { state, points: marks.map(({ at }, i) => ({ at: isoOf(at), customers: count[i] ?? 0, value: Math.round((value[i] ?? 0) * parts) })) }
    }),
  }
}

/** Stretches laid over each other: how much there is at each mark. */
function spreadOver(stretches: readonly Stretch[], marks: number): number[] {
  const steps = Array.from({ length: marks + 1 }, () => 0)
  for (const { lo, hi, amount } of stretches) {
    steps[lo] = (steps[lo] ?? 0) + amount
    steps[hi] = (steps[hi] ?? 0) - amount
  }
  let sum = 0
  return steps.slice(0, marks).map((step) => (sum += step))
}
