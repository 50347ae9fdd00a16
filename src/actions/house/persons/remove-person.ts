import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { deletePerson, readPersonRow } from '#store/house/persons.ts'
import { withTransaction } from '#store/pool.ts'

/** Forgets what somebody is called and where they worked. Facts keep their key, which then says nothing of who it was; neither does the log. */
export async function removePerson(ctx: Context, key: string): Promise<Result<{ readonly key: string }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ readonly key: string }>> => {
    if (!(await readPersonRow(db, key))) return no('person_unknown', { key })
    await deletePerson(db, key)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'person.removed', subject: key })
    return yes({ key })
  })
}
