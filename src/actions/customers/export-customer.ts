import { kindOf } from '#core/history/kinds.ts'
import { RULES } from '#core/relationship/rules.ts'
import { stateOf } from '#core/relationship/state.ts'
import { isoOf } from '#core/units/time.ts'
import type { ExportAnswer } from '#contract/customers/export.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { foretellingOf } from '#actions/money/foretell.ts'
import { described, tellPerson, type Shown } from '#actions/relationship/read-customer.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readDossier, type Row } from '#store/customers/dossier.ts'
import { readPerson } from '#store/customers/person.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction } from '#store/pool.ts'
import { everyKeyOf } from './erase-customer.ts'

/** Of facts, the export has a list of its own. */
const WHOLE: Omit<Shown, 'money'> = { facts: 1, points: Infinity, marks: Infinity }

/**
 * Everything that is kept about one customer under all their keys, as one document: what they may ask for. That it was made is in the audit log.
 * A history is held in memory while it is written: some kilobytes for each fact.
 */
export async function exportCustomer(ctx: Context, key: string): Promise<Result<ExportAnswer>> {
  // What money to come is foretold by is of all customers, not of this moment: it is learned outside the snapshot.
  const money = await foretellingOf(ctx.pool, await inForce(ctx.pool))
  return withTransaction(ctx.pool, async (db): Promise<Result<ExportAnswer>> => {
    await db.query('set transaction isolation level repeatable read')
    const force = await inForce(db)
    const person = await readPerson(db, customerIdOf(force.company.secret, key))
    if (!person) return no('customer_unknown', { key })
    const all = everyKeyOf(person)
    const dossier = await readDossier(db, all.map((one) => one.customer), all.map((one) => one.key))
    const { history: _latest, keys, ...customer } = await described(db, person, await tellPerson(db, person, force), force, { ...WHOLE, money })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'customer.exported', subject: key })
    const shown = showing(new Map(all.map((one) => [one.customer, one.key])))
    return yes({
      exported_at: isoOf(ctx.now()), company: force.company.name, keys, customer,
      records: dossier.records.map(shown), facts: dossier.facts.map(shown), notices: dossier.notices.map(shown),
      notes: dossier.notes.map(shown), audit: dossier.audit.map(shown), imports: dossier.imports.map(shown),
      tellings: dossier.tellings.map(({ id, state, standing, spans, months }) => ({ id, state, standing: standing.map(shown), spans: spans.map(shown), months: months.map(shown) })),
    })
  })
}

const INSTANTS = new Set(['at', 'since', 'until'])

/** How a row is written for somebody outside: instants as text, states, rules and kinds by name, customers by their keys. */
function showing(keys: ReadonlyMap<string, string>): (row: Row) => Record<string, unknown> {
  const value = (name: string, found: unknown): unknown => {
    if (name === 'customer') return keys.get(found as string)
    if (typeof found !== 'number') return found
    if (INSTANTS.has(name) || name.endsWith('_at')) return Number.isFinite(found) ? isoOf(found) : null
    if (name === 'kind' || name === 'cause') return kindOf(found)
    if (name === 'state' || name === 'was') return stateOf(found)
    return name === 'rule' ? RULES[found - 1] : found
  }
  return (row) => Object.fromEntries(Object.entries(row).map(([name, found]) => [name, value(name, found)]))
}
