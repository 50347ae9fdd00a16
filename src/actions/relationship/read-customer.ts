import { compareFacts } from '#core/history/order.ts'
import { fromStored } from '#core/history/stored.ts'
import type { Fact } from '#core/history/fact.ts'
import { covers } from '#core/house/reach.ts'
import { equityLine } from '#core/relationship/equity-line.ts'
import { begin, unitOf } from '#core/relationship/memory.ts'
import { standing } from '#core/relationship/standing.ts'
import { isMove, tell, type Change, type Told } from '#core/relationship/tell.ts'
import type { Because } from '#core/relationship/because.ts'
import { isoOf } from '#core/units/time.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { keysOf } from '#actions/customers/keys-of.ts'
import { readCover } from '#actions/house/cover.ts'
import { readPerson, type Person } from '#store/customers/person.ts'
import { readHistories } from '#store/history/facts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import type { Db } from '#store/pool.ts'
import { inForce, type InForce } from './rules-in-force.ts'
import { becauseOf, isoOrNull, standingOf, tellingOf } from './shown.ts'

const SHOWN_FACTS = 100

/**
 * One customer: who they are, where they stand and why, how they got there. That somebody looked is in the audit log. To somebody whose
 * units are others, this customer is not there.
 */
export async function readCustomer(ctx: Context, key: string, { limit = SHOWN_FACTS }: { limit?: number } = {}): Promise<Result<CustomerAnswer>> {
  const force = await inForce(ctx.pool)
  const person = await readPerson(ctx.pool, customerIdOf(force.company.secret, key))
  if (!person) return no('customer_unknown', { key })
  const told = await tellPerson(ctx.pool, person, force)
  if (!covers(await readCover(ctx), unitOf(told.memory))) return no('customer_unknown', { key })
  await appendAudit(ctx.pool, { at: ctx.now(), actor: ctx.actor, what: 'customer.read', subject: key })
  return yes(described(person, told, force, limit))
}

/** The whole history of a person, told anew with every *because*. */
export interface ToldPerson extends Told {
  readonly facts: readonly Fact[]
}

export async function tellPerson(db: Db, { known, numbers }: Person, { telling, rules }: InForce): Promise<ToldPerson> {
  const stored = (await readHistories(db, [known.customer], numbers)).get(known.customer) ?? []
  const facts = stored.map((fact) => fromStored(fact, known.key)).toSorted(compareFacts)
  return { facts, ...tell(begin(known.home_unit), facts, telling.until, rules, true) }
}

/** A person as the API shows them. @param limit how many of the latest facts to show */
export function described(person: Person, { facts, memory, changes }: ToldPerson, { company, telling, rules }: InForce, limit: number): CustomerAnswer {
  const { customer: _number, ...known } = person.known
  const now = standing(memory, Math.max(memory.told, telling.until), rules)
  return {
    telling: tellingOf(telling),
    currency: company.currency,
    ...known,
    joined_at: isoOrNull(known.joined_at),
    attributes: { ...known.attributes },
    consents: { ...known.consents },
    standing: now && standingOf(now),
    moves: changes.filter(isMove).map(moveOf),
    equity: equityLine(facts, telling.until, rules).map((point) => ({ ...point, at: isoOf(point.at) })),
    history: facts.slice(-limit).toReversed().map(shownFact),
    facts: facts.length,
    keys: keysOf(person),
  }
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
