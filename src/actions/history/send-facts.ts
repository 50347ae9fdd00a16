import { covers, type Cover } from '#core/house/reach.ts'
import { unitOf } from '#core/relationship/memory.ts'
import { standing } from '#core/relationship/standing.ts'
import { no } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { countBatch } from '#actions/counts.ts'
import { readCover } from '#actions/house/cover.ts'
import { expectSameHouse } from '#actions/house/same-house.ts'
import { attempt, Overtaken } from '#actions/relationship/attempt.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readNumbers, type Numbers } from '#store/customers/numbers.ts'
import { ensureCustomers } from '#store/history/customers.ts'
import { factKey, insertFacts } from '#store/history/facts.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Client } from '#store/pool.ts'
import { readKept } from '#store/relationship/standings.ts'
import { prepareFacts, type Prepared } from './prepare-facts.ts'
import { sift, storedAt, type Receipt } from './sift-facts.ts'
import { tellLive } from './tell-live.ts'
import { numbersIn, withoutErased } from './without-erased.ts'

export type { Receipt } from './sift-facts.ts'

/**
 * Takes facts as they happen: each is taken, known already, or refused with a reason, and what is taken is on disk and told when this
 * returns. Any of them may come twice, late, or in any order.
 * @param withStanding answer with where the customer stands after them
 */
export async function sendFacts(ctx: Context, inputs: readonly unknown[], withStanding = false): Promise<Receipt[]> {
  const company = (await readCompany(ctx.pool)) as Company
  const cover = await readCover(ctx)
  const prepared = (await prepareFacts(ctx.pool, inputs, company, ctx.now())).map((p) => withinReach(p, cover))
  const receipts: Receipt[] = prepared.map((p) => (p.ok ? { status: 'taken', customer: p.fact.customer } : { status: 'refused', refusals: p.refusals }))
  const wanted = firstOfEach(prepared, receipts)
  if (wanted.length > 0)
    await attempt(ctx.pool, async (db) => {
      await expectSameHouse(db, company)
      const numbers = await readNumbers(db, numbersIn(prepared, company.secret))
      const admitted = withoutErased(prepared, company.secret, numbers)
      const fresh = await sift(db, wanted, admitted, receipts, numbers)
      if (fresh.length > 0) await keep(db, fresh, admitted, numbers)
    })
  countBatch(ctx.pool, receipts)
  if (withStanding) await addStandings(ctx, prepared, receipts, cover)
  return receipts
}

/** Whoever works for some units brings in what happened there, whoever it happened to. */
function withinReach(prepared: Prepared, cover: Cover): Prepared {
  if (!prepared.ok || covers(cover, prepared.fact.unit)) return prepared
  return no('unit_out_of_reach', { found: prepared.fact.unit ?? '–' }, '/unit')
}

/** The places of the facts to look at: of several with one identity in a batch, the first speaks and the rest are compared with it. */
function firstOfEach(prepared: readonly Prepared[], receipts: Receipt[]): number[] {
  const first = new Map<string, number>()
  for (const [i, p] of prepared.entries()) {
    if (!p.ok) continue
    const key = factKey(p.stored)
    const before = first.get(key)
    if (before === undefined) first.set(key, i)
    else {
      const other = prepared[before]
      const same = other?.ok && JSON.stringify(other.stored) === JSON.stringify(p.stored)
      receipts[i] = same ? { status: 'known', customer: p.fact.customer } : { status: 'refused', ...no('fact_differs', { id: p.fact.id, source: p.fact.source }) }
    }
  }
  return [...first.values()]
}

async function keep(db: Client, fresh: readonly number[], prepared: readonly Prepared[], known: Numbers): Promise<void> {
  // Sorted by customer, so that two batches never wait for each other in a ring.
  const facts = fresh.map((i) => storedAt(prepared, i)).toSorted((a, b) => (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0))
  const keys = new Map(fresh.map((i) => [storedAt(prepared, i).customer, (prepared[i] as Prepared & { ok: true }).fact.customer]))
  const numbers = [...keys.keys()].toSorted()
  await ensureCustomers(db, numbers.map((customer) => ({ customer, key: keys.get(customer) as string })))
  if ((await insertFacts(db, facts, null)) !== facts.length) throw new Overtaken('another writer brought one of these facts first')
  await tellLive(db, facts, known)
}

/** Adds where each customer stands after their facts, as of now; of other units' customers that is not told. */
async function addStandings(ctx: Context, prepared: readonly Prepared[], receipts: Receipt[], cover: Cover): Promise<void> {
  const { rootOf } = await readNumbers(ctx.pool, prepared.flatMap((p) => (p.ok ? [p.stored.customer] : [])))
  const { telling, rules } = await inForce(ctx.pool)
  const kept = await readKept(ctx.pool, telling.id, prepared.flatMap((p) => (p.ok ? [rootOf(p.stored.customer)] : [])))
  for (const [i, p] of prepared.entries()) {
    const receipt = receipts[i] as Receipt
    if (!p.ok || receipt.status === 'refused') continue
    const memory = kept.get(rootOf(p.stored.customer))?.memory
    receipts[i] = { ...receipt, standing: memory && covers(cover, unitOf(memory)) ? standing(memory, Math.max(memory.told, ctx.now()), rules) : null }
  }
}

