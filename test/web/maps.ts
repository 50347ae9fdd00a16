import type { MapAnswer } from '#contract/map/map.ts'
import { CLASSES, STATES, classOf, type FlowClass, type State } from '#core/relationship/state.ts'

type Counts = readonly (readonly [from: State | null, to: State, customers: number])[]

/** Who stood where and stands where, as a shopkeeper might note it down. */
const QUARTER: Counts = [
  ['devoted', 'devoted', 300], ['devoted', 'loyal', 40], ['loyal', 'loyal', 700], ['loyal', 'devoted', 90], ['loyal', 'satisfied', 120],
  ['satisfied', 'satisfied', 1500], ['satisfied', 'loyal', 160], ['satisfied', 'disappointed', 130], ['satisfied', 'lapsed', 60],
  ['disappointed', 'dissatisfied', 45], ['dissatisfied', 'satisfied', 80], ['handcuffed', 'handcuffed', 200], [null, 'new', 140], ['lapsed', 'lapsed', 900],
]

const zero = <K extends string>(keys: readonly K[]): Record<K, number> => Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>

/** A map of such counts; every customer paid 100 euro a year, and of each state two in three were heard. */
export function mapOf(counts: Counts = QUARTER, changes: Partial<MapAnswer> = {}): MapAnswer {
  const classes = zero<FlowClass>(CLASSES)
  for (const [from, to, n] of counts) classes[classOf(from, to)] += n
  const states = STATES.map((state) => {
    const now = counts.reduce((sum, [, to, n]) => (to === state ? sum + n : sum), 0)
    const before = counts.reduce((sum, [from, , n]) => (from === state ? sum + n : sum), 0)
    return { state, before, now, value: now * 10_000, heard: Math.floor((now * 2) / 3), by_conduct: 0 }
  })
  const total = (of: 'before' | 'now' | 'heard' | 'value'): number => states.reduce((sum, state) => sum + state[of], 0)
  const flows = counts.map(([from, to, customers]) => ({ from, to, class: classOf(from, to), customers, value: customers * 10_000 }))
  const each = (of: 'now' | 'heard'): Record<State, number> => Object.fromEntries(states.map((s) => [s.state, s[of]])) as Record<State, number>
  const group = (key: string | null, name: string | null): NonNullable<MapAnswer['groups']>[number] => ({
    key, name, customers: total('now'), heard: total('heard'), value: total('value'), states: each('now'), heard_by_state: each('heard'), classes,
  })
  return {
    telling: { id: 7, policy: 2, model: 3, made_at: '2026-03-01T06:00:00.000Z', until: '2026-03-01T07:15:00.000Z' },
    company: { name: 'Kaffe & Brød', currency: 'NOK', zone: 'Europe/Oslo', sample: false },
    from: '2025-12-01T07:15:00.000Z', to: '2026-03-01T07:15:00.000Z',
    knows: { silence: true, answers: true, prices: true },
    customers: { before: total('before'), now: total('now'), heard: total('heard'), by_conduct: 0, value: total('value') },
    states, flows: flows.toSorted((a, b) => b.customers - a.customers), classes,
    moves: flows.filter((flow) => flow.class !== 'stayed').map(({ from, to, class: name, customers }) => ({ from, to, class: name, moves: customers + 5 })),
    groups: [group('oslo', 'Oslo'), group('bergen', null), group(null, null)],
    ...changes,
  }
}
