import { createHmac } from 'node:crypto'
import { afterTry, FORGOTTEN_MS, NEVER_TRIED, waitOf, type Counted } from '#core/house/attempts.ts'
import { SECOND_MS } from '#core/units/time.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { forgetAttempts, forgetOldAttempts, forgiveOne, holdAttempts, putAttempts } from '#store/house/access/attempts.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { withTransaction, type Client } from '#store/pool.ts'

/** What a try at a password is counted under: the account that is tried, whether there is one or not, and where it comes from. */
export interface Tried {
  readonly account: Buffer
  readonly address: Buffer
}

/** @param email as it is compared; @param address of the network, as text */
export async function triedAs(ctx: Context, email: string, address: string): Promise<Tried> {
  const { secret } = (await readCompany(ctx.pool)) as Company
  const keyed = (kind: Counted, text: string): Buffer => createHmac('sha256', secret).update(`${kind}\0${text}`).digest()
  return { account: keyed('account', email), address: keyed('address', address) }
}

/**
 * Counts a try before it is known how it ends, in the database, so that it counts for every process.
 * @returns `attempts_too_many` with the seconds to wait where there were too many in vain
 */
export function countTry(ctx: Context, tried: Tried): Promise<Result<null>> {
  const at = ctx.now()
  return withTransaction(ctx.pool, async (db): Promise<Result<null>> => {
    await forgetOldAttempts(db, at - FORGOTTEN_MS)
    const waits = [await hold(db, 'address', tried), await hold(db, 'account', tried)] as const
    const wait = Math.max(...waits.map((before) => waitOf(before, at)))
    if (wait > 0) return no('attempts_too_many', { seconds: Math.ceil(wait / SECOND_MS) })
    await putAttempts(db, tried.address, afterTry('address', waits[0], at))
    await putAttempts(db, tried.account, afterTry('account', waits[1], at))
    return yes(null)
  })
}

const hold = (db: Client, kind: Counted, tried: Tried): ReturnType<typeof holdAttempts> => holdAttempts(db, tried[kind], NEVER_TRIED)

/** The try was none in vain: the account's are forgotten; of the address only this one is, for others may be tried from there. */
export async function forgiveTry(db: Client, tried: Tried): Promise<void> {
  await forgetAttempts(db, tried.account)
  await forgiveOne(db, tried.address)
}
