import { MOST_KEYS, type MergeAnswer } from '#contract/customers/merge.ts'
import { name } from '#contract/history/fact.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { attemptAlone } from '#actions/relationship/attempt.ts'
import { insertMember } from '#store/customers/members.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readKeys, readPerson, type Person } from '#store/customers/person.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { keysOf } from './keys-of.ts'
import { tellTogether } from './tell-together.ts'

/** Two customers by their keys. */
export interface Pair {
  readonly key: string
  readonly other: string
}

/**
 * Makes two customers one: what happened to the other is from now on told as part of the history of the first, and of whomever that one is
 * merged into. A key that nobody knows becomes another key of the first. No fact moves, so that parting gives back what was. Nothing is set
 * off by it; done twice, it does nothing more.
 */
export async function mergeCustomers(ctx: Context, { key, other }: Pair): Promise<Result<MergeAnswer>> {
  if (!name.safeParse(other).success) return no('field_invalid', { field: 'other', found: other, expected: '1–200' }, '/other')
  return attemptAlone(ctx.pool, async (db): Promise<Result<MergeAnswer>> => {
    const { secret } = (await readCompany(db)) as Company
    const [into, from] = [customerIdOf(secret, key), customerIdOf(secret, other)]
    const numbers = await readNumbers(db, [into, from])
    if (numbers.isErased(from) || numbers.isErased(into)) return no('customer_erased')
    const person = await readPerson(db, into)
    if (!person) return no('customer_unknown', { key })
    const [root, joining] = [numbers.rootOf(into), numbers.rootOf(from)]
    if (root === joining) return yes(answerOf(person, false))
    if (numbers.treeOf(root).length + numbers.treeOf(joining).length > MOST_KEYS) return no('too_many_keys', { key, most: MOST_KEYS })
    const joiningKey = (await readKeys(db, [joining])).get(joining) ?? other
    await insertMember(db, { customer: joining, merged_into: into, root, key: joiningKey, at: ctx.now(), actor: ctx.actor })
    await tellTogether(db, [root, joining])
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.merged', subject: key, detail: { other } })
    return yes(answerOf((await readPerson(db, root)) as Person, true))
  })
}

export const answerOf = (person: Person, changed: boolean): MergeAnswer => ({ changed, customer: person.known.key, keys: keysOf(person) })
