import { describe, expect, test } from 'vitest'
import { KINDS } from '#core/history/kinds.ts'
import { tieOf, type Driver } from '#core/map/drivers.ts'
import { FEWEST_MET, weighDrivers, type Met } from '#core/map/weigh-drivers.ts'
import { STATES } from '#core/relationship/state.ts'

const driver = (kind: Driver['kind'], what: string | null = null): Driver => ({ kind, by: what === null ? null : 'topic', what })

describe('what a driver has to do with a move by definition', () => {
  test.each([
    ['broke', 'p', 'satisfied', 'disappointed', 'by_rule'],
    ['stance', 'betrayed', 'loyal', 'disappointed', 'by_rule'],
    ['stance', 'uneasy', 'loyal', 'disappointed', 'measured'],
    ['recovery', 'true', 'disappointed', 'satisfied', 'by_rule'],
    ['purchase', null, 'lapsed', 'satisfied', 'by_rule'],
    ['purchase', null, 'new', 'satisfied', 'by_rule'],
    ['felt', 'happy', 'new', 'loyal', 'by_rule'],
    ['contract', 'cancelled', 'loyal', 'lapsed', 'by_rule'],
    ['felt', 'angry', 'satisfied', 'disappointed', 'measured'],
    ['rating', 'price_fair:low', 'satisfied', 'loyal', 'measured'],
    ['complaint', 't', 'satisfied', 'dissatisfied', 'measured'],
    ['purchase', 'deal', 'satisfied', 'handcuffed', 'measured'],
    ['complaint', 't', 'satisfied', 'disappointed', 'apart'],
    ['felt', 'angry', 'loyal', 'lapsed', 'apart'],
    ['contact', 't', 'satisfied', 'disappointed', 'apart'],
    ['told', 'd', 'loyal', 'disappointed', 'apart'],
    ['purchase', null, 'satisfied', 'disappointed', 'apart'],
  ] as const)('%s %s, from %s to %s: %s', (kind, what, from, to, tie) => {
    expect(tieOf(driver(kind, what), from, to)).toBe(tie)
  })

  test('is none for where they bought, though it is something for what they did', () => {
    expect([tieOf({ kind: 'purchase', by: 'unit', what: 'tartu' }, 'satisfied', 'loyal'), tieOf({ kind: 'purchase', by: null, what: null }, 'satisfied', 'loyal')]).toEqual(['apart', 'measured'])
    expect(tieOf({ kind: 'purchase', by: 'unit', what: 'tartu' }, 'lapsed', 'satisfied')).toBe('by_rule')
  })

  test('is known of every kind and every pair of states, and no kind that no rule looks at is ever more than apart', () => {
    for (const kind of KINDS) for (const from of STATES) for (const to of STATES) {
      const tie = tieOf(driver(kind, 'x'), from, to)
      if (['visit', 'contact', 'asked', 'told', 'moment', 'rival'].includes(kind)) expect([kind, from, to, tie]).toEqual([kind, from, to, 'apart'])
    }
  })
})

const met = (what: string, moves: number, days: number, own: Partial<Met> = {}): Met => ({ kind: 'contact', by: 'topic', what, customers: 200, moves, days, at_once: 0, ...own })
const whats = (rows: readonly Met[], all = { moves: 400, days: 100_000 }): (string | null)[] => weighDrivers(rows, all, 'satisfied', 'disappointed').map(({ what }) => what)

describe('drivers are weighed', () => {
  test('the surest first, whichever way; what is part of the rules after what is not', () => {
    const rows = [met('twice', 80, 11_111), met('none', 60, 15_000), met('tenth', 10, 22_000), met('five', 100, 6250), met('promise', 300, 1, { kind: 'broke' }), met('angry', 200, 300, { kind: 'felt' })]
    expect(whats(rows)).toEqual(['tenth', 'five', 'twice', 'none', 'angry', 'promise'])
  })

  test('what was followed by a move at once every time has no days to compare, and stands first', () => {
    const [first] = weighDrivers([met('five', 100, 6250), met('letter', 300, 0, { kind: 'told', at_once: 300 })], { moves: 400, days: 100_000 }, 'loyal', 'disappointed')
    expect(first).toMatchObject({ what: 'letter', ratio: null, share: { value: 0.75 } })
  })

  test('too few moves say nothing, nor what too few met, nor where too few moves came after it or were to be expected', () => {
    expect(whats([met('a', 9, 100)], { moves: 9, days: 1000 })).toEqual([])
    expect(whats([met('few', 50, 1000, { customers: FEWEST_MET - 1 }), met('four', 4, 500), met('five', 5, 500), met('spared', 0, 5000)])).toEqual(['spared', 'five'])
  })
})
