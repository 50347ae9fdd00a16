import { no, Refused } from '#contract/refusals.ts'
import { isSameHouse } from '#actions/house/same-house.ts'
import { attempt, Overtaken } from '#actions/relationship/attempt.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { readNumbers, type Numbers } from '#store/customers/numbers.ts'
import { ensureCustomers } from '#store/history/customers.ts'
import { factKey, insertFacts } from '#store/history/facts.ts'
import { appendAudit } from '#store/house/audit.ts'
import type { Company } from '#store/house/company.ts'
import type { Client, Pool } from '#store/pool.ts'
import type { Prepared } from './prepare-facts.ts'
import { sift, storedAt, type Receipt } from './sift-facts.ts'
import { tellLive } from './tell-live.ts'
import { numbersIn, withoutErased } from './without-erased.ts'

/**
 * Keeps facts and tells their customers, in one transaction. The first try takes it that they are new, which they nearly always are; where
 * that does not hold it is begun again, and each is looked for before.
 * @returns what became of each, in order
 */
export async function keepFacts(pool: Pool, company: Company, prepared: readonly Prepared[]): Promise<Receipt[]> {
  const receipts: Receipt[] = prepared.map((p) => (p.ok ? { status: 'taken', customer: p.fact.customer } : { status: 'refused', refusals: p.refusals }))
  const wanted = firstOfEach(prepared, receipts)
  if (wanted.length === 0) return receipts
  let tries = 0
  await attempt(pool, async (db) => {
    tries++
    const force = await inForce(db)
    if (!isSameHouse(force.company, company)) throw new Refused({ code: 'unavailable' })
    const numbers = await readNumbers(db, numbersIn(prepared, company.secret))
    const admitted = withoutErased(prepared, company.secret, numbers)
    const fresh = tries === 1 && !numbers.any ? wanted : await sift(db, wanted, admitted, receipts, numbers)
    if (fresh.length > 0) await keep(db, fresh, admitted, numbers, force)
  })
  return receipts
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

type Ready = Prepared & { ok: true }

/** Who told it is in the audit log, or the fact is not there either. */
async function noteByHand(db: Client, { fact, told }: Ready): Promise<void> {
  if (told) await appendAudit(db, { ...told, what: 'customer.fact_told', subject: fact.customer, detail: { kind: fact.kind, fact: fact.id } })
}

async function keep(db: Client, fresh: readonly number[], prepared: readonly Prepared[], known: Numbers, force: InForce): Promise<void> {
  // Sorted by customer, so that two batches never wait for each other in a ring.
  const facts = fresh.map((i) => storedAt(prepared, i)).toSorted((a, b) => (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0))
  const keys = new Map(fresh.map((i) => [storedAt(prepared, i).customer, (prepared[i] as Ready).fact.customer]))
  const numbers = [...keys.keys()].toSorted()
  await ensureCustomers(db, numbers.map((customer) => ({ customer, key: keys.get(customer) as string })))
  if ((await insertFacts(db, facts, null)) !== facts.length) throw new Overtaken('one of these facts is there already')
  await tellLive(db, facts, known, force)
  for (const i of fresh) await noteByHand(db, prepared[i] as Ready)
}
