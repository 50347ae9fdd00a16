import { isoOf } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import { name } from '#contract/history/fact.ts'
import type { Context } from '#actions/context.ts'
import { findNaming } from '#store/customers/erase.ts'
import { findLeftovers, type Leftovers } from '#store/customers/leftovers.ts'
import { readPerson } from '#store/customers/person.ts'
import { erasedAt } from '#store/customers/receipts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { everyKeyOf } from './erase-customer.ts'

export interface CheckedErasure extends Leftovers {
  /** When they were erased; null where they never were. */
  readonly erased_at: string | null
}

/** Looks for whatever is kept of a customer, wherever that may be. */
export async function checkErased(ctx: Context, key: string): Promise<Result<CheckedErasure>> {
  if (!name.safeParse(key).success) return no('customer_unknown', { key })
  const { secret } = (await readCompany(ctx.pool)) as Company
  const number = customerIdOf(secret, key)
  const person = await readPerson(ctx.pool, number)
  const all = person ? everyKeyOf(person) : [{ customer: number, key }]
  const keys = all.map((one) => one.key)
  const { columns, left } = await findLeftovers(ctx.pool, all.map((one) => one.customer), keys)
  const naming = await findNaming(ctx.pool, keys)
  const at = await erasedAt(ctx.pool, number)
  return yes({
    erased_at: at === null ? null : isoOf(at),
    columns: [...columns, 'standing.memory'],
    left: naming.length > 0 ? [...left, { column: 'standing.memory', rows: naming.length }] : left,
  })
}
