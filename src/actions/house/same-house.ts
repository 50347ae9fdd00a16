import { Refused } from '#contract/refusals.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Db } from '#store/pool.ts'

/**
 * To be asked under the lock by whoever made numbers of customers from a company read before: where a backup was restored meanwhile, its
 * secret is another one, and those numbers would be nobody's. Who sends again is served.
 * @throws Refused `unavailable`
 */
export async function expectSameHouse(db: Db, { secret }: Pick<Company, 'secret'>): Promise<void> {
  const now = await readCompany(db)
  if (!now?.secret.equals(secret)) throw new Refused({ code: 'unavailable' })
}
