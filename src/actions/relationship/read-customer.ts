import { compareFacts } from '#core/history/order.ts'
import { fromStored } from '#core/history/stored.ts'
import type { Fact } from '#core/history/fact.ts'
import { covers } from '#core/house/reach.ts'
import { equityLine } from '#core/relationship/equity-line.ts'
import { begin, unitOf } from '#core/relationship/memory.ts'
import { standing } from '#core/relationship/standing.ts'
import { isMove, tell, type Change } from '#core/relationship/tell.ts'
import type { Because } from '#core/relationship/because.ts'
import { isoOf } from '#core/units/time.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { keysOf } from '#actions/customers/keys-of.ts'
import { readCover } from '#actions/house/cover.ts'
import { readPerson } from '#store/customers/person.ts'
import { readHistories } from '#store/history/facts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import { inForce } from './rules-in-force.ts'
import { becauseOf, isoOrNull, standingOf, tellingOf } from './shown.ts'

const SHOWN_FACTS = 100

/**
 * One customer: who they are, where they stand and why, how they got there. That somebody looked is in the audit log. To somebody whose
 * units are others, this customer is not there.
 */
export async function readCustomer(ctx: Context, key: string, { limit = SHOWN_FACTS }: { limit?: number } = {}): Promise<Result<CustomerAnswer>> {
  const { company, telling, rules } = await inForce(ctx.pool)
  const person = await readPerson(ctx.pool, customerIdOf(company.secret, key))
  if (!person) return no('customer_unknown', { key })
  const { known: row, numbers } = person
  const stored = (await readHistories(ctx.pool, [row.customer], numbers)).get(row.customer) ?? []
  const facts = stored.map((fact) => fromStored(fact, key)).toSorted(compareFacts)
  const told = tell(begin(row.home_unit), facts, telling.until, rules, true)
  if (!covers(await readCover(ctx), unitOf(told.memory))) return no('customer_unknown', { key })
  await appendAudit(ctx.pool, { at: ctx.now(), actor: ctx.actor, what: 'customer.read', subject: key })
  const { customer: _number, ...known } = row
  const now = standing(told.memory, Math.max(told.memory.told, telling.until), rules)
  return yes({
    telling: tellingOf(telling),
    currency: company.currency,
    ...known,
    joined_at: isoOrNull(row.joined_at),
    attributes: { ...row.attributes },
    consents: { ...row.consents },
    standing: now && standingOf(now),
    moves: told.changes.filter(isMove).map(moveOf),
    equity: equityLine(facts, telling.until, rules).map((point) => ({ ...point, at: isoOf(point.at) })),
    history: facts.slice(-limit).toReversed().map(shownFact),
    facts: facts.length,
    keys: keysOf(person),
  })
}

const moveOf = (change: Change): CustomerAnswer['moves'][number] => ({
  at: isoOf(change.at), from: change.from, to: change.to, unit: change.unit, heard: change.heard, cause: change.cause,
  fact: change.fact && { source: change.fact.source, id: change.fact.id, at: isoOf(change.fact.at) },
  because: becauseOf(change.because as Because),
})

function shownFact({ customer: _customer, member: _member, ...kept }: Fact): CustomerAnswer['history'][number] {
  const { counted: _counted, ...fact } = { counted: undefined, ...kept }
  const locked = 'locked_until' in fact && fact.locked_until !== undefined ? { locked_until: isoOf(fact.locked_until) } : {}
  return { ...fact, ...locked, at: isoOf(fact.at) }
}
