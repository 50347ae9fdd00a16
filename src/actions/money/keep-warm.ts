import type { Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { isOfMany, warmForetelling } from './foretell.ts'
import { readKeeping } from './read-keeping.ts'
import { readMoney } from './read-money.ts'

/**
 * Has ready what takes long to learn: what a customer's page is foretold by, and, of very many customers, the sums of the money page. So nobody waits for it who opens one.
 * @returns whether there was anything to do
 */
export async function keepWarm(ctx: Context): Promise<boolean> {
  const force = await inForce(ctx.pool)
  const wasDue = await warmForetelling(ctx.pool, force)
  if (wasDue && isOfMany(force)) {
    await readMoney(ctx)
    await readKeeping(ctx)
  }
  return wasDue
}
