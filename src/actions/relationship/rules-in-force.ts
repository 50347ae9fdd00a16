import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { Company } from '#store/house/company.ts'
import type { Db } from '#store/pool.ts'
import { readForce, readTelling, type Telling } from '#store/relationship/tellings.ts'

/** The company, its current telling, and the rules that this was told under. */
export interface InForce {
  readonly company: Company
  readonly telling: Telling
  readonly rules: TellingRules
}

type Known = Pick<Telling, 'policy' | 'model'> & { readonly rules: TellingRules }

/** What a telling is under never changes, and a model is large: it is read once. */
const KNOWN = new Map<string, Known>()
const MOST_KNOWN = 16

/** What is in force now. Every started installation has a company and a telling (`openHouse` sees to it). */
export async function inForce(db: Db): Promise<InForce> {
  const force = await readForce(db)
  if (!force) throw new Error('this database has no company yet: the house was never opened')
  const { company, telling } = force
  // The secret tells houses apart, of which a process may have several; after a restore a telling's number may be another's.
  const name = [company.secret.toString('base64'), company.zone, telling.id, telling.policy_version, telling.model_id, telling.made_at].join(' ')
  const known = KNOWN.get(name) ?? (await learnKnown(db, company, name))
  return { company, telling: { ...telling, policy: known.policy, model: known.model }, rules: known.rules }
}

async function learnKnown(db: Db, company: Company, name: string): Promise<Known> {
  const telling = await readTelling(db, 'current')
  if (!telling) throw new Error('this database has no telling: the house was never opened')
  const known = { policy: telling.policy, model: telling.model, rules: tellingRules(telling.policy, telling.model, zoneOf(company.zone)) }
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  KNOWN.set(name, known)
  return known
}
