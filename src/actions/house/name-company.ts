import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { isZone } from '#core/units/zone.ts'
import { name as nameSchema } from '#contract/history/fact.ts'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany, updateCompany, type Company } from '#store/house/company.ts'
import { hasFacts } from '#store/house/emptiness.ts'
import { withTransaction } from '#store/pool.ts'
import { lockTellingAlone } from '#store/relationship/tellings.ts'
import { UNNAMED } from './open-house.ts'

/** Who the company says it is. */
export type NamedCompany = Omit<Company, 'secret'>
type Changes = { readonly [K in Exclude<keyof NamedCompany, 'sample'>]?: NamedCompany[K] | undefined }

const shownOf = ({ name, zone, currency, languages, sample }: Company): NamedCompany => ({ name, zone, currency, languages, sample })

export const showCompany = async (ctx: Context): Promise<NamedCompany> => shownOf((await readCompany(ctx.pool)) as Company)

/** The same with what can still be said of it: an API's answer. */
export async function describeCompany(ctx: Context): Promise<CompanyAnswer> {
  const company = await showCompany(ctx)
  return { ...company, languages: [...company.languages], named: company.name !== UNNAMED.name, has_facts: await hasFacts(ctx.pool) }
}

/** Says who the company is. Zone and currency stay once there are facts, since months and amounts were counted by them. */
export async function nameCompany(ctx: Context, changes: Changes): Promise<Result<NamedCompany>> {
  const wrong = whatIsWrong(changes)
  if (wrong) return wrong
  return withTransaction(ctx.pool, async (db): Promise<Result<NamedCompany>> => {
    await lockTellingAlone(db) // nobody brings the first fact meanwhile
    const company = (await readCompany(db)) as Company
    if (company.sample) return no('sample_present')
    const bound = (['zone', 'currency'] as const).find((field) => changes[field] !== undefined && changes[field] !== company[field])
    if (bound && (await hasFacts(db))) return no('company_in_use', { name: bound }, `/${bound}`)
    const changed = { ...shownOf(company), ...(Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<NamedCompany>) }
    await updateCompany(db, changed)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'company.changed', detail: changes })
    return yes(changed)
  })
}

function whatIsWrong({ name, zone, currency, languages }: Changes): ReturnType<typeof no> | null {
  if (name !== undefined && !nameSchema.safeParse(name).success) return no('company_invalid', { name: 'name', found: name, expected: '1–200' }, '/name')
  if (zone !== undefined && !isZone(zone)) return no('company_invalid', { name: 'zone', found: zone, expected: 'Europe/Tallinn, Asia/Tokyo …' }, '/zone')
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency)) return no('company_invalid', { name: 'currency', found: currency, expected: 'EUR, NOK, JPY …' }, '/currency')
  const strange = languages?.length === 0 ? '' : languages?.find((language) => !LANGUAGES.includes(language as Language))
  return strange === undefined ? null : no('company_invalid', { name: 'language', found: strange, expected: LANGUAGES.join(', ') }, '/languages')
}
