import { BY_HAND } from '#core/history/by-hand.ts'
import { covers, type Cover } from '#core/house/reach.ts'
import { factName, type FactName } from '#contract/history/send.ts'
import { refusalsOf } from '#contract/history/parse.ts'
import { no, type Refusal } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readCover } from '#actions/house/cover.ts'
import { expectSameHouse } from '#actions/house/same-house.ts'
import { attempt } from '#actions/relationship/attempt.ts'
import { outcomeOfReplay } from '#actions/relationship/replay.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { saveOutcome } from '#actions/relationship/save.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readKeys } from '#store/customers/person.ts'
import { meantFacts } from '#store/customers/twins.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { factKey, retractFacts as takeOut, type FactKey } from '#store/history/facts.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Client } from '#store/pool.ts'

/** What became of one fact that was to be retracted. */
export type Retracted =
  | { readonly status: 'retracted' | 'known'; readonly customer: string }
  | { readonly status: 'refused'; readonly refusals: readonly Refusal[] }

type Named = { readonly name: FactName; readonly key: FactKey } | { readonly refusals: readonly Refusal[] }

/**
 * Takes facts out of their histories for good and tells their customers again, in one transaction: whoever reads sees either the
 * history with the fact and the standing from it, or neither. Telling again is not acting, so nothing is announced.
 * @returns for each, in order: retracted now, retracted before, or refused because there is no such fact
 */
export async function retractFacts(ctx: Context, inputs: readonly unknown[]): Promise<Retracted[]> {
  const company = (await readCompany(ctx.pool)) as Company
  const named = inputs.map((input): Named => nameOf(input, company.secret))
  const keys = new Map(named.flatMap((n) => ('key' in n ? [[factKey(n.key), n.key] as const] : [])))
  const cover = await readCover(ctx)
  const before = keys.size === 0 ? new Map<string, boolean>() : await attempt(ctx.pool, (db) => expectSameHouse(db, company).then(() => takeOutAll(ctx, db, [...keys.values()], cover)))
  const seen = new Set<string>()
  return named.map((n) => {
    if ('refusals' in n) return { status: 'refused', refusals: n.refusals }
    const key = factKey(n.key)
    const wasRetracted = before.get(key)
    if (wasRetracted === undefined) return { status: 'refused', ...no('fact_unknown', { id: n.name.id, source: n.name.source }) }
    const again = wasRetracted || seen.has(key)
    seen.add(key)
    return { status: again ? 'known' : 'retracted', customer: n.name.customer }
  })
}

function nameOf(input: unknown, secret: Buffer): Named {
  const parsed = factName.safeParse(input)
  if (!parsed.success) return { refusals: refusalsOf(parsed.error, input) }
  const { customer, source, id } = parsed.data
  return { name: parsed.data, key: { customer: customerIdOf(secret, customer), source, id } }
}

/** @returns the names that mean facts which are there and within reach, and whether these had been retracted before */
async function takeOutAll(ctx: Context, db: Client, names: readonly FactKey[], cover: Cover): Promise<Map<string, boolean>> {
  const numbers = await readNumbers(db, [...new Set(names.map(({ customer }) => customer))])
  const meant = (await meantFacts(db, names, numbers)).filter(({ unit }) => covers(cover, unit))
  const gone = await takeOut(db, meant, ctx.now())
  const customers = [...new Set(gone.map((fact) => fact.customer))].toSorted()
  if (customers.length > 0) {
    const { telling, rules } = await inForce(db)
    await saveOutcome(db, telling.id, await outcomeOfReplay(db, telling.id, customers, telling.until, rules))
  }
  await noteByHand(ctx, db, gone)
  const now = new Set(gone.map(factKey))
  return new Map([...Map.groupBy(meant, ({ name }) => name)].map(([name, facts]) => [factKey(names[name] as FactKey), !facts.some((fact) => now.has(factKey(fact)))]))
}

/** Who takes back what was told by hand is in the audit log, as is who told it. */
async function noteByHand(ctx: Context, db: Client, gone: readonly FactKey[]): Promise<void> {
  const told = gone.filter(({ source }) => source === BY_HAND)
  const keys = await readKeys(db, told.map(({ customer }) => customer))
  for (const { customer, id } of told) await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.fact_taken_back', subject: keys.get(customer) ?? customer, detail: { fact: id } })
}
