import { knownAsOne } from '#core/customers/known-as-one.ts'
import type { Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { readMembers, type Member } from './members.ts'
import { readNumbers, type Numbers } from './numbers.ts'

/** A customer as the company knows them besides facts. */
export interface CustomerRow {
  readonly customer: string
  readonly key: string
  readonly name: string | null
  readonly email: string | null
  readonly joined_at: Instant | null
  readonly channel: string | null
  readonly campaign: string | null
  readonly referrer: string | null
  readonly language: string | null
  readonly home_unit: string | null
  readonly attributes: Readonly<Record<string, string>>
  readonly consents: Readonly<Record<string, boolean>>
}

/** One person under all their keys. */
export interface Person {
  /** The root's row, with what it lacks filled from the members, in the order of their keys. */
  readonly known: CustomerRow
  readonly rows: readonly CustomerRow[]
  readonly members: readonly Member[]
  readonly numbers: Numbers
}

/** Whoever is known by this number, as a customer of their own or merged into one; null where nobody is. */
export async function readPerson(db: Db, customer: string): Promise<Person | null> {
  const numbers = await readNumbers(db, [customer])
  const root = numbers.rootOf(customer)
  const { rows } = await db.query<CustomerRow & Record<string, unknown>>(
    `select customer, key, name, email, joined_at, channel, campaign, referrer, language, home_unit, attributes, consents from customer where customer = any($1::uuid[]) order by key`,
    [numbers.treeOf(root)],
  )
  const own = rows.find((row) => row.customer === root)
  if (!own) return null
  const members = numbers.treeOf(root).length > 1 ? await readMembers(db, [root]) : []
  return { known: knownAsOne<CustomerRow>(own, rows.filter((row) => row !== own)), rows, members, numbers }
}

/** What each of these customers is called, where they are customers of their own. */
export async function readKeys(db: Db, customers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ customer: string; key: string }>('select customer, key from customer where customer = any($1::uuid[])', [customers])
  return new Map(rows.map((row) => [row.customer, row.key]))
}
