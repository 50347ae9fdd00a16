/** What is filled from the others where one has nothing. */
interface Known {
  readonly attributes: Readonly<Record<string, string>>
  readonly consents: Readonly<Record<string, boolean>>
}

/**
 * What is known of several customers as of one: what the first has stands, and what it lacks is filled from the next who has it. Of the
 * others' consents a no outweighs a yes.
 */
export function knownAsOne<Row extends Known>(first: Row, others: readonly Row[]): Row {
  const one: Record<string, unknown> = { ...(first as object) }
  for (const other of others) for (const [field, value] of Object.entries(other)) one[field] ??= value
  const attributes = Object.assign({}, ...others.toReversed().map((other) => other.attributes), first.attributes) as Known['attributes']
  const consents: Record<string, boolean> = {}
  for (const other of others) for (const [purpose, given] of Object.entries(other.consents)) consents[purpose] = given && (consents[purpose] ?? true)
  return { ...(one as unknown as Row), attributes, consents: { ...consents, ...first.consents } }
}
