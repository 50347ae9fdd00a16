import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import type { TimelineAnswer } from '#contract/relationship/timeline.ts'

type Entry = TimelineAnswer['entries'][number]
export type ShownFact = Extract<Entry, { what: 'fact' }>['fact']
export type ShownNote = Extract<Entry, { what: 'note' }>['note']
export type Move = CustomerAnswer['moves'][number]

/** One line of a timeline: what happened, what was written, or where it led. */
export type Item =
  | { readonly what: 'fact'; readonly at: string; readonly fact: ShownFact }
  | { readonly what: 'note'; readonly at: string; readonly note: ShownNote }
  | { readonly what: 'move'; readonly at: string; readonly move: Move }

const itemOf = (entry: Entry): Item => (entry.what === 'fact' ? { ...entry, at: entry.fact.at } : { ...entry, at: entry.note.at })

/**
 * Puts moves among what happened, the newest first; a move stands above the fact that caused it.
 * @param isWhole are there no earlier entries? Else moves from before the last entry wait for it
 * @param to nothing later is shown
 */
export function itemsOf(entries: readonly Entry[], moves: readonly Move[], isWhole: boolean, to?: string): Item[] {
  const items = entries.map(itemOf)
  const first = items.at(-1)?.at
  const shown = moves.filter(({ at }) => (to === undefined || at <= to) && (isWhole || (first !== undefined && at >= first))).toReversed()
  const merged: Item[] = []
  let next = 0
  for (const item of items) {
    for (let move = shown[next]; move && move.at >= item.at; move = shown[++next]) merged.push({ what: 'move', at: move.at, move })
    merged.push(item)
  }
  return [...merged, ...shown.slice(next).map((move): Item => ({ what: 'move', at: move.at, move }))]
}

export interface Day {
  /** As the reader calls it. */
  readonly name: string
  readonly items: readonly Item[]
}

/** Items by the day on which they lie, in the order they come in. @param dayOf a day's name in the company's calendar */
export const daysOf = (items: readonly Item[], dayOf: (at: string) => string): Day[] =>
  [...Map.groupBy(items, ({ at }) => dayOf(at))].map(([name, own]) => ({ name, items: own }))

/** What names a fact in an address: it is compared, never taken apart. */
export const nameOfFact = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}/${id}`
