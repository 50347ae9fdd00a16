import { tokenOf } from '#core/customers/token.ts'
import { namesErased, nextNamed, openNamed, removeStagedErased, renameStaged, type RemovedStaged } from '#store/customers/staged-erased.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import type { Staging } from '#store/history/staging.ts'
import type { Company } from '#store/house/company.ts'

/** What was kept out: how many facts, and the rows that are to be refused for it. */
export type KeptOut = RemovedStaged

/**
 * Keeps those who were erased out of an import: what is staged about them is taken out, and where others' facts and records name one of
 * them, the token that took their place stands. In the transaction that moves everything in, past which nobody can be erased.
 */
export async function keepOutErased({ client }: Staging, { secret }: Pick<Company, 'secret'>): Promise<KeptOut> {
  const removed = await removeStagedErased(client)
  if (removed === null) return { facts: 0, places: [] }
  await openNamed(client)
  const hits: { key: string; token: string }[] = []
  for (;;) {
    const keys = await nextNamed(client)
    if (keys.length === 0) break
    const numbers = new Map(keys.map((key) => [customerIdOf(secret, key), key]))
    for (const number of await namesErased(client, [...numbers.keys()])) hits.push({ key: numbers.get(number) as string, token: tokenOf(number) })
  }
  await client.query('close named')
  if (hits.length > 0) await renameStaged(client, hits)
  return removed
}
