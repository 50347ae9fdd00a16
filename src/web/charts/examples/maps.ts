import type { MapAnswer } from '#contract/map/map.ts'
import { CLASSES, STATES, classOf } from '#core/relationship/state.ts'
import type { FlowClass } from '../movements.ts'
import type { State } from '../picture.ts'

/** Who stood where at the first date (rows; the last row was not there yet) and stands where at the second: both in the order of the ladder. */
type Matrix = readonly (readonly number[])[]

const QUARTER: Matrix = [
  [3640, 330, 84, 38, 6, 0, 0, 22], [960, 9720, 1180, 310, 62, 74, 0, 174], [140, 1930, 11_470, 1284, 310, 196, 0, 610], [18, 212, 1020, 2960, 520, 118, 0, 412],
  [0, 34, 176, 330, 1210, 62, 0, 568], [0, 44, 132, 86, 94, 1420, 0, 64], [60, 420, 1180, 270, 90, 0, 0, 290], [0, 60, 190, 40, 0, 0, 0, 6100], [0, 0, 0, 0, 0, 0, 2640, 0],
]
/** Millions, most of them gone, and hardly anybody heard. */
const MILLIONS: Matrix = [
  [0, 0, 0, 0, 0, 0, 0, 0], [0, 412_806, 98_411, 12, 0, 3, 0, 201_377], [0, 61_902, 1_204_377, 41, 7, 0, 0, 388_120], [0, 2, 19, 204, 33, 0, 0, 118], [0, 0, 3, 11, 96, 0, 0, 61],
  [0, 4, 2, 0, 0, 18_402, 0, 2210], [0, 20_118, 160_442, 6, 2, 890, 11_300, 704_318], [0, 1200, 38_806, 0, 0, 14, 0, 6_918_230], [0, 14_209, 120_773, 2, 1, 77, 902_455, 88_140],
]
const FORTY: Matrix = [
  [2, 0, 0, 0, 0, 0, 0, 0], [1, 5, 0, 0, 0, 0, 0, 0], [0, 1, 11, 1, 0, 0, 0, 1], [0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 2, 0, 0, 0, 3, 0],
  [0, 0, 0, 0, 0, 0, 0, 6], [0, 0, 0, 0, 0, 0, 6, 0],
]

/** What somebody in a state pays in a year, in minor units. */
const PAYS = [41_200, 28_600, 16_400, 14_800, 13_100, 24_000, 9600, 0] as const

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** A whole answer of the map from its matrix. */
export function mapFrom(matrix: Matrix, name = 'Harbour & Hay'): MapAnswer {
  const flows = matrix.flatMap((row, i) => row.flatMap((customers, k): MapAnswer['flows'] => {
    const [from, to] = [STATES[i] ?? null, STATES[k] as State]
    return customers === 0 ? [] : [{ from, to, class: classOf(from, to), customers, value: customers * (PAYS[i] ?? PAYS[k] ?? 0) }]
  }))
  const states = STATES.map((state, k) => {
    const now = sum(matrix.map((row) => row[k] ?? 0))
    return { state, before: sum(matrix[k] ?? []), now, value: now * (PAYS[k] ?? 0), heard: Math.floor(now / 3), by_conduct: state === 'loyal' ? Math.floor(now / 4) : 0 }
  })
  const total = (of: 'before' | 'now' | 'heard' | 'by_conduct' | 'value'): number => sum(states.map((state) => state[of]))
  const inClass = (name: FlowClass): number => sum(flows.filter((flow) => flow.class === name).map(({ customers }) => customers))
  return {
    telling: { id: 12, policy: 3, model: 4, made_at: '2025-12-01T03:00:00.000Z', until: '2025-12-01T03:10:00.000Z' },
    company: { name, currency: 'EUR', zone: 'Europe/Tallinn', sample: false },
    from: '2025-08-31T21:00:00.000Z', to: '2025-11-30T22:00:00.000Z',
    knows: { silence: true, answers: true, prices: true },
    customers: { before: total('before'), now: total('now'), heard: total('heard'), by_conduct: total('by_conduct'), value: total('value') },
    states, flows: flows.toSorted((a, b) => b.customers - a.customers),
    classes: Object.fromEntries(CLASSES.map((name) => [name, inClass(name)])) as Record<FlowClass, number>,
    moves: flows.filter((flow) => flow.class !== 'stayed').map(({ from, to, class: name, customers }) => ({ from, to, class: name, moves: customers + 3 })),
    groups: null,
  }
}

export const QUARTER_MAP = mapFrom(QUARTER)
export const MILLIONS_MAP = mapFrom(MILLIONS, 'Loomingumaja')
export const FORTY_MAP = mapFrom(FORTY, 'Küpsisekohvik')
export const EMPTY_MAP = mapFrom([])
/** The first date lies before the first customer: all came since. */
export const BEGINNING_MAP: MapAnswer = { ...mapFrom([...Array.from({ length: 8 }, () => []), [41, 230, 610, 88, 31, 12, 140, 420]]), moves: QUARTER_MAP.moves.map((move) => ({ ...move, moves: Math.ceil(move.moves / 20) })) }
