import { USUAL_RECKONING } from '#core/money/reckoning.ts'
import { USUAL_LEARNING } from '#core/relationship/learning.ts'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, updateCompany, type Company } from '#store/house/company.ts'
import { countCustomers, forgetErased, removeAccess, removeHistory } from '#store/house/emptiness.ts'
import { updateReckoning } from '#store/money/reckoning.ts'
import { withTransaction } from '#store/pool.ts'
import { updateLearning } from '#store/relationship/learning.ts'
import { dropTelling, holdRetelling, lockTellingAlone, oldTellings, readTelling } from '#store/relationship/tellings.ts'
import { describeCompany } from './name-company.ts'
import { openHouse, UNNAMED } from './open-house.ts'

/** What there is to lose, for somebody who is asked whether they mean it. */
export interface Clearing {
  readonly name: string
  readonly sample: boolean
  readonly customers: number
}

export async function whatToClear(ctx: Context): Promise<Clearing> {
  const company = (await readCompany(ctx.pool)) as Company
  return { name: company.name, sample: company.sample, customers: await countCustomers(ctx.pool) }
}

/**
 * Empties the house: the sample company by itself, or with `everything` whatever there is, keys and audit log included. The database stays
 * empty from then on: that it was cleared is remembered, so that no start brings the sample back.
 */
export async function clearCompany(ctx: Context, { everything }: { readonly everything: boolean }): Promise<Result<Clearing>> {
  return holdRetelling(ctx.pool, async () => {
    const cleared = await withTransaction(ctx.pool, async (db): Promise<Result<Clearing>> => {
      await lockTellingAlone(db)
      const company = (await readCompany(db)) as Company
      if (!company.sample && !everything) return no('sample_absent', { name: company.name })
      const customers = await countCustomers(db)
      const tellings = [await readTelling(db, 'making'), await readTelling(db, 'current')].flatMap((telling) => (telling ? [telling.id] : []))
      for (const id of [...tellings, ...(await oldTellings(db))]) await dropTelling(db, id)
      await removeHistory(db)
      if (everything) await removeAccess(db)
      // Who was erased from a company of one's own stays erased, whatever is imported into the empty house.
      if (company.sample) await forgetErased(db)
      await updateCompany(db, UNNAMED)
      await updateReckoning(db, USUAL_RECKONING)
      await updateLearning(db, USUAL_LEARNING)
      await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'company.cleared', detail: { everything } })
      return yes({ name: company.name, sample: company.sample, customers })
    })
    if (cleared.ok) await openHouse(ctx)
    return cleared
  })
}

/** Clears the sample company on the word of somebody who has typed its name: its own data a company never loses this way. */
export async function clearSample(ctx: Context, { name }: { readonly name: string }): Promise<Result<CompanyAnswer>> {
  const asked = await whatToClear(ctx)
  if (!asked.sample) return no('sample_absent', { name: asked.name })
  if (name.trim() !== asked.name) return no('field_invalid', { field: 'name', found: name, expected: asked.name }, '/name')
  const cleared = await clearCompany(ctx, { everything: false })
  return cleared.ok ? yes(await describeCompany(ctx)) : cleared
}
