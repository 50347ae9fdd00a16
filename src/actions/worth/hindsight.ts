import type { CustomerFilter } from '#store/relationship/filter.ts'

/** Words that choose customers by where they stand now, or by what became of them. */
const OF_A_QUERY = ['state', 'mark', 'min', 'max', 'moved_from', 'moved_to', 'moved', 'made', 'met', 'met_within'] as const
/** The same in a filter that was put together, as in a saved segment, by the words for it. */
const OF_A_FILTER: Readonly<Record<string, string>> = { states: 'state', marks: 'mark', bounds: 'min', moved: 'moved', made: 'made' }

/**
 * What in a choice looks back: those who are loyal now never slipped for good, so what they did says nothing of how the loyal move. null where
 * nothing does.
 */
export function byHindsight(choice: Readonly<Record<string, unknown>> | CustomerFilter): string | null {
  const own = [...OF_A_QUERY, ...Object.keys(OF_A_FILTER)].find((name) => (choice as Readonly<Record<string, unknown>>)[name] !== undefined)
  if (own !== undefined) return OF_A_FILTER[own] ?? own
  const also = 'also' in choice ? (choice.also as readonly CustomerFilter[]) : []
  return also.map(byHindsight).find((name) => name !== null) ?? null
}
