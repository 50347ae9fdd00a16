import { sql, type RawBuilder } from 'kysely'
import type { FigureName } from '#core/customers/sorts.ts'
import type { Mark } from '#core/relationship/marks.ts'
import { BIT, BOUND_BY, ruleNumber } from '#core/relationship/rules.ts'
import { stateNumber } from '#core/relationship/state.ts'
import type { Instant } from '#core/units/time.ts'
import { metAs } from '#store/map/met-as.ts'
import { EVERYBODY, within, type Slice } from '#store/slices.ts'
import { sqlInstant } from '#store/values.ts'

/** Where they stood at two dates. */
export interface Moved {
  readonly from: Instant
  readonly to: Instant
  /** From state to state, by number; from null where there was no history yet. */
  readonly pairs: readonly { readonly from: number | null; readonly to: number }[]
  /** Of those at the second date. */
  readonly units?: readonly string[]
  readonly heard?: boolean
}

/** A move that they made at some time between, maybe within some time after a fact of a kind. */
export interface Made {
  readonly was: number
  readonly is: number
  readonly from: Instant
  readonly to: Instant
  /** Where they stood before it. */
  readonly units?: readonly string[]
  /** What was met, as drivers name it. */
  readonly met?: { readonly kind: number; readonly as: string; readonly window_ms: number }
}

/** Which customers. What is missing leaves the choice open; an empty list chooses nobody. */
export interface CustomerFilter {
  /** Units, those below them included already. */
  readonly units?: readonly string[]
  readonly heard?: boolean
  readonly channel?: readonly string[]
  readonly campaign?: readonly string[]
  readonly language?: readonly string[]
  readonly attribute?: Readonly<Record<string, readonly string[]>>
  /** Patterns that a customer's own words all fit, and who fits by another key of theirs. */
  readonly known?: { readonly like: readonly string[]; readonly roots: readonly string[] }
  /** Stretches of time within one of which their history begins. */
  readonly began?: readonly { readonly from: Instant; readonly before: Instant }[]
  readonly states?: readonly number[]
  readonly marks?: readonly Mark[]
  readonly bounds?: readonly { readonly figure: FigureName; readonly least?: number; readonly most?: number }[]
  readonly moved?: Moved
  readonly made?: Made
  /** These alone, by number. */
  readonly customers?: readonly string[]
  /** Filters that must hold too. */
  readonly also?: readonly CustomerFilter[]
}

/** Where the rows that are chosen from say what a filter asks for. */
export interface ChosenRows {
  readonly telling: number
  readonly customer: RawBuilder<unknown>
  readonly unit: RawBuilder<unknown>
  readonly heard: RawBuilder<unknown>
  /** Of whom they are, where not of all: what is looked up beside them need not be of anybody else. */
  readonly slice?: Slice
  /** Are they the standings, called `t`, themselves? */
  readonly standings?: true
}

/** The rows of standings, called `t`. */
export const standingsOf = (telling: number): ChosenRows => ({ telling, customer: sql`t.customer`, unit: sql`t.unit`, heard: sql`t.heard`, standings: true })

/** The rows of spans (or what was made of them) called `s`. */
export const spansOf = (telling: number, slice: Slice = EVERYBODY): ChosenRows => ({ telling, customer: sql`s.customer`, unit: sql`s.unit`, heard: sql`s.heard`, slice })

const any = (filter: CustomerFilter, asks: (filter: CustomerFilter) => unknown): boolean => Boolean(asks(filter)) || (filter.also ?? []).some((also) => any(also, asks))

/** Does it choose customers as such, and not by their units or whether they were heard, which change as they move? */
export const isOfCustomers = (filter: CustomerFilter): boolean => !any(filter, ({ units, heard }) => units !== undefined || heard !== undefined)

/** Does choosing need the customer's own row? */
export const needsCustomer = (filter: CustomerFilter): boolean =>
  any(filter, (f) => f.channel ?? f.campaign ?? f.language ?? f.known ?? (f.attribute && Object.keys(f.attribute).length > 0))

/** Does choosing need what is told of the customer as of now? */
export const needsStanding = (filter: CustomerFilter): boolean => any(filter, (f) => f.began ?? f.states ?? f.marks ?? f.bounds)

/** The states that a filter leaves, by number; null where it leaves all. */
export function statesIn({ states, also }: CustomerFilter): readonly number[] | null {
  const all = [...(states ? [states] : []), ...(also ?? []).map(statesIn).filter((each) => each !== null)]
  return all.length === 0 ? null : all.reduce((left, right) => left.filter((state) => right.includes(state)))
}

/** Joins what choosing needs beside the rows that are chosen from: the customer as `c`, their standing as `t`. */
export function joinsOf(filter: CustomerFilter, { telling, customer, standings, slice = EVERYBODY }: ChosenRows, withCustomer = false): RawBuilder<unknown> {
  const own = withCustomer || needsCustomer(filter) ? sql`join customer c on c.customer = ${customer} and ${sql.raw(within('c.customer', slice))}` : sql``
  return needsStanding(filter) && !standings ? sql`${own} join standing t on t.telling = ${telling} and t.customer = ${customer} and ${sql.raw(within('t.customer', slice))}` : own
}

const SATISFIED = stateNumber('satisfied')
/** The bits of a memory's gates; looked at only where the mark can be. */
const gate = (bits: number): RawBuilder<unknown> =>
  sql`case when t.state = ${sql.lit(SATISFIED)} then coalesce((t.memory ->> 'on')::int, 0) & ${sql.lit(bits)} <> 0 else false end`
const MARKED: Readonly<Record<Mark, RawBuilder<unknown>>> = {
  quiet: gate(BIT.quiet),
  bound: gate(BOUND_BY),
  not_heard: sql`(t.state = ${sql.lit(SATISFIED)} and not t.heard)`,
  by_conduct: sql`t.rule = ${sql.lit(ruleNumber('conduct'))}`,
}

const either = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`)

/** Figures that are whole numbers; the others are held with seven digits, and compared so: 0.3 is at least 0.3. */
const WHOLE: ReadonlySet<FigureName> = new Set(['value', 'paid', 'orders'])

function boundsOf(bounds: NonNullable<CustomerFilter['bounds']>): RawBuilder<unknown>[] {
  return bounds.flatMap(({ figure, least, most }) => {
    const column = sql.ref(`t.${figure}`)
    // A number beyond what seven digits can hold is no error to who asks: it is beyond every figure, or nothing.
    const bound = WHOLE.has(figure) ? (at: number) => sql`${at}::numeric` : (at: number) => sql`${Math.fround(at)}::real`
    return [...(least === undefined ? [] : [sql`${column} >= ${bound(least)}`]), ...(most === undefined ? [] : [sql`${column} <= ${bound(most)}`])]
  })
}

/** Two states as one number; 0, which is no state, where there was no history yet. */
const pairOf = (from: number | null, to: number): number => (from ?? 0) * 16 + to

function movedAs({ from, to, pairs, units, heard }: Moved, { telling, customer, slice }: ChosenRows): RawBuilder<unknown> {
  const lasts = (span: string, at: Instant): RawBuilder<unknown> =>
    sql`${sql.ref(`${span}.telling`)} = ${telling} and ${sql.ref(`${span}.at`)} <= ${sqlInstant(at)} and ${sql.ref(`${span}.until`)} > ${sqlInstant(at)}`
  const to_states = [...new Set(pairs.map((pair) => pair.to))]
  const there = [
    lasts('later', to), ...(slice ? [sql.raw(within('later.customer', slice))] : []), sql`later.state = any(${to_states}::smallint[])`,
    sql`coalesce(sooner.state, 0) * 16 + later.state = any(${pairs.map((pair) => pairOf(pair.from, pair.to))}::int[])`,
    ...(units ? [sql`later.unit = any(${units}::text[])`] : []), ...(heard === undefined ? [] : [sql`later.heard = ${heard}`]),
  ]
  return sql`${customer} in (
    select later.customer from span later left join span sooner on sooner.customer = later.customer and ${lasts('sooner', from)}
    where ${sql.join(there, sql` and `)})`
}

function madeAs({ was, is, from, to, units, met }: Made, { telling, customer, slice }: ChosenRows): RawBuilder<unknown> {
  const move = [
    sql`n.telling = ${telling} and n.was = ${was} and n.state = ${is} and n.at > ${sqlInstant(from)} and n.at <= ${sqlInstant(to)}`,
    ...(slice ? [sql.raw(within('n.customer', slice))] : []),
    ...(units ? [sql`exists (select from span s where s.telling = n.telling and s.customer = n.customer and s.n = n.n - 1 and s.unit = any(${units}::text[]))`] : []),
    ...(met ? [sql`exists (
      select from fact f where f.customer = any(array(select n.customer union all select m.customer from member m where m.root = n.customer)) and f.kind = ${met.kind}::smallint
        and f.at <= n.at and f.at > n.at - ${met.window_ms} * interval '1 millisecond' and f.retracted_at is null and ${met.as} = any(${metAs(null)}))`] : []),
  ]
  return sql`${customer} in (select n.customer from span n where ${sql.join(move, sql` and `)})`
}

/** The conditions of a filter, over rows that are joined with what it needs (`joinsOf`). */
export function conditions(filter: CustomerFilter, rows: ChosenRows): RawBuilder<unknown> {
  const { units, heard, known, began, states, marks, bounds, moved, made, customers, also } = filter
  const parts: RawBuilder<unknown>[] = []
  if (units) parts.push(sql`${rows.unit} = any(${units}::text[])`)
  if (heard !== undefined) parts.push(sql`${rows.heard} = ${heard}`)
  for (const name of ['channel', 'campaign', 'language'] as const) {
    const values = filter[name]
    if (values) parts.push(sql`${sql.ref(`c.${name}`)} = any(${values}::text[])`)
  }
  for (const [name, values] of Object.entries(filter.attribute ?? {})) parts.push(sql`c.attributes ->> ${name} = any(${values}::text[])`)
  if (known) {
    const own = sql.join(known.like.map((pattern) => sql`c.known_as like ${pattern}`), sql` and `)
    parts.push(known.roots.length === 0 ? own : sql`(${own} or c.customer = any(${known.roots}::uuid[]))`)
  }
  if (began) parts.push(either(began.map((stretch) => sql`(t.first_at >= ${sqlInstant(stretch.from)} and t.first_at < ${sqlInstant(stretch.before)})`)))
  // One state as such: an index that begins with it then gives the order of what comes after.
  if (states) parts.push(states.length === 1 ? sql`t.state = ${states[0]}::smallint` : sql`t.state = any(${states}::smallint[])`)
  if (marks) parts.push(either(marks.map((mark) => MARKED[mark])))
  if (bounds) parts.push(...boundsOf(bounds))
  if (moved) parts.push(movedAs(moved, rows))
  if (made) parts.push(madeAs(made, rows))
  if (customers) parts.push(sql`${rows.customer} = any(${customers}::uuid[])`)
  for (const one of also ?? []) parts.push(conditions(one, rows))
  return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`
}
