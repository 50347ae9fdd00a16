import { tokenOf } from '#core/customers/token.ts'
import { isoOf } from '#core/units/time.ts'
import { eraseAnswer, type EraseAnswer } from '#contract/customers/erase.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { attemptErasing } from '#actions/relationship/attempt.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { findNaming, insertErased, removeCustomers, renameInMemories, renameInOthers, type Erased, type Naming } from '#store/customers/erase.ts'
import { findLeftovers } from '#store/customers/leftovers.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readPerson, type Person } from '#store/customers/person.ts'
import { readReceipt } from '#store/customers/receipts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Client } from '#store/pool.ts'
import { dropTelling, lockTellingAlone, readTelling } from '#store/relationship/tellings.ts'

export interface Erasure {
  readonly key: string
  /** The key once more. */
  readonly confirmed: string
}

/**
 * Erases a customer under all their keys, everything or nothing: what is about them goes, where others' rows name them a token stands, and
 * nobody can bring them back. It waits for a telling that is being made and for imports that are moving in, and holds everybody else up only
 * for the moment of the deed. Asked for again by the same key, it answers with the same receipt.
 */
export async function eraseCustomer(ctx: Context, { key, confirmed }: Erasure): Promise<Result<EraseAnswer>> {
  if (confirmed !== key) return no('field_invalid', { field: 'key', found: confirmed, expected: key }, '/key')
  return attemptErasing(ctx.pool, (db) => eraseWithin(db, ctx, key))
}

/** The same in its caller's transaction, which holds the locks of erasing: no telling is being made, no import moves in. */
export async function eraseWithin(db: Client, ctx: Context, key: string): Promise<Result<EraseAnswer>> {
  const { secret } = (await readCompany(db)) as Company
  const number = customerIdOf(secret, key)
  const person = await readPerson(db, number)
  if (!person) return erasedBefore(db, key, number)
  const all = everyKeyOf(person)
  const naming = await findNaming(db, all.map((one) => one.key))
  await lockTellingAlone(db)
  const receipt = await erase(db, all, naming, ctx.now())
  await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.erased', subject: number, detail: receipt })
  return yes(receipt)
}

async function erasedBefore(db: Client, key: string, number: string): Promise<Result<EraseAnswer>> {
  const receipt = eraseAnswer.safeParse(await readReceipt(db, number))
  if (receipt.success) return yes(receipt.data)
  return (await readNumbers(db, [number])).isErased(number) ? no('customer_erased') : no('customer_unknown', { key })
}

/** A person's numbers and keys, and what is to stand for them. */
export const everyKeyOf = ({ known, members }: Pick<Person, 'known' | 'members'>): Erased[] =>
  [known, ...members].map(({ customer, key }) => ({ customer, key, token: tokenOf(customer) }))

async function erase(db: Client, all: readonly Erased[], naming: readonly Naming[], at: number): Promise<EraseAnswer> {
  const numbers = all.map((one) => one.customer)
  // Nobody is making it any more, or this lock would not be ours; its rows would be found in no telling.
  const broken = await readTelling(db, 'making')
  if (broken) await dropTelling(db, broken.id)
  const removed = await removeCustomers(db, numbers)
  const { counts, referrers } = await renameInOthers(db, all)
  const { telling } = await inForce(db)
  const { rootOf } = await readNumbers(db, referrers)
  const told = [...naming, ...referrers.map((customer) => ({ telling: telling.id, customer: rootOf(customer) }))]
  const memories = await renameInMemories(db, told, all)
  await insertErased(db, numbers, at)
  const { columns, left } = await findLeftovers(db, numbers, all.map((one) => one.key))
  if (left.length > 0) throw new Error(`something is left of whom was to be erased, in ${left.map(({ column }) => column).join(', ')}: nothing was erased`)
  return { erased_at: isoOf(at), numbers, removed, replaced: { ...counts, 'standing.memory': memories }, checked: { columns: [...columns], left: 0 } }
}
