import { outcomeOfReplay } from '#actions/relationship/replay.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { markChanged, saveOutcome } from '#actions/relationship/save.ts'
import type { Client } from '#store/pool.ts'

/**
 * Tells customers again after it changed under whom they are told. The telling that is being made hears of all of them, also of those of
 * whom the current one had nothing to remove: it may have read them before.
 */
export async function tellTogether(db: Client, customers: readonly string[]): Promise<void> {
  const { telling, rules } = await inForce(db)
  await saveOutcome(db, telling.id, await outcomeOfReplay(db, telling.id, customers, telling.until, rules))
  await markChanged(db, telling.id, customers)
}
