import type { MapProof, ProofAnswer } from '#contract/proof/proof.ts'
import type { Context } from '#actions/context.ts'
import { newestProof } from '#store/proof/proofs.ts'

/** The newest proof of the map, if one was made. */
export async function readProof(ctx: Context): Promise<ProofAnswer> {
  return { proof: ((await newestProof(ctx.pool))?.body as MapProof | undefined) ?? null }
}
