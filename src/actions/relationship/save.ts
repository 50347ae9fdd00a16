import type { Db } from '#store/pool.ts'
import { addPending, makingTelling } from '#store/relationship/tellings.ts'
import type { ToldRows } from '#store/relationship/rows.ts'
import { closeSpans, deleteStandings, deleteTold, insertSpans, insertStandings, putSpend, updateStandings } from '#store/relationship/standings.ts'
import { Overtaken } from './attempt.ts'

/** What to keep after telling, and how it joins what is kept already. */
export interface Outcome extends ToldRows {
  /** Customers told again from the start: what was kept of them goes. */
  readonly afresh: readonly string[]
  /** Customers without any history left, and where their standing was. */
  readonly gone: readonly { customer: string; seq: number }[]
  /** Spans that new ones follow. */
  readonly ends: readonly { customer: string; n: number; until: number }[]
}

/** Keeps an outcome in a telling, all or nothing within the caller's transaction. @throws Overtaken */
export async function saveOutcome(db: Db, telling: number, outcome: Outcome): Promise<void> {
  const fresh = outcome.standings.filter((row) => row.seq === 1)
  const later = outcome.standings.filter((row) => row.seq > 1)
  if ((await insertStandings(db, telling, fresh)) !== fresh.length) throw new Overtaken('another writer told this customer first')
  if ((await updateStandings(db, telling, later)) !== later.length) throw new Overtaken('another writer moved this customer on')
  if ((await deleteStandings(db, telling, outcome.gone)) !== outcome.gone.length) throw new Overtaken('another writer told this customer meanwhile')
  const gone = outcome.gone.map((row) => row.customer)
  if (outcome.afresh.length + gone.length > 0) await deleteTold(db, telling, [...outcome.afresh, ...gone])
  await closeSpans(db, telling, outcome.ends)
  await insertSpans(db, telling, outcome.spans)
  await putSpend(db, telling, outcome.spend)
  await markChanged(db, telling, [...outcome.standings.map((row) => row.customer), ...gone])
}

/** Has customers who change in one telling be told again in the one that is being made, before it is swapped in. */
export async function markChanged(db: Db, telling: number, customers: readonly string[]): Promise<void> {
  const making = await makingTelling(db)
  if (making !== null && making !== telling) await addPending(db, making, customers)
}
