import type { Fact } from '#core/history/fact.ts'
import type { Names } from '#contract/house/names.ts'
import { readNames } from '#store/house/names.ts'
import type { Db } from '#store/pool.ts'

/** What a fact mentions by key. */
type Mentioning = Pick<Fact, 'unit' | 'person'> | Fact

/** What is called what, of the units, people and promises that these facts mention, and of some units besides. */
export async function namesIn(db: Db, facts: readonly Mentioning[], units: readonly (string | null)[] = []): Promise<Names> {
  const once = (keys: readonly (string | null | undefined)[]): string[] => [...new Set(keys.filter((key) => key !== null && key !== undefined))]
  return readNames(db, {
    units: once([...units, ...facts.map((fact) => fact.unit)]),
    people: once(facts.map((fact) => fact.person)),
    promises: once(facts.map((fact) => ('promise' in fact ? fact.promise : null))),
  })
}
