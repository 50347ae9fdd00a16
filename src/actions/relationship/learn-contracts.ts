import { cutsWithin } from '#core/relationship/choose-stay.ts'
import type { ContractModel, HeldContracts } from '#core/relationship/contract.ts'
import { goesOn, heldContracts, keepingOf, termsOf } from '#core/relationship/learn-contracts.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { DAY_MS, type Instant } from '#core/units/time.ts'
import type { Db } from '#store/pool.ts'
import { readBoughtAfter, readContractCells, readFirstContract, readKept, readRenewals } from '#store/relationship/learn-contracts.ts'

/** How long contracts run here and how many stay from term to term, as it was known at a moment. */
export async function learnContracts(db: Db, policy: Policy, through: Instant): Promise<ContractModel> {
  const terms = termsOf(await readRenewals(db, through))
  const [cells, after] = await Promise.all([readContractCells(db, terms, through), readBoughtAfter(db, terms, through)])
  const keeping = keepingOf(cells, policy.least_repeaters)
  return { ...terms, ...keeping, goes_on: goesOn(after), held: keeping.fit && (await holdAgainst(db, policy, through)) }
}

/** The same was learned at a day of the past, and those who were under contract then are looked for at the end of the time after it. */
async function holdAgainst(db: Db, policy: Policy, through: Instant): Promise<HeldContracts | null> {
  const first = (await readFirstContract(db)) ?? through
  const { ahead, back } = cutsWithin((through - first) / DAY_MS, policy.horizon_days)
  if (back.length === 0) return null
  const cut = through - ahead * DAY_MS
  const terms = termsOf(await readRenewals(db, cut))
  const [cells, kept] = await Promise.all([readContractCells(db, terms, cut), readKept(db, terms, cut, through)])
  return heldContracts({ cut, horizon_days: ahead, term_days: terms.term_days, cells, kept }, policy.least_repeaters)
}
