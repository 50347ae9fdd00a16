import type { FlowClass, State } from '#core/relationship/state.ts'
import type { Words } from './index.ts'
import { formatsOf, type Formats } from './format.ts'

/** What the finding looks at: the figures of a map. */
export interface MapFigures {
  readonly customers: { readonly before: number; readonly now: number; readonly heard: number; readonly by_conduct: number }
  readonly knows: { readonly silence: boolean; readonly answers: boolean; readonly prices: boolean }
  readonly classes: Readonly<Partial<Record<FlowClass, number>>>
  readonly states: readonly { readonly state: State; readonly before: number; readonly now: number; readonly heard: number }[]
  readonly flows: readonly { readonly from: State | null; readonly to: State; readonly class: FlowClass; readonly customers: number; readonly value: number }[]
}

/** Something to be said: a message and what fills it. Shares are from 0 to 1; `from` and `to` are states. */
export interface Said {
  readonly id: string
  readonly values: Readonly<Record<string, number | string>>
}

/** With fewer customers, one more or less is news: the map says that it is early. */
const FEW = 30

/** The finding of a map in one sentence, as a message and its values. */
export function findingOf(map: MapFigures): Said {
  const { before, now } = map.customers
  const climbed = map.classes.climbed ?? 0
  const slipped = map.classes.slipped ?? 0
  const left = map.classes.left ?? 0
  if (now === 0) return { id: 'finding.nothing_yet', values: {} }
  if (now < FEW) return { id: 'finding.not_enough', values: { customers: now } }
  if (before === 0) return { id: 'finding.since_the_start', values: { customers: now, ...keptAndLost(map) } }
  const loss = biggestLoss(map)
  if (climbed + slipped + left === 0) return { id: 'finding.still', values: { customers: now } }
  if (!loss) return { id: 'finding.only_climbed', values: { climbed } }
  return { id: 'finding.moved', values: { climbed, slipped, left, from: loss.from as State, to: loss.to, customers: loss.customers } }
}

const keptAndLost = (map: MapFigures): { kept: number; lapsed: number } => {
  const count = (state: State): number => map.states.find((s) => s.state === state)?.now ?? 0
  return { kept: count('devoted') + count('loyal'), lapsed: count('lapsed') }
}

/** The flow by which most customers slipped or left. */
export function biggestLoss(map: Pick<MapFigures, 'flows'>): MapFigures['flows'][number] | undefined {
  return map.flows.filter((flow) => flow.class === 'slipped' || flow.class === 'left').toSorted((a, b) => b.customers - a.customers)[0]
}

/** What a reader must know of the evidence before believing the map, the weightiest first. */
export function notesOf(map: MapFigures): Said[] {
  const { now, heard, by_conduct } = map.customers
  if (now === 0) return []
  const notes: Said[] = []
  if (!map.knows.answers) notes.push({ id: 'note.by_conduct', values: { by_conduct } })
  else if (heard === 0) notes.push({ id: 'note.nobody_heard', values: {} })
  else notes.push({ id: 'note.heard', values: { heard, customers: now, share: heard / now } })
  if (!map.knows.silence) notes.push({ id: 'note.one_off', values: {} })
  if (!map.knows.prices) notes.push({ id: 'note.no_prices', values: {} })
  return notes
}

/**
 * The few numbers beside the finding. The loyal share is among those who were heard: among all it would grow with the response rate
 * and not with love (POLICY, pitfall 2). `at_risk` is what those who slipped or left had paid in the year before.
 */
export interface KeyFigures {
  readonly staying: number
  readonly staying_change: number
  readonly heard: number
  readonly loyal_of_heard: number | null
  readonly at_risk: number
  readonly handcuffed: number
}

export function keyFiguresOf(map: MapFigures): KeyFigures {
  const here = map.states.filter((s) => s.state !== 'lapsed')
  const sum = (rows: typeof here, pick: (row: (typeof here)[number]) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const heard = sum(here, (s) => s.heard)
  const loyal = sum(here.filter((s) => s.state === 'devoted' || s.state === 'loyal'), (s) => s.heard)
  const staying = sum(here, (s) => s.now)
  return {
    staying, staying_change: staying - sum(here, (s) => s.before), heard, loyal_of_heard: heard === 0 ? null : loyal / heard,
    at_risk: map.flows.filter((f) => f.class === 'slipped' || f.class === 'left').reduce((total, f) => total + f.value, 0),
    handcuffed: here.find((s) => s.state === 'handcuffed')?.now ?? 0,
  }
}

/** A change of state that many made: by net count between the dates, or by moves in between. */
export interface Movement {
  readonly from: State | null
  readonly to: State
  readonly class: FlowClass
  readonly customers: number
}

type Moved = Pick<MapFigures, 'customers' | 'flows'> & { readonly moves: readonly (Omit<Movement, 'customers'> & { readonly moves: number })[] }

/**
 * The movements worth listing, the largest first. Net flows from a date at which nobody was there yet say no more than where all stand;
 * then it is the moves since the beginning (`since`).
 */
export function movementsOf(map: Moved): { readonly since: boolean; readonly movements: readonly Movement[] } {
  if (map.customers.before > 0) return { since: false, movements: map.flows.filter((flow) => flow.class !== 'stayed') }
  return { since: true, movements: map.moves.filter(({ from }) => from !== null).map(({ moves, ...move }) => ({ ...move, customers: moves })) }
}

/** So many movements are listed beside a map. */
export const MOVEMENTS_LISTED = 10

/** The movement that is looked into first: the biggest loss, else the biggest of all. */
export function firstMovement(map: Moved): Movement | null {
  const { since, movements } = movementsOf(map)
  const loss = since ? movements.find((move) => move.class === 'slipped' || move.class === 'left') : biggestLoss(map)
  return loss ?? movements[0] ?? null
}

/** How many moves of each class there were, back and forth. */
export function moveCounts(moves: Moved['moves'], formats: Formats): Record<'climbed' | 'slipped' | 'left' | 'new_or_back' | 'sideways', string> {
  const count = (name: FlowClass): string => formats.count(moves.filter((move) => move.class === name).reduce((sum, move) => sum + move.moves, 0))
  return { climbed: count('climbed'), slipped: count('slipped'), left: count('left'), new_or_back: count('new_or_back'), sideways: count('sideways') }
}

/** Says it: states by their names, shares as percent. */
export function sayIt(words: Words, { id, values }: Said, formats: Formats = formatsOf(words, 'UTC', 'EUR')): string {
  const filled = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, words.say(`state.${value}`)]
    return [name, name === 'share' ? formats.percent(value) : value]
  })
  return words.say(id, Object.fromEntries(filled) as Record<string, string | number>)
}
