import { compareFacts } from '#core/history/order.ts'
import { fromStored, type StoredFact } from '#core/history/stored.ts'
import type { Fact } from '#core/history/fact.ts'
import { isLate, isMove } from '#core/relationship/tell.ts'
import type { InForce } from '#actions/relationship/rules-in-force.ts'
import { outcomeOfReplay } from '#actions/relationship/replay.ts'
import { saveOutcome } from '#actions/relationship/save.ts'
import { emptyOutcome, noticeOf, tellOn, type Notice } from '#actions/relationship/tell-on.ts'
import type { Numbers } from '#store/customers/numbers.ts'
import { readHomes } from '#store/history/homes.ts'
import type { Client } from '#store/pool.ts'
import { appendNotices, readKept } from '#store/relationship/standings.ts'

/**
 * Tells facts that were just kept, each under the root of its customer: those that come after all others go on from the memory, a late
 * one makes its customer's history be told again. Only what is told on is announced; telling again is not acting.
 */
export async function tellLive(db: Client, facts: readonly StoredFact[], numbers: Numbers, { telling, rules }: InForce): Promise<void> {
  const byRoot = Map.groupBy(facts, (fact) => numbers.rootOf(fact.customer))
  const roots = [...byRoot.keys()].toSorted()
  const kept = await readKept(db, telling.id, roots)
  // Whose home is declared is remembered with whom was told before; a change of it has them told again.
  const homes = await readHomes(db, roots.filter((root) => !kept.has(root)))
  const outcome = emptyOutcome()
  const late: string[] = []
  const notices: Notice[] = []
  for (const root of roots) {
    const before = kept.get(root)
    const merged = numbers.treeOf(root).length > 1
    const sorted = (byRoot.get(root) ?? []).map((row) => fromStored(merged ? { ...row, member: row.customer } : row, root)).toSorted(compareFacts)
    if (before && isLate(before.memory, sorted[0] as Fact)) {
      late.push(root)
      continue
    }
    const changes = tellOn(outcome, root, before, homes.get(root) ?? null, sorted, telling.until, rules)
    notices.push(...changes.filter(isMove).map((change) => noticeOf(root, change)))
  }
  await saveOutcome(db, telling.id, outcome)
  if (late.length > 0) await saveOutcome(db, telling.id, await outcomeOfReplay(db, telling.id, late, telling.until, rules))
  await appendNotices(db, notices)
}
