import type { ProofAnswer } from '#contract/proof/proof.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { newestProof } from '#store/proof/proofs.ts'

/** The newest proof of the map. */
export async function readProof(ctx: Context): Promise<Result<ProofAnswer>> {
  const found = await newestProof(ctx.pool)
  return found ? yes(found.body as unknown as ProofAnswer) : no('nothing_proven')
}
