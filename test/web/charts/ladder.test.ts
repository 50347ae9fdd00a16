import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/history/kinds.ts'
import { STATES } from '#core/relationship/state.ts'
import { movementsOf } from '#core/words/finding.ts'
import { BEGINNING_MAP, EMPTY_MAP, FORTY_MAP, MILLIONS_MAP, QUARTER_MAP } from '#web/charts/examples/maps.ts'
import { ladder } from '#web/charts/ladder.ts'
import { arcsOf } from '#web/charts/ladder/arcs.ts'
import { shapeOf } from '#web/charts/ladder/shape.ts'
import type { CardWorth } from '#web/charts/ladder/worth.ts'
import { flowId, fold, niceAbove } from '#web/charts/movements.ts'
import type { Group, Node } from '#web/charts/picture.ts'
import { anyMap, anySetting, anyWidth, EN, flawsOf, settingIn, textsOf } from './laws.ts'

const groups = (nodes: readonly Node[], key: string): readonly Group[] => nodes.filter((node): node is Group => node.shape === 'group' && node.key.startsWith(key))

test('of any company, in any language, at any width, every text can be read', () => {
  fc.assert(fc.property(anyMap, anySetting, anyWidth, fc.constantFrom(null, 'loyal', 'lapsed', 'satisfied>disappointed'), (map, setting, width, hot) => {
    expect(flawsOf(ladder(map, setting, { width, hot }))).toEqual([])
  }), { numRuns: 60 })
})

test.each(LANGUAGES)('in %s the fixed companies read at 1440 and 390 px', (language) => {
  for (const map of [QUARTER_MAP, MILLIONS_MAP, FORTY_MAP, EMPTY_MAP, BEGINNING_MAP]) for (const width of [732, 334]) {
    expect(flawsOf(ladder(map, settingIn(language), { width }))).toEqual([])
  }
})

const WORTH: readonly CardWorth[] = STATES.map((state, i) => {
  const of = (value: number): { value: number; low: number; high: number } => ({ value, low: value * 0.9, high: value * 1.1 })
  return { state, figures: i === 5 ? null : { month: of(2000), worth: of(60_000 * 10 ** (i % 4)), entered: of(50_000), stay_months: i === 7 ? null : of(3.1 * (i + 1)), devoted_ever: of(0.4), devoted_within: of(0.3) } }
})

test.each(LANGUAGES)('in %s cards have what a customer there is worth, with its interval, at any width; it has its room before it is known', (language) => {
  const setting = settingIn(language)
  for (const width of [732, 560, 334, 280]) {
    const [drawn, waiting, none] = [WORTH, null, undefined].map((worth) => ladder(QUARTER_MAP, setting, { width, worth }))
    expect([width, flawsOf(drawn!)]).toEqual([width, []])
    expect([drawn!.height, waiting!.height > none!.height]).toEqual([waiting!.height, true])
  }
  const { targets, nodes } = ladder(QUARTER_MAP, setting, { width: 732, worth: WORTH })
  const loyal = targets.find(({ id }) => id === 'loyal')!
  expect(loyal.label).toContain(setting.formats.sum(600_000))
  expect(textsOf(groups(nodes, 'card loyal')).map(({ text }) => text)).toContain(setting.formats.percent(0.4))
  expect(targets.find(({ id }) => id === 'handcuffed')!.label).not.toContain(setting.formats.sum(60_000))
})

test('what is drawn and what is folded are all movements, and the floor parts them', () => {
  fc.assert(fc.property(anyMap, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5000 }), (map, most, least) => {
    const { movements } = movementsOf(map)
    const { drawn, folded, floor } = fold(movements, most, least)
    const sum = (some: readonly { customers: number }[]): number => some.reduce((all, { customers }) => all + customers, 0)
    expect(sum(drawn) + sum(folded)).toBe(sum(movements))
    expect(drawn.length).toBeLessThanOrEqual(most)
    expect(drawn.every(({ customers }) => customers >= floor)).toBe(true)
    expect(folded.every(({ customers }) => customers < floor)).toBe(true)
  }))
})

test('a floor is a round number, and at least what was asked', () => {
  expect([0, 1, 7, 11, 16, 99, 100, 101, 2001].map(niceAbove)).toEqual([1, 1, 7, 15, 20, 100, 100, 150, 3000])
})

test('arcs never need more of an edge than its card has, and more people are never a thinner band', () => {
  fc.assert(fc.property(anyMap, anyWidth, (map, width) => {
    const shape = shapeOf(map, width, EN)
    const { movements } = movementsOf(map)
    const arcs = arcsOf(shape, movements.filter(({ customers }) => customers > 0), map.customers.now)
    for (const side of ['left', 'right']) for (const state of shape.rows.keys()) {
      const touching = arcs.filter((arc) => arc.side === side && (arc.from === state || arc.to === state))
      expect(touching.reduce((sum, arc) => sum + arc.width, 0)).toBeLessThanOrEqual(shape.card.height)
    }
    const ranked = arcs.toSorted((a, b) => a.customers - b.customers)
    for (const [i, arc] of ranked.entries()) expect(arc.width).toBeGreaterThanOrEqual(ranked[i - 1]?.width ?? 0)
  }))
})

test('right climbs, left slips or leaves, and who joins comes in from the right', () => {
  const arcs = arcsOf(shapeOf(QUARTER_MAP, 732, EN), movementsOf(QUARTER_MAP).movements, 53_360)
  const sides = (name: string): Set<string> => new Set(arcs.filter((arc) => arc.class === name).map(({ side }) => side))
  expect([sides('climbed'), sides('slipped'), sides('left'), sides('new_or_back')]).toEqual([new Set(['right']), new Set(['left']), new Set(['left']), new Set(['right'])])
})

test.each([732, 334])('at %i px the largest movements have their numbers', (width) => {
  for (const map of [QUARTER_MAP, MILLIONS_MAP, FORTY_MAP]) {
    const labelled = groups(ladder(map, EN, { width }).nodes, 'label').map(({ target }) => target)
    const largest = movementsOf(map).movements.toSorted((a, b) => b.customers - a.customers).slice(0, 5).map(flowId)
    expect(largest.filter((id) => !labelled.includes(id))).toEqual([])
  }
})

test('what is pointed at stands out: its arcs and numbers stay, all else steps back, and nothing moves', () => {
  const still = ladder(QUARTER_MAP, EN, { width: 732 })
  const hot = ladder(QUARTER_MAP, EN, { width: 732, hot: 'disappointed' })
  for (const { target, opacity } of groups(hot.nodes, 'arc')) expect(opacity === 1, target).toBe(target?.includes('disappointed'))
  for (const label of groups(still.nodes, 'label')) {
    const same = groups(hot.nodes, 'label').find(({ target }) => target === label.target)
    expect(textsOf(same?.nodes ?? []), label.target).toEqual(textsOf(label.nodes))
  }
})

test('what is chosen is drawn however small it is', () => {
  const drawn = (chosen: string | null): readonly (string | undefined)[] => groups(ladder(QUARTER_MAP, EN, { width: 732, chosen }).nodes, 'arc').map(({ target }) => target)
  expect(drawn(null)).not.toContain('devoted>dissatisfied')
  expect(drawn('devoted>dissatisfied')).toContain('devoted>dissatisfied')
})

test('all that can be clicked has a name and a place: eight states, then every movement that is drawn', () => {
  const { targets, nodes } = ladder(QUARTER_MAP, EN, { width: 732 })
  expect(targets.slice(0, 2).map(({ id, label, mark }) => [id, label, mark])).toEqual([
    ['devoted', 'Devoted: 4,818 customers (+698)', { kind: 'state', state: 'devoted' }],
    ['loyal', 'Loyal: 12,750 customers (+270)', { kind: 'state', state: 'loyal' }],
  ])
  expect(targets[8]).toMatchObject({ id: '>new', label: 'Not yet a customer to New: 2,640 customers (New or back)', mark: { kind: 'flow', from: null, to: 'new' } })
  expect(targets.length).toBe(8 + groups(nodes, 'arc').length)
})

test('the picture in words says where all stand and what moved most', () => {
  const { says, notes } = ladder(QUARTER_MAP, EN, { width: 732 })
  expect(says).toContain('Devoted: 4,818 customers (+698), Loyal: 12,750 customers (+270)')
  expect(says).toContain('Largest movements: Not yet a customer to New: 2,640 customers, Satisfied to Loyal: 1,930 customers')
  expect(notes).toEqual(['20 movements of fewer than 150 customers, 1,328 in all, are in the table.'])
  expect(ladder(EMPTY_MAP, EN, { width: 732 }).says).toContain('Nobody moved.')
})

test('from before the first customer, arcs are of the moves since', () => {
  const { nodes, says } = ladder(BEGINNING_MAP, EN, { width: 732 })
  expect(groups(nodes, 'arc').every(({ target }) => !target?.startsWith('>'))).toBe(true)
  expect(says).toContain('Satisfied to Loyal: 97 customers')
})
