import type { Context } from '#actions/context.ts'
import { eraseWithin } from '#actions/customers/erase-customer.ts'
import { insertErased, keysOfKnown, readErased } from '#store/customers/erase.ts'
import { readCompany } from '#store/house/company.ts'
import type { Client } from '#store/pool.ts'

/** Whom a house must not bring back: those who were erased, as numbers that its secret makes. */
export interface Gone {
  readonly secret: Buffer | undefined
  readonly customers: readonly string[]
}

export const whoIsGone = async (db: Client): Promise<Gone> => ({ secret: (await readCompany(db))?.secret, customers: await readErased(db) })

/**
 * A backup of before somebody was erased has them still. Where it is of the same company as the house that it replaces, they are erased from it in
 * the same transaction, and those whom it never knew stay gone too. @returns how many of them it had
 */
export async function eraseAgain(db: Client, ctx: Context, { secret, customers }: Gone): Promise<number> {
  const restored = await whoIsGone(db)
  if (secret === undefined || restored.secret?.equals(secret) !== true) return 0
  const gone = customers.filter((customer) => !restored.customers.includes(customer))
  const known = await keysOfKnown(db, gone)
  for (const key of known.values()) await eraseWithin(db, ctx, key)
  const now = new Set((await whoIsGone(db)).customers)
  await insertErased(db, gone.filter((customer) => !now.has(customer)), ctx.now())
  return known.size
}
