import { describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { compareFacts } from '#core/history/order.ts'
import { begin } from '#core/relationship/memory.ts'
import { standing, type Standing } from '#core/relationship/standing.ts'
import { CLASSES, classOf, STATES } from '#core/relationship/state.ts'
import { isMove, tell } from '#core/relationship/tell.ts'
import type { TellingRules } from '#core/relationship/telling-rules.ts'
import { fact, on, rulesWith } from './histories.ts'

const rules = rulesWith()
const tellAll = (facts: readonly Fact[], until: number, under: TellingRules = rules): string[] =>
  tell(begin(null), facts.toSorted(compareFacts), on(until), under).changes.filter(isMove).map((c) => `day ${Math.floor((c.at - on(0, 0)) / 86_400_000)} ${c.to} (${c.rule})`)
const stand = (facts: readonly Fact[], day: number, under: TellingRules = rules): Standing =>
  standing(tell(begin(null), facts.toSorted(compareFacts), null, under).memory, on(day), under) as Standing

const underContract = (term_days: number, renewals_told: boolean, parameters: readonly [number, number], goes_on: number | null = null): TellingRules =>
  rulesWith({ contract: { term_days, renewals_told, contracts: 500, lost: 100, longest: 8, goes_on, fit: { parameters, covariance: [[0.02, 0], [0, 0.03]] }, missing: null, held: null } })
const MONTHLY = underContract(30, false, [1, 40])
const YEARLY = underContract(365, true, [1, 8])

const buys = (...on: readonly number[]): Fact[] => on.map((day) => fact('purchase', day))
const monthly = (months: number): Fact[] => buys(...Array.from({ length: months }, (_, i) => i * 30))
const felt = (day: number, feeling: string, strength = 2): Fact => fact('felt', day, { feelings: [feeling], strength })

test('where everything is always on offer, nobody is bound by taking it', () => {
  const always = rulesWith({ offer: { overall: 0.999, weight: 1000, first: 2600, weeks: [] } })
  const deals = monthly(12).map((purchase): Fact => ({ ...purchase, list: 1200 }) as Fact)
  expect(stand([...deals, felt(330, 'cared_for', 3)], 340, always)).toMatchObject({ state: 'loyal', marks: [] })
  expect(stand(deals, 340, always).state).toBe('satisfied')
})

describe('the states, as a shopkeeper would read them (POLICY, rules 1 to 8)', () => {
  test.each<[string, readonly Fact[], number, string]>([
    ['one purchase and not a word', buys(0), 1, 'new'],
    ['one purchase and an angry word: bad news outranks newness', [...buys(0), felt(1, 'angry')], 2, 'dissatisfied'],
    ['bought twice, never heard', buys(0, 30), 31, 'satisfied'],
    ['felt cared for', [...buys(0, 30), felt(31, 'cared_for')], 32, 'loyal'],
    ['felt cared for and told a friend', [...buys(0, 30), felt(31, 'cared_for', 3), fact('referral', 33)], 34, 'devoted'],
    ['felt cared for and told a friend, but bought only once', [...buys(0), felt(1, 'cared_for', 3), fact('referral', 3)], 4, 'loyal'],
    ['a promise broken, not made good', [...monthly(4), felt(91, 'delighted', 3), fact('broke', 95)], 96, 'disappointed'],
    ['a promise broken and made good', [...monthly(4), felt(91, 'delighted', 3), fact('broke', 95, { id: 'b' }), fact('recovery', 97, { complaint: 'b' })], 98, 'satisfied'],
    ['a heart that turned: it was warm last month', [...monthly(4), felt(80, 'happy', 2), felt(100, 'angry', 3), felt(101, 'ignored', 3)], 102, 'disappointed'],
    ['a cold heart that never was warm', [...monthly(4), felt(100, 'angry', 3)], 102, 'dissatisfied'],
    ['an open complaint, a grave one', [...monthly(4), fact('complaint', 100, { severity: 3 })], 101, 'dissatisfied'],
    ['an annoyance alone is no dissatisfaction', [...monthly(4), fact('complaint', 100, { severity: 1 })], 101, 'satisfied'],
    ['a complaint that was answered', [...monthly(4), fact('complaint', 100, { id: 'k', severity: 3 }), fact('recovery', 101, { complaint: 'k', accepted: true })], 102, 'satisfied'],
    ['a promise kept, and not a word: the company did its part, but they have not spoken', [...monthly(4), fact('kept', 100)], 101, 'satisfied'],
    ['locked in by contract, heart unknown', [...buys(0, 30), fact('contract', 31, { locked_until: on(400) })], 40, 'handcuffed'],
    ['locked in by contract and happy all the same', [...buys(0, 30), fact('contract', 31, { locked_until: on(400) }), felt(35, 'grateful', 3)], 40, 'satisfied'],
    ['buys on deals alone', Array.from({ length: 12 }, (_, i) => fact('purchase', i * 20, { list: 2000, paid: 1000 })), 222, 'handcuffed'],
    ['cancelled', [...buys(0, 30), fact('contract', 40), fact('contract', 90, { action: 'cancelled' })], 91, 'lapsed'],
    ['said they feel betrayed', [...monthly(4), fact('stance', 100, { stance: 'betrayed' })], 101, 'disappointed'],
  ])('%s', (_name, facts, day, state) => {
    expect(stand(facts, day).state).toBe(state)
  })

  test('silent for three usual gaps and unlikely to return: lapsed, and where they left from is kept', () => {
    const facts = [...monthly(6), felt(151, 'cared_for')]
    const late = stand(facts, 151 + 500)
    expect([late.state, late.left_from]).toEqual(['lapsed', 'loyal'])
    expect(late.hand.silent_gaps).toBeGreaterThan(3)
    expect(late.stay?.value).toBeLessThan(0.5)
    expect(stand([...facts, ...buys(151 + 500)], 652).state).not.toBe('lapsed')
  })

  test('without enough who came back, silence is not judged', () => {
    const unknown = rulesWith({ usual_gap_days: null, stay: null })
    expect(stand(buys(0, 30), 900, unknown)).toMatchObject({ state: 'satisfied', stay: null })
  })

  test('a contract in force is no silence', () => {
    expect(stand([...buys(0, 30), fact('contract', 31, { action: 'renewed' })], 900, MONTHLY).state).toBe('satisfied')
  })

  test('where renewals are told, a contract that nobody renews has run out; before that the next renewal keeps it', () => {
    const years = [fact('contract', 0), ...[360, 725].map((day) => fact('contract', day, { action: 'renewed' }))]
    expect(tellAll(years, 1300, YEARLY)).toEqual(['day 0 new (new)', 'day 360 satisfied (satisfied)', 'day 1181 lapsed (run_out)'])
    expect(stand(years, 1300, YEARLY)).toMatchObject({ left_from: 'satisfied', hand: { contract: 'run_out' }, stay: null })
    expect(tellAll([...years, fact('contract', 1250, { action: 'resumed' })], 1300, YEARLY).at(-1)).toBe('day 1250 satisfied (satisfied)')
    expect(tellAll([...years, ...buys(1250)], 1300, YEARLY).at(-1)).toBe('day 1250 satisfied (satisfied)')
    // Bound for longer than a term is usual, nobody is asked to renew earlier.
    expect(stand([fact('contract', 0, { locked_until: on(1095) })], 1300, YEARLY).hand.contract).toBe('active')
  })

  test('whoever has lived through a term under contract is not new any more', () => {
    expect(tellAll([fact('contract', 0)], 100, MONTHLY)).toEqual(['day 0 new (new)', 'day 30 satisfied (satisfied)'])
    expect(tellAll([fact('contract', 0), fact('contract', 20, { action: 'cancelled' })], 100, MONTHLY)).toEqual(['day 0 new (new)', 'day 20 lapsed (cancelled)'])
  })

  test('staying is being under contract or buying, whichever is the surer', () => {
    const held = stand([fact('contract', 0)], 60, MONTHLY).stay!
    // S(2 + 365 / 30) / S(2) for a = 1, b = 40: (40 + 2) / (40 + 2 + 365 / 30).
    expect(held).toMatchObject({ by: 'contract', value: expect.closeTo(42 / (42 + 365 / 30), 9) as number })
    expect(held.low).toBeLessThan(held.value)
    // Whoever has stayed for two years and a half stays on.
    expect(stand([fact('contract', 0)], 900, MONTHLY).stay!.value).toBeCloseTo(70 / (70 + 365 / 30), 9)
    expect(stand([fact('contract', 0), ...buys(...Array.from({ length: 60 }, (_, i) => i))], 60, MONTHLY).stay).toMatchObject({ by: 'purchases' })
    // Where those who leave their contract do not go on buying, purchases were bills.
    const billed = [fact('contract', 0), ...buys(...Array.from({ length: 60 }, (_, i) => i))]
    expect(stand(billed, 60, underContract(30, false, [1, 40], 0.1)).stay).toMatchObject({ by: 'contract', value: expect.closeTo(42 / (42 + 365 / 30), 9) as number })
    expect(stand(billed, 60, underContract(30, false, [1, 40], 0.6)).stay).toMatchObject({ by: 'purchases' })
    // The last bill is no return; of those whose contract ended only so many go on.
    const left = [...billed, fact('contract', 60, { action: 'cancelled' }), ...buys(70)]
    expect(stand(left, 80, underContract(30, false, [1, 40], 0.1))).toMatchObject({ state: 'lapsed', rule: 'cancelled' })
    expect(stand(left, 80, underContract(30, false, [1, 40], 0.1)).stay!.value).toBeCloseTo(0.1 * stand(left, 80, underContract(30, false, [1, 40], 0.6)).stay!.value, 9)
    expect(stand([...left, ...buys(120)], 121, underContract(30, false, [1, 40], 0.1)).state).toBe('satisfied')
    expect(stand([...buys(1, 30), fact('contract', 31), fact('contract', 40, { action: 'cancelled' })], 60, MONTHLY).stay).toMatchObject({ by: 'purchases' })
  })

  test('marks say what satisfied hides', () => {
    expect(stand(buys(0, 30), 45).marks).toEqual(['not_heard'])
    expect(stand(buys(0, 30), 140).marks).toEqual(['quiet', 'not_heard'])
    expect(stand([...buys(0, 30), fact('contract', 31, { locked_until: on(400) }), felt(35, 'grateful', 3)], 40).marks).toEqual(['bound'])
  })
})

describe('time', () => {
  test('equity fades: devoted, loyal, satisfied, each at its own moment', () => {
    const facts = [...buys(...Array.from({ length: 30 }, (_, i) => i * 30)), felt(1, 'cared_for', 3), fact('referral', 2)]
    expect(tellAll(facts, 890)).toEqual(['day 0 new (new)', 'day 1 loyal (loyal)', 'day 30 devoted (devoted)', expect.stringMatching(/^day 3\d\d loyal/), expect.stringMatching(/^day [3-5]\d\d satisfied/)])
  })

  test('a betrayal not made good counts for a year', () => {
    const facts = [...buys(...Array.from({ length: 20 }, (_, i) => i * 30)), fact('broke', 100)]
    expect(tellAll(facts, 580)).toEqual(['day 0 new (new)', 'day 30 satisfied (satisfied)', 'day 100 disappointed (promise_broken)', 'day 465 satisfied (satisfied)'])
  })

  test('loyal by conduct must last a fortnight, either way; bad news waits for nothing', () => {
    const conduct = rulesWith({ answered: false })
    const facts = buys(0, 20, 40, 60)
    expect(tellAll(facts, 75, conduct)).toEqual(['day 0 new (new)', 'day 20 satisfied (satisfied)', 'day 74 loyal (conduct)'])
    expect(tellAll([...facts, fact('broke', 76)], 77, conduct).at(-1)).toBe('day 76 disappointed (promise_broken)')
    expect(stand(facts, 75, conduct).marks).toEqual(['by_conduct'])
  })

  test('a threshold is left only past its margin, so that a score at the edge does not flutter', () => {
    const facts = [...monthly(6), felt(31, 'happy', 2), ...Array.from({ length: 10 }, (_, i) => fact('rating', 60 + i * 10, { question: 'trust', value: i % 2 ? 3 : 4 }))]
    expect(tellAll(facts, 160)).toEqual(['day 0 new (new)', 'day 30 satisfied (satisfied)', 'day 31 loyal (loyal)'])
  })
})

describe('every ordered pair of states', () => {
  test('has one class, and the classes sum to all', () => {
    const all = STATES.flatMap((from) => STATES.map((to) => classOf(from, to)))
    expect(CLASSES.map((name) => all.filter((c) => c === name).length).reduce((a, b) => a + b)).toBe(STATES.length ** 2)
    expect(all.filter((c) => c === 'stayed')).toHaveLength(STATES.length)
    for (const state of STATES) {
      expect(classOf(state, state)).toBe('stayed')
      expect(classOf(null, state)).toBe('new_or_back')
      if (state !== 'lapsed') expect([classOf(state, 'lapsed'), classOf('lapsed', state)]).toEqual(['left', 'new_or_back'])
    }
  })

  test('what climbs one way slips the other', () => {
    for (const from of STATES)
      for (const to of STATES)
        if (from !== 'new' && to !== 'new') expect(classOf(from, to) === 'climbed').toBe(classOf(to, from) === 'slipped')
  })
})
