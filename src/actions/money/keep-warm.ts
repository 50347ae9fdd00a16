import type { Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { warmForetelling } from './foretell.ts'

/** Has ready what a customer's page takes long to learn, so that nobody waits for it who opens one. @returns whether there was anything to do */
export const keepWarm = async (ctx: Context): Promise<boolean> => warmForetelling(ctx.pool, await inForce(ctx.pool))
