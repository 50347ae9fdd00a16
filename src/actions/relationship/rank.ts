import { drawnOnce } from '#actions/pictures/drawn.ts'
import type { Pool } from '#store/pool.ts'
import type { Sort } from '#core/customers/sorts.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import { collect, countByState, countWhole, rankIn, type ListQuery, type Place, type Ranked } from '#store/relationship/list.ts'
import { SORTED } from '#store/relationship/sorted.ts'
import { EVERYBODY, slicesOf, type Slice } from '#store/slices.ts'
import type { InForce } from './rules-in-force.ts'

/**
 * How many of a list there are and who stands at a share of it, without reading all of it. Numbers of customers are hashes: those of a
 * slice are a sample drawn by lot. Of up to so many customers the slice is everybody, and what is said is exact; of n in the sample, a count is good to about
 * 1/√n of itself, and a share to 1/(2√n): of the 16,000 a million gives, a percent and half a percent.
 */
const SAMPLE = 16_384
/** Where fewer of the sample fit, a share of the list is looked for among all who do. */
const FEW = 200
/**
 * Where fewer than one in so many of those walked through fits, all who do are looked for once, which takes 130–250 ms of a million: to walk to the fiftieth would take
 * as long. An index by state is walked alone; in the order of names or keys each one's standing is looked up beside.
 */
const ONE_IN = { byState: 250, beside: 100 } as const
/** A state with fewer of the sample is walked through whoever fits. */
const SOON_WALKED = 100

/** How long a count may be behind what others write, and who is named: these are never shown when they are older. */
const GOOD_FOR_MS = 10_000
const NAMED = { good_for_ms: GOOD_FOR_MS, old_will_do: 'never' } as const

/** How many fit. */
export interface Counted {
  readonly customers: number
  readonly exact: boolean
}

/** A filter as it is best asked for, and how many fit where that came to light on the way. */
export interface Narrowed {
  readonly filter: CustomerFilter
  readonly counted: Counted | null
  readonly rare: ListQuery['rare']
}

const partsOf = ({ telling }: InForce): number => Math.min(256, 2 ** Math.max(0, Math.ceil(Math.log2(telling.model.customers / SAMPLE))))
const sampleOf = (parts: number): Slice => slicesOf(parts)[0] ?? EVERYBODY

/** Is it a filter by what is counted once for all, and has an index for every order? */
const isOfWhole = ({ states: _s, units: _u, heard: _h, ...rest }: CustomerFilter): boolean => Object.keys(rest).length === 0
const isOfStates = ({ states: _s, ...rest }: CustomerFilter): boolean => Object.keys(rest).length === 0

/** Looks how many fit a filter, and names them where they are few among those whom a list by this sort is walked through. */
export async function narrow(pool: Pool, force: InForce, filter: CustomerFilter, sort: Sort): Promise<Narrowed> {
  const parts = partsOf(force)
  const { byState } = SORTED[sort]
  if (parts === 1 || (byState ? isOfStates(filter) : Object.keys(filter).length === 0)) return { filter, counted: null, rare: null }
  return drawnOnce(pool, force, { what: ['list', 'narrow', filter, byState], ...NAMED, draw: async () => {
    const query = { telling: force.telling.id, filter }
    const [fitting, there] = await Promise.all([countByState(pool, query, sampleOf(parts)), sampledStates(pool, force, parts)])
    const all = sumOf(fitting)
    const states = byState ? [...fitting].filter(([state, n]) => isRare(n, there.get(state) ?? 0, ONE_IN.byState)).map(([state]) => state) : isRare(all, sumOf(there), ONE_IN.beside) ? [...fitting.keys()] : []
    const customers = states.length > 0 ? await collect(pool, { ...query, filter: { ...filter, states } }) : []
    if (states.length < fitting.size) return { filter, counted: { customers: all * parts, exact: false }, rare: states.length > 0 ? { states, customers } : null }
    return { filter: named(filter, customers), counted: { customers: customers.length, exact: true }, rare: null }
  } })
}

/** What they did in the past is settled by naming them; where they stand may change while their names are kept. */
const named = ({ moved: _m, made: _n, ...rest }: CustomerFilter, customers: readonly string[]): CustomerFilter => ({ ...rest, customers })

const sumOf = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)
const isRare = (fitting: number, there: number, oneIn: number): boolean => there >= SOON_WALKED && fitting * oneIn < there

/** How many of the sample stand in each state. */
const sampledStates = (pool: Pool, force: InForce, parts: number): Promise<Map<number, number>> =>
  drawnOnce(pool, force, { what: ['list', 'sample'], good_for_ms: GOOD_FOR_MS, draw: () => countByState(pool, { telling: force.telling.id, filter: {} }, sampleOf(parts)) })

/** How many customers fit. */
export async function countChosen(pool: Pool, force: InForce, filter: CustomerFilter, { counted }: Narrowed): Promise<Counted> {
  const { id } = force.telling
  if (isOfWhole(filter)) {
    const whole = await drawnOnce(pool, force, { what: ['list', 'whole'], good_for_ms: GOOD_FOR_MS, draw: () => countWhole(pool, id) })
    const { states, heard, units } = filter
    const fits = whole.filter((row) => (states?.includes(row.state) ?? true) && (heard === undefined || row.heard === heard) && (units === undefined || (row.unit !== null && units.includes(row.unit))))
    return { customers: fits.reduce((sum, { n }) => sum + n, 0), exact: true }
  }
  if (counted) return counted
  const byState = await drawnOnce(pool, force, { what: ['list', 'count', filter], good_for_ms: GOOD_FOR_MS, draw: () => countByState(pool, { telling: id, filter }, EVERYBODY) })
  return { customers: sumOf(byState), exact: true }
}

/** Whoever comes after a share of a list; null where nobody is in it. */
export async function placeAt(pool: Pool, force: InForce, asked: Pick<ListQuery, 'telling' | 'filter' | 'sort' | 'descending'>, share: number): Promise<Place | null> {
  const parts = partsOf(force)
  if (parts === 1 || asked.filter.customers) return rankIn(pool, asked, share, EVERYBODY)
  const sampled = await rankIn(pool, asked, share, sampleOf(parts))
  if (sampled && sampled.all >= FEW) return spreadOut(sampled, share, asked.descending)
  // Scrolling asks for one place after another.
  const customers = await drawnOnce(pool, force, { what: ['list', 'named', asked.filter], ...NAMED, draw: () => collect(pool, asked) })
  return rankIn(pool, { ...asked, filter: named(asked.filter, customers) }, share, EVERYBODY)
}

/** The slice holds the first numbers alone: among those who have the same value, the place is as far into all numbers as the share is into them. */
function spreadOut({ value, all, before, same }: Ranked, share: number, descending: boolean): Place {
  const into = Math.min(1, Math.max(0, (share * all - before) / same))
  const hex = Math.floor((descending ? 1 - into : into) * 0xffff_ffff).toString(16).padStart(8, '0')
  return { value, customer: `${hex}-0000-0000-0000-000000000000` }
}
