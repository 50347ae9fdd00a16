import { drawnOnce } from '#actions/pictures/drawn.ts'
import type { Pool } from '#store/pool.ts'
import type { Sort } from '#core/customers/sorts.ts'
import type { CustomerFilter } from '#store/relationship/filter.ts'
import type { ListQuery, Place } from '#store/relationship/list-query.ts'
import { collect, countByState, countWhole, figuresIn, rankIn, type Ranked } from '#store/relationship/rank.ts'
import { SORTED, type Walked } from '#store/relationship/sorted.ts'
import { EVERYBODY, partsFor, slicesOf, type Slice } from '#store/slices.ts'
import { nthBeyond, rankOf, type Figures } from './figures.ts'
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
 * as long. An index by state is walked alone; in any other order each one's standing is looked up beside.
 */
const ONE_IN: Readonly<Record<Walked, number>> = { by_state: 250, beside: 100, not: 100 }
/**
 * Those of units are found by them. A page of so many is filled on a walk after so many times as many as there are to one who fits; and to find one by state is as dear as to pass one, but by
 * name as dear as to pass twenty, of whom half would do.
 */
const PAGE = { by_state: 50, beside: 5 } as const
/** Before a bound come so many of the sample, and those who stand for four pages: hardly ever less than a page of all. */
const BEFORE_BOUND = 16
const PAGES = 4
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
  readonly list: Pick<ListQuery, 'filter' | 'gathered' | 'one_in'>
  readonly counted: Counted | null
}

const partsOf = ({ telling }: InForce): number => partsFor(telling.model.customers, SAMPLE)
const sampleOf = (parts: number): Slice => slicesOf(parts)[0] ?? EVERYBODY

/** Is it a filter by what is counted once for all, and has an index for every order? */
const isOfWhole = ({ states: _s, units: _u, heard: _h, ...rest }: CustomerFilter): boolean => Object.keys(rest).length === 0
const isOfStates = ({ states: _s, ...rest }: CustomerFilter): boolean => Object.keys(rest).length === 0
/** Are those who fit found by an index of units that says all that is asked? */
const isOfUnits = (filter: CustomerFilter): boolean => filter.units !== undefined && isOfWhole(filter)

/** What is found as quickly as can be without a look at how many fit. */
const NOTHING_TO_NARROW: Readonly<Record<Walked, (filter: CustomerFilter) => boolean>> = { by_state: isOfStates, beside: (filter) => Object.keys(filter).length === 0, not: isOfWhole }

/** Looks how many fit a filter, and has them gathered where they are few among those whom a list by this sort is walked through. */
export async function narrow(pool: Pool, force: InForce, filter: CustomerFilter, sort: Sort): Promise<Narrowed> {
  const parts = partsOf(force)
  const { walked } = SORTED[sort]
  const asIs = { filter, gathered: null, one_in: 1 }
  if (parts === 1 || NOTHING_TO_NARROW[walked](filter)) return { list: asIs, counted: null }
  return drawnOnce(pool, force, { what: ['list', 'narrow', filter, walked], ...NAMED, draw: async () => {
    const query = { telling: force.telling.id, filter }
    const [fitting, there] = await Promise.all([countByState(pool, query, sampleOf(parts)), sampledStates(pool, force, parts)])
    const [all, ofAll] = [sumOf(fitting), sumOf(there)]
    const states = rareStates({ fitting, there, walked, parts, filter })
    const [list, counted] = [{ ...asIs, one_in: Math.max(1, ofAll / Math.max(1, all)) }, { customers: all * parts, exact: false }]
    if (states.length === 0) return { list, counted }
    if (isOfUnits(filter)) return { list: { ...list, gathered: { states, customers: null } }, counted }
    const customers = await collect(pool, { ...query, filter: { ...filter, states } })
    if (states.length < fitting.size) return { list: { ...list, gathered: { states, customers } }, counted }
    return { list: { ...list, filter: named(filter, customers) }, counted: { customers: customers.length, exact: true } }
  } })
}

/** What is known of a list before it is read: of the sample, who fits and who is there, by state. */
interface Sampled {
  readonly fitting: ReadonlyMap<number, number>
  readonly there: ReadonlyMap<number, number>
  readonly walked: Walked
  readonly parts: number
  readonly filter: CustomerFilter
}

/** The states of which those who fit are gathered; where all states are walked through in one, all or none. */
function rareStates({ fitting, there, walked, parts, filter }: Sampled): number[] {
  const [all, ofAll] = [sumOf(fitting), sumOf(there)]
  const isRare = (n: number, of: number): boolean => of >= SOON_WALKED && (isOfUnits(filter) && walked !== 'not' ? n * n * parts < PAGE[walked] * of : n * ONE_IN[walked] < of)
  if (walked === 'by_state') return [...fitting].filter(([state, n]) => isRare(n, there.get(state) ?? 0)).map(([state]) => state)
  return isRare(all, ofAll) ? [...fitting.keys()] : []
}

/** What they did in the past is settled by naming them; where they stand may change while their names are kept. */
const named = ({ moved: _m, made: _n, ...rest }: CustomerFilter, customers: readonly string[]): CustomerFilter => ({ ...rest, customers })

const sumOf = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((sum, n) => sum + n, 0)

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

/** Is a list sorted by a figure that has no order of its own, and filtered by nothing that takes long to look at? */
const isOfFigures = ({ sort, filter }: Pick<ListQuery, 'sort' | 'filter'>): boolean => SORTED[sort].walked === 'not' && isOfWhole(filter)

/** The figures of those of the sample who fit, the least first, and how many have none. Whoever pages or scrolls asks for one place after another. */
const figuresOfSample = (pool: Pool, force: InForce, { telling, filter, sort }: Pick<ListQuery, 'telling' | 'filter' | 'sort'>): Promise<Figures> =>
  drawnOnce(pool, force, { what: ['list', 'figures', filter, sort], good_for_ms: GOOD_FOR_MS, draw: async () => {
    const figures = await figuresIn(pool, { telling, filter, sort }, sampleOf(partsOf(force)))
    return { all: figures.length, known: figures.filter((figure) => figure !== null) }
  } })

/** Whoever comes after a share of a list; null where nobody is in it. */
export async function placeAt(pool: Pool, force: InForce, asked: Pick<ListQuery, 'telling' | 'filter' | 'sort' | 'descending'>, share: number): Promise<Place | null> {
  const parts = partsOf(force)
  if (parts === 1 || asked.filter.customers) return rankIn(pool, asked, share, EVERYBODY)
  const sampled = isOfFigures(asked) ? rankOf(await figuresOfSample(pool, force, asked), share, asked.descending) : await rankIn(pool, asked, share, sampleOf(parts))
  if (sampled && sampled.all >= FEW) return spreadOut(sampled, share, asked.descending)
  if (isOfUnits(asked.filter)) return rankIn(pool, asked, share, EVERYBODY)
  // Scrolling asks for one place after another.
  const customers = await drawnOnce(pool, force, { what: ['list', 'named', asked.filter], ...NAMED, draw: () => collect(pool, asked) })
  return rankIn(pool, { ...asked, filter: named(asked.filter, customers) }, share, EVERYBODY)
}

/** A value before which a page comes full, where only looking at all finds it: who comes after it need not be sorted, which is most of the work. */
export async function boundOf(pool: Pool, force: InForce, query: ListQuery): Promise<Pick<ListQuery, 'bound'>> {
  const parts = partsOf(force)
  if (parts === 1 || !isOfFigures(query) || query.from?.value === null) return {}
  const bound = nthBeyond(await figuresOfSample(pool, force, query), query, BEFORE_BOUND + Math.ceil((PAGES * query.limit) / parts))
  return bound === undefined ? {} : { bound }
}

/** The slice holds the first numbers alone: among those who have the same value, the place is as far into all numbers as the share is into them. */
function spreadOut({ value, all, before, same }: Omit<Ranked, 'customer'>, share: number, descending: boolean): Place {
  const into = Math.min(1, Math.max(0, (share * all - before) / same))
  const hex = Math.floor((descending ? 1 - into : into) * 0xffff_ffff).toString(16).padStart(8, '0')
  return { value, customer: `${hex}-0000-0000-0000-000000000000` }
}
