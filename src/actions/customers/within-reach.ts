import { covers } from '#core/house/reach.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readCover } from '#actions/house/cover.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { readPerson, type Person } from '#store/customers/person.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import type { Db } from '#store/pool.ts'
import { unitStoodIn } from '#store/relationship/standings.ts'

/** A customer whom somebody may see, and what is in force. */
export interface Found {
  readonly person: Person
  readonly force: InForce
}

/** The customer of this key, who is not there for somebody whose units are others. */
export async function findWithinReach(ctx: Context, db: Db, key: string): Promise<Result<Found>> {
  const force = await inForce(db)
  const person = await readPerson(db, customerIdOf(force.company.secret, key))
  if (!person) return no('customer_unknown', { key })
  if (ctx.reach === 'all') return yes({ person, force })
  const { customer, home_unit } = person.known
  const unit = home_unit ?? (await unitStoodIn(db, force.telling.id, customer))
  return covers(await readCover(ctx), unit) ? yes({ person, force }) : no('customer_unknown', { key })
}
