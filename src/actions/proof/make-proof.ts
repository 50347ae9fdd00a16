import { proveBody } from '#contract/proof/proof.ts'
import { Refused } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import type { JobRow } from '#store/house/jobs.ts'
import { forgetProofs, insertProof } from '#store/proof/proofs.ts'
import { withTransaction } from '#store/pool.ts'
import { proveMap } from './prove-map.ts'

/** So many proofs are kept; the newest is shown. */
const KEPT = 20

/** Holds the map against what happened, as a job, and keeps what came of it. @throws Refused where there is too little */
export async function makeProof(ctx: Context, { input }: JobRow, { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: OnProgress }): Promise<Readonly<Record<string, number | boolean>>> {
  const made = await proveMap(ctx, proveBody.parse(input), { signal, onProgress })
  if (!made.ok) throw new Refused(...made.refusals)
  const id = await withTransaction(ctx.pool, async (db) => {
    const number = await insertProof(db, ctx.now(), made.value)
    await forgetProofs(db, KEPT)
    return number
  })
  return { proof: id, looked_at: made.value.looked_at }
}
