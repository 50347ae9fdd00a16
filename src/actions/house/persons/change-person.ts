import type { PersonAnswer, PersonBody, PersonChanges } from '#contract/house/person.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertPerson, listPersons as readPersons, readPersonRow, updatePerson } from '#store/house/persons.ts'
import { listUnits } from '#store/house/units.ts'
import { withTransaction, type Db } from '#store/pool.ts'

/** Everybody who works here, by name. */
export const listPersons = async (ctx: Context): Promise<{ people: PersonAnswer[] }> => ({ people: await readPersons(ctx.pool) })

/** Only a unit that there is: a slip in a key would put somebody nowhere. */
async function unitRefusal(db: Db, unit: string | null | undefined): Promise<ReturnType<typeof no> | null> {
  if (unit === null || unit === undefined) return null
  return (await listUnits(db)).some(({ key }) => key === unit) ? null : no('unit_unknown', { key: unit }, '/unit')
}

/** The log outlives the entry: it says that a name changed, and not from what to what. */
const withoutName = ({ name, ...rest }: PersonChanges): object => ({ ...rest, ...(name !== undefined && { name: true }) })

export async function addPerson(ctx: Context, { key, name, unit = null, team = null }: PersonBody): Promise<Result<PersonAnswer>> {
  const person = { key, name, unit, team }
  return withTransaction(ctx.pool, async (db): Promise<Result<PersonAnswer>> => {
    const refused = await unitRefusal(db, unit)
    if (refused) return refused
    if (!(await insertPerson(db, person))) return no('person_exists', { key }, '/key')
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'person.added', subject: key, detail: { unit, team } })
    return yes(person)
  })
}

/** Changes what somebody is called, where they work, or their team. */
export async function changePerson(ctx: Context, key: string, changes: PersonChanges): Promise<Result<PersonAnswer>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<PersonAnswer>> => {
    const before = await readPersonRow(db, key)
    if (!before) return no('person_unknown', { key })
    const { name = before.name, unit = before.unit, team = before.team } = changes
    const refused = unit === before.unit ? null : await unitRefusal(db, unit)
    if (refused) return refused
    await updatePerson(db, { key, name, unit, team })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'person.changed', subject: key, detail: withoutName(changes) })
    return yes({ key, name, unit, team })
  })
}
