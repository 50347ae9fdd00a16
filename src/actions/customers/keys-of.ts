import { isoOf } from '#core/units/time.ts'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import type { Person } from '#store/customers/person.ts'

/** Every key of a customer, the one they are told under first. */
export function keysOf({ known, members }: Pick<Person, 'known' | 'members'>): MergeAnswer['keys'] {
  const named = new Map([[known.customer, known.key], ...members.map(({ customer, key }) => [customer, key] as const)])
  return [
    { key: known.key, merged_into: null, merged_at: null },
    ...members.map(({ key, merged_into, at }) => ({ key, merged_into: named.get(merged_into) ?? null, merged_at: isoOf(at) })),
  ]
}
