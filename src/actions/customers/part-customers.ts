import { allBelow, linkBetween } from '#core/customers/links.ts'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { attemptAlone } from '#actions/relationship/attempt.ts'
import { deleteMember, type Member } from '#store/customers/members.ts'
import { readPerson, type Person } from '#store/customers/person.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { ensureCustomers } from '#store/history/customers.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { answerOf, type Pair } from './merge-customers.ts'
import { tellTogether } from './tell-together.ts'

/**
 * Parts two customers who were merged: each is told by themselves again, with whatever was merged into them, as if the two had never been
 * one. Where nothing joins them, nothing is done.
 */
export async function partCustomers(ctx: Context, { key, other }: Pair): Promise<Result<MergeAnswer>> {
  return attemptAlone(ctx.pool, async (db): Promise<Result<MergeAnswer>> => {
    const { secret } = (await readCompany(db)) as Company
    const [one, another] = [customerIdOf(secret, key), customerIdOf(secret, other)]
    const person = await readPerson(db, one)
    if (!person) return no('customer_unknown', { key })
    if (!(await readPerson(db, another))) return no('customer_unknown', { key: other })
    const { members } = person
    const parting = linkBetween(members, one, another)
    if (parting === null) return yes(answerOf(person, false))
    const below = allBelow(members, parting)
    await deleteMember(db, parting, below)
    // Another key that never had a row of its own needs one where others are told under it.
    if (below.length > 0) await ensureCustomers(db, [members.find((member) => member.customer === parting) as Member])
    await tellTogether(db, [person.known.customer, parting])
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.parted', subject: key, detail: { other } })
    // Whoever was only another key is nobody now: then the answer is of the one they were a key of.
    return yes(answerOf((await readPerson(db, one)) ?? ((await readPerson(db, person.known.customer)) as Person), true))
  })
}
