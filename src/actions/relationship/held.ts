import type { Fact } from '#core/history/fact.ts'
import type { Memory } from '#core/relationship/memory.ts'
import { promisesOf } from '#core/relationship/promises.ts'
import { isoOf } from '#core/units/time.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { readPromises } from '#store/house/names.ts'
import type { Db } from '#store/pool.ts'

/** A history as it was told. */
interface ToldHistory {
  readonly facts: readonly Fact[]
  readonly memory: Memory
}

/** The complaints that a history leaves open, with what each was about. */
export function casesOf({ facts, memory }: ToldHistory): CustomerAnswer['cases'] {
  const complaints = facts.filter((fact) => fact.kind === 'complaint')
  return memory.cases.map(({ source, id, at, severity }) => {
    const complaint = complaints.find((fact) => fact.source === source && fact.id === id && fact.at === at)
    return { source, id, at: isoOf(at), severity, topic: complaint?.topic ?? '' }
  })
}

/** What the company promises and how it was held to a customer: what they met with first, the latest of it before the rest. */
export async function heldPromises(db: Db, { facts, memory }: ToldHistory): Promise<CustomerAnswer['promises']> {
  const known = await readPromises(db)
  const about = new Map(known.map((promise) => [promise.key, promise]))
  const met = promisesOf(facts, memory)
  const unmet = known.filter(({ key }) => !met.some(({ promise }) => promise === key))
  return [
    ...met.map(({ promise, last_at, open, ...held }) => ({
      key: promise, text: about.get(promise)?.text ?? null, expectation: about.get(promise)?.expectation ?? null, ...held, last_at: isoOf(last_at), open: open && { ...open, at: isoOf(open.at) },
    })),
    ...unmet.map((promise) => ({ ...promise, kept: 0, broken: 0, last_at: null, open: null })),
  ]
}
