import fc from 'fast-check'
import { FEELINGS, KINDS, QUESTIONS, SCALES, type Kind } from '#core/history/kinds.ts'
import type { Fact } from '#core/history/fact.ts'
import { compareFacts } from '#core/history/order.ts'
import { EMPTY_MODEL, type Model } from '#core/relationship/model.ts'
import { DEFAULT_POLICY, type Policy } from '#core/relationship/policy.ts'
import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'

/** A model as it could be fitted on a shop whose customers come about once in two months. */
export const MODEL: Model = {
  ...EMPTY_MODEL,
  id: 1,
  repeaters: 500,
  usual_gap_days: 45,
  stay: { kind: 'mbgnbd', parameters: [0.8, 40, 0.6, 3], covariance: [[0.01, 0, 0, 0], [0, 0.02, 0, 0], [0, 0, 0.03, 0], [0, 0, 0, 0.05]], cells: null, chosen: { compared: false, reason: 'too_short' } },
  contract: { term_days: 90, renewals_told: true, contracts: 400, lost: 120, longest: 8, goes_on: null, fit: { parameters: [0.8, 3], covariance: [[0.02, 0], [0, 0.03]] }, missing: null, held: null },
  offer: { overall: 0.3, weight: 25, first: 2600, weeks: [0.2, 0.3, 0.5, 0.4] },
  points: { mean: 0.1, weight: 20 },
  say: { shape: 0.4, rate: 1.5, heard: { high: 0.5, middle: 0, low: 0 } },
  pay: { mean: 0.9, weight: 10, spread: 0.3 },
  answered: true,
}

export const rulesWith = (model: Partial<Model> = {}, policy: Partial<Policy> = {}): TellingRules =>
  tellingRules({ ...DEFAULT_POLICY, ...policy }, { ...MODEL, ...model }, zoneOf('Europe/Tallinn'))

/** 2024-01-01 */
export const START = Date.UTC(2024, 0, 1)
export const DAY = 86_400_000
export const on = (day: number, hour = 12): number => START + day * DAY + hour * 3_600_000

let made = 0
/** A fact of a kind at a day since START, with as little said as its kind allows. */
export function fact(kind: Kind, day: number, own: Readonly<Record<string, unknown>> = {}): Fact {
  made += 1
  return { ...LEAST[kind], id: `f${made}`, source: 's', customer: 'c', kind, at: on(day), ...own } as unknown as Fact
}

const LEAST: Readonly<Record<Kind, object>> = {
  contract: { action: 'started' }, purchase: { order: 'o', paid: 1000 }, refund: { order: 'o', amount: 100 }, visit: { channel: 'web' },
  moment: { play: 'p', what: 'w' }, contact: { channel: 'phone', topic: 't' }, complaint: { topic: 't', severity: 2 },
  recovery: { complaint: 'x', action: 'a', accepted: true }, broke: { promise: 'p' }, kept: { promise: 'p' }, asked: { decision: 'd' }, told: { decision: 'd' },
  felt: { feelings: ['happy'], strength: 2, language: 'en' }, rating: { question: 'recommend', value: 9 }, stance: { decision: 'd', stance: 'fine' },
  reason: { why: 'other' }, referral: { invitee: 'i', step: 'joined' }, praise: { where: 'w' }, rival: { action: 'tried', outcome: 'open' },
}

const own: Readonly<Partial<Record<Kind, fc.Arbitrary<object>>>> = {
  contract: fc.record({ action: fc.constantFrom('started', 'renewed', 'cancelled', 'resumed'), locked_until: fc.integer({ min: 0, max: 900 }).map((d) => on(d)) }, { requiredKeys: ['action'] }),
  purchase: fc.record({ order: fc.constant('o'), paid: fc.integer({ min: 0, max: 50_000 }), list: fc.integer({ min: 0, max: 60_000 }), points_used: fc.constantFrom(0, 100) }, { requiredKeys: ['order', 'paid'] }),
  complaint: fc.record({ topic: fc.constant('t'), severity: fc.integer({ min: 1, max: 3 }) }),
  recovery: fc.record({ complaint: fc.integer({ min: 0, max: 30 }).map((i) => `f${i}`), action: fc.constant('a'), accepted: fc.boolean() }, { requiredKeys: ['complaint', 'action'] }),
  broke: fc.record({ promise: fc.constantFrom('p', 'q') }),
  kept: fc.record({ promise: fc.constantFrom('p', 'q') }),
  felt: fc.record({
    feelings: fc.uniqueArray(fc.constantFrom(...FEELINGS), { minLength: 1, maxLength: 3 }), strength: fc.integer({ min: 1, max: 3 }), language: fc.constant('en'),
    business_need: fc.integer({ min: 1, max: 5 }), personal_need: fc.integer({ min: 1, max: 5 }),
  }, { requiredKeys: ['feelings', 'strength', 'language'] }),
  rating: fc.constantFrom(...QUESTIONS).chain((question) => fc.record({ question: fc.constant(question), value: fc.integer({ min: SCALES[question][0], max: SCALES[question][1] }) })),
  stance: fc.record({ decision: fc.constant('d'), stance: fc.constantFrom('glad', 'fine', 'uneasy', 'betrayed') }),
  reason: fc.record({ why: fc.constantFrom('cared_for', 'not_cared_for', 'taken_for_granted', 'price') }),
  referral: fc.record({ invitee: fc.constantFrom('i', 'j', 'k'), step: fc.constantFrom('invited', 'joined', 'bought') }),
}

const oneFact = fc
  .constantFrom<Kind>(...KINDS, 'purchase', 'purchase', 'purchase', 'felt', 'felt')
  .chain((kind) => fc.tuple(fc.constant(kind), fc.integer({ min: 0, max: 800 * 24 }), fc.constantFrom('till', 'web'), own[kind] ?? fc.constant(LEAST[kind]), fc.option(fc.constantFrom('u1', 'u2'), { nil: undefined })))

/** A history of up to `most` facts in the total order, with ids f0, f1, … */
export const history = (most = 60): fc.Arbitrary<Fact[]> =>
  fc.array(oneFact, { minLength: 1, maxLength: most, size: 'max' }).map((list) =>
    list
      .map(([kind, hour, source, rest, unit], i) => ({ ...rest, kind, id: `f${i}`, source, customer: 'c', at: START + hour * 3_600_000, ...(unit && { unit }) }) as unknown as Fact)
      .toSorted(compareFacts),
  )
