import { compareFacts } from '#core/history/order.ts'
import { fromStored } from '#core/history/stored.ts'
import type { Fact } from '#core/history/fact.ts'
import { covers } from '#core/house/reach.ts'
import { equityHistory } from '#core/relationship/equity-line.ts'
import { foldChanges, foldLine } from '#core/relationship/equity-fold.ts'
import { ledgerOf } from '#core/relationship/ledger.ts'
import { begin, unitOf } from '#core/relationship/memory.ts'
import { purchasesAhead } from '#core/relationship/purchases.ts'
import { standing, type Standing } from '#core/relationship/standing.ts'
import { isMove, tell, type Change, type Told } from '#core/relationship/tell.ts'
import type { Because } from '#core/relationship/because.ts'
import { heldDays } from '#core/relationship/under-contract.ts'
import { isoOf } from '#core/units/time.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { foretellingOf } from '#actions/money/foretell.ts'
import { lifetimeSaid } from '#actions/money/lifetime-said.ts'
import { keysOf } from '#actions/customers/keys-of.ts'
import { readCover } from '#actions/house/cover.ts'
import { readPerson, type Person } from '#store/customers/person.ts'
import { readHistories } from '#store/history/facts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import type { Db } from '#store/pool.ts'
import { casesOf, heldPromises } from './held.ts'
import { namesIn } from './names-in.ts'
import { inForce, type InForce } from './rules-in-force.ts'
import { shownFact } from './shown-fact.ts'
import { becauseOf, isoOrNull, standingOf, tellingOf } from './shown.ts'

const SHOWN_FACTS = 100
/** What a picture of the heart takes: more would fall on the same pixels. */
const SHOWN_POINTS = 600
const SHOWN_MARKS = 240

/** How much is wanted of a customer. */
export interface Wanted {
  /** Of the latest facts. */
  readonly limit?: number
  /** What they spent, and what it cost the company? */
  readonly money?: boolean
}

/**
 * One customer: who they are, where they stand and why, how they got there. That somebody looked is in the audit log. To somebody whose
 * units are others, this customer is not there.
 */
export async function readCustomer(ctx: Context, key: string, { limit = SHOWN_FACTS, money = true }: Wanted = {}): Promise<Result<CustomerAnswer>> {
  const force = await inForce(ctx.pool)
  const person = await readPerson(ctx.pool, customerIdOf(force.company.secret, key))
  if (!person) return no('customer_unknown', { key })
  const told = await tellPerson(ctx.pool, person, force)
  if (!covers(await readCover(ctx), unitOf(told.memory))) return no('customer_unknown', { key })
  await appendAudit(ctx.pool, { at: ctx.now(), actor: ctx.actor, what: 'customer.read', subject: key })
  return yes(await described(ctx.pool, person, told, force, { facts: limit, points: SHOWN_POINTS, marks: SHOWN_MARKS, money: money ? await foretellingOf(ctx.pool, force) : 'none' }))
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

/** How much of a history is shown. */
export interface Shown {
  readonly facts: number
  readonly points: number
  readonly marks: number
  /** By what their money to come is foretold (null: nothing foretells it); `none` where nothing of money is shown. */
  readonly money: Awaited<ReturnType<typeof foretellingOf>> | 'none'
}

/** A person as the API shows them. */
export async function described(db: Db, person: Person, told: ToldPerson, force: InForce, shown: Shown): Promise<CustomerAnswer> {
  const { facts, memory, changes } = told
  const { company, telling, rules } = force
  const { customer: _number, ...known } = person.known
  const now = standing(memory, Math.max(memory.told, telling.until), rules)
  const { line, changes: felt } = equityHistory(facts, telling.until, rules)
  const history = facts.slice(-shown.facts).toReversed()
  const moves = changes.filter(isMove)
  const grounds = groundsOf(now, facts)
  return {
    telling: tellingOf(telling),
    currency: company.currency,
    ...known,
    joined_at: isoOrNull(known.joined_at),
    attributes: { ...known.attributes },
    consents: { ...known.consents },
    standing: now && standingOf(now),
    purchases: purchasesAhead(memory, Math.max(memory.told, telling.until), rules),
    moves: moves.map(moveOf),
    equity: foldLine(line, shown.points).map((point) => ({ ...point, at: isoOf(point.at) })),
    marks: foldChanges(felt, shown.marks).map((mark) => ({ ...mark, at: isoOf(mark.at), until: isoOf(mark.until) })),
    rests_on: grounds.map((fact) => shownFact(fact, shown.money !== 'none')),
    cases: casesOf(told),
    cases_beyond: memory.cases_beyond,
    promises: await heldPromises(db, told),
    spent: shown.money === 'none' ? null : ledgerOf(facts, rules.zone),
    lifetime: shown.money === 'none' ? null : lifetimeSaid(facts, Math.max(memory.told, telling.until), rules.zone, heldDays(memory, Math.max(memory.told, telling.until)), shown.money),
    names: await namesIn(db, [...history, ...grounds], [known.home_unit, unitOf(memory), ...moves.map((move) => move.unit)]),
    history: history.map((fact) => shownFact(fact, shown.money !== 'none')),
    facts: facts.length,
    keys: keysOf(person),
  }
}

/** The facts that a *because* names, the newest first. */
function groundsOf(now: Standing | null, facts: readonly Fact[]): Fact[] {
  const named = new Set(now?.because.facts.map(({ source, id, at }) => JSON.stringify([source, id, at])))
  return named.size === 0 ? [] : facts.filter(({ source, id, at }) => named.has(JSON.stringify([source, id, at]))).toReversed()
}

const moveOf = (change: Change): CustomerAnswer['moves'][number] => ({
  at: isoOf(change.at), from: change.from, to: change.to, unit: change.unit, heard: change.heard, cause: change.cause,
  fact: change.fact && { source: change.fact.source, id: change.fact.id, at: isoOf(change.fact.at) },
  because: becauseOf(change.because as Because),
})
