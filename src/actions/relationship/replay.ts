import { fromStored, type StoredFact } from '#core/history/stored.ts'
import { compareFacts } from '#core/history/order.ts'
import type { Instant } from '#core/units/time.ts'
import { begin } from '#core/relationship/memory.ts'
import { tell, type Told } from '#core/relationship/tell.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { readNumbers } from '#store/customers/numbers.ts'
import { readHistories } from '#store/history/facts.ts'
import { readHomes } from '#store/history/homes.ts'
import type { Db } from '#store/pool.ts'
import { readKept } from '#store/relationship/standings.ts'
import { attempt } from './attempt.ts'
import { spanRows, spendRows, standingRow } from './rows.ts'
import { inForce } from './rules-in-force.ts'
import { saveOutcome, type Outcome } from './save.ts'

/** Tells a whole history, in whatever order its facts come. */
export function tellHistory(stored: readonly StoredFact[], home: string | null, until: Instant, rules: TellingRules, explain = false): Told {
  const facts = stored.map((row) => fromStored(row, row.customer)).toSorted(compareFacts)
  return tell(begin(home), facts, until, rules, explain)
}

/** What telling these customers again from the start leaves behind: each under their root, and nothing under a number that has another root. */
export async function outcomeOfReplay(db: Db, telling: number, customers: readonly string[], until: Instant, rules: TellingRules): Promise<Outcome> {
  const numbers = await readNumbers(db, customers)
  const roots = [...new Set(customers.map(numbers.rootOf))].toSorted()
  const kept = await readKept(db, telling, [...new Set([...roots, ...customers])])
  const histories = await readHistories(db, roots, numbers)
  const homes = await readHomes(db, roots)
  const outcome = { standings: [], spans: [], spend: [], afresh: [], gone: [], ends: [] } as { -readonly [K in keyof Outcome]: Outcome[K][number][] }
  for (const { customer, seq } of kept.values()) if (!histories.has(customer)) outcome.gone.push({ customer, seq })
  for (const [customer, history] of histories) {
    const before = kept.get(customer)
    if (history.length === 0) {
      if (before) outcome.gone.push({ customer, seq: before.seq })
      continue
    }
    // Who was told further than the map as a whole stays so: the moves that time caused by then have been announced.
    const told = tellHistory(history, homes.get(customer) ?? null, Math.max(until, before?.memory.told ?? until), rules)
    outcome.standings.push(standingRow(customer, (before?.seq ?? 0) + 1, told.memory, rules))
    outcome.spans.push(...spanRows(customer, told.changes, 0))
    outcome.spend.push(...spendRows(customer, told.months))
    outcome.afresh.push(customer)
  }
  return outcome
}

const BATCH = 500

/** Tells customers again from the start in the current telling: after an undone import, a late or a retracted fact. */
export async function replayCustomers(ctx: Context, customers: readonly string[], onProgress?: OnProgress): Promise<void> {
  const sorted = [...new Set(customers)].toSorted()
  for (let done = 0; done < sorted.length; done += BATCH) {
    const batch = sorted.slice(done, done + BATCH)
    await attempt(ctx.pool, async (db) => {
      const { telling, rules } = await inForce(db)
      await saveOutcome(db, telling.id, await outcomeOfReplay(db, telling.id, batch, telling.until, rules))
    })
    onProgress?.({ phase: 'telling', done: Math.min(done + BATCH, sorted.length), total: sorted.length })
  }
}
