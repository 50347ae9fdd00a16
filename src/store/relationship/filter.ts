import { sql, type RawBuilder } from 'kysely'

/** Which customers. An empty or missing list leaves the choice open. */
export interface CustomerFilter {
  /** Units, those below them included already. */
  readonly units?: readonly string[]
  readonly channel?: readonly string[]
  readonly campaign?: readonly string[]
  readonly language?: readonly string[]
  readonly attribute?: Readonly<Record<string, readonly string[]>>
}

/** Does choosing need the customer's own row? */
export const needsCustomer = (filter: CustomerFilter): boolean =>
  Boolean(filter.channel || filter.campaign || filter.language || (filter.attribute && Object.keys(filter.attribute).length > 0))

/** The conditions of a filter, over the unit column given and a customer row called `c`. */
export function conditions(filter: CustomerFilter, unit: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  if (filter.units) parts.push(sql`${unit} = any(${filter.units}::text[])`)
  for (const name of ['channel', 'campaign', 'language'] as const) {
    const values = filter[name]
    if (values) parts.push(sql`${sql.ref(`c.${name}`)} = any(${values}::text[])`)
  }
  for (const [name, values] of Object.entries(filter.attribute ?? {})) parts.push(sql`c.attributes ->> ${name} = any(${values}::text[])`)
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `)
}
