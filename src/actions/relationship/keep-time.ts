import { tellUntil } from '#core/relationship/horizon.ts'
import { isMove } from '#core/relationship/tell.ts'
import type { Context } from '#actions/context.ts'
import { appendNotices, newestTold, readDue } from '#store/relationship/standings.ts'
import { setUntil } from '#store/relationship/tellings.ts'
import { attempt } from './attempt.ts'
import { inForce } from './rules-in-force.ts'
import { saveOutcome } from './save.ts'
import { emptyOutcome, noticeOf, tellOn, type Notice } from './tell-on.ts'

const BATCH = 500

/**
 * Tells the moves that time alone has caused up to now, of those customers who have one due; nobody else is looked at. Several
 * processes may do it at once: whoever is second finds the customer moved on and starts over.
 * @returns how many customers were told
 */
export async function keepTime(ctx: Context): Promise<number> {
  const { telling } = await inForce(ctx.pool)
  const until = tellUntil(ctx.now(), await newestTold(ctx.pool, telling.id), telling.until)
  let told = 0
  for (;;) {
    const done = await attempt(ctx.pool, async (db) => {
      const force = await inForce(db)
      const due = await readDue(db, force.telling.id, until, BATCH)
      const outcome = emptyOutcome()
      const notices: Notice[] = []
      for (const kept of due.toSorted((a, b) => (a.customer < b.customer ? -1 : 1))) {
        const changes = tellOn(outcome, kept.customer, kept, null, [], until, force.rules)
        notices.push(...changes.filter(isMove).map((change) => noticeOf(kept.customer, change)))
      }
      await saveOutcome(db, force.telling.id, outcome)
      await appendNotices(db, notices)
      if (due.length < BATCH) await setUntil(db, force.telling.id, until)
      return due.length
    })
    told += done
    if (done < BATCH) return told
  }
}
