import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import type { Db } from '#store/pool.ts'
import { readTelling, type Telling } from '#store/relationship/tellings.ts'

/** The company, its current telling, and the rules that this was told under. */
export interface InForce {
  readonly company: Company
  readonly telling: Telling
  readonly rules: TellingRules
}

/** What is in force now. Every started installation has a company and a telling (`openHouse` sees to it). */
export async function inForce(db: Db): Promise<InForce> {
  const company = await readCompany(db)
  const telling = await readTelling(db, 'current')
  if (!company || !telling) throw new Error('this database has no company yet: the house was never opened')
  return { company, telling, rules: tellingRules(telling.policy, telling.model, zoneOf(company.zone)) }
}
