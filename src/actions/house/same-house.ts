import { Refused } from '#contract/refusals.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Db } from '#store/pool.ts'

type Secret = Pick<Company, 'secret'>

/** Do numbers of customers that were made from one of these hold in the other? */
export const isSameHouse = (now: Secret, before: Secret): boolean => now.secret.equals(before.secret)

/**
 * To be asked under the lock by whoever made numbers of customers from a company read before: where a backup was restored meanwhile, its
 * secret is another one, and those numbers would be nobody's. Who sends again is served.
 * @throws Refused `unavailable`
 */
export async function expectSameHouse(db: Db, before: Secret): Promise<void> {
  const now = await readCompany(db)
  if (!now || !isSameHouse(now, before)) throw new Refused({ code: 'unavailable' })
}
