import { EMPTY_MODEL } from '#core/relationship/model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import type { Context } from '#actions/context.ts'
import { createCompany, type Company } from '#store/house/company.ts'
import { withTransaction } from '#store/pool.ts'
import { insertPolicy } from '#store/relationship/policies.ts'
import { attachTelling, beginTelling, insertModel, lockTellingAlone, readTelling, swapTelling } from '#store/relationship/tellings.ts'

/** What a company is called before it says so itself. */
export const UNNAMED: Omit<Company, 'secret'> = { name: 'My company', zone: 'UTC', currency: 'EUR', languages: ['en'], sample: false }

/** Makes a migrated database ready for its first fact: a company, the starting policy, an empty telling. Does nothing where they are there. */
export async function openHouse(ctx: Context, company: Omit<Company, 'secret'> = UNNAMED): Promise<void> {
  await withTransaction(ctx.pool, async (db) => {
    await lockTellingAlone(db)
    await createCompany(db, { ...company, secret: ctx.random(32) }, ctx.now())
    if (await readTelling(db, 'current')) return
    await insertPolicy(db, { version: 1, settings: DEFAULT_POLICY, reason: 'the starting policy', actor: 'troth', same_as: null, made_at: ctx.now() })
    await insertModel(db, EMPTY_MODEL, ctx.now())
    const id = await beginTelling(db, 1, EMPTY_MODEL.id, 0, ctx.now())
    await attachTelling(db, id)
    await swapTelling(db, id, 0, ctx.now())
  })
}
