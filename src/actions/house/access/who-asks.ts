import type { MeAnswer } from '#contract/house/people.ts'
import type { Caller, Context } from '#actions/context.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { accountOf } from './list-accounts.ts'

/** Who asks, what they may do, and for which company they work. */
export async function whoAsks(ctx: Context, { actor, rights, reach, session }: Caller): Promise<MeAnswer> {
  const { name, zone, currency, sample } = await showCompany(ctx)
  return {
    actor, account: session && accountOf(session.account), rights: [...rights], reach: reach === 'all' ? reach : [...reach],
    company: { name, zone, currency, sample },
  }
}
