import type { CustomerAnswer, StandingAnswer } from '#contract/relationship/customer.ts'
import type { ReadTimeline } from './use-timeline.ts'

/** A customer with fixed data, for the gallery. */
const NOW = '2025-11-30T15:00:00.000Z'
const CASE = { source: 'till', id: 'c1', at: '2025-10-21T09:30:00.000Z' }
const COMPLAINT = { ...CASE, kind: 'complaint', topic: 'Delivered three hours late', severity: 2, unit: 'tartu', person: 'mari' }

const BECAUSE: StandingAnswer['because'] = {
  at: NOW, rule: 'needs_unmet', state: 'dissatisfied', left_from: null, bought_days: 14, words: 3, new_below_days: 2, facts: [CASE],
  readings: [
    { gate: 'head_known', on: true, since: CASE.at, values: { answers: 1.6 }, thresholds: { enter: 0.5 } },
    { gate: 'head_negative', on: true, since: CASE.at, values: { head: -0.41, open_complaints: 1 }, thresholds: { enter: -0.3, leave: -0.2 } },
  ],
}

const STANDING: StandingAnswer = {
  at: NOW, state: 'dissatisfied', since: CASE.at, rule: 'needs_unmet', left_from: null, marks: [], unit: 'tartu', heard: true,
  head: { value: -0.41, answers: 1.6 }, heart: { value: 0.22, answers: 2.4, spread: 0.3 },
  hand: { orders: 14, purchase_days: 14, paid: 61_240, first_bought_at: '2024-03-02T12:00:00.000Z', last_bought_at: '2025-11-12T12:00:00.000Z', usual_gap_days: 43, silent_gaps: 0.4, said: 1, contract: 'none', contract_since: null },
  horizon_days: 365, stay: { value: 0.83, low: 0.71, high: 0.92, by: 'purchases' }, say: { value: 0.42, low: 0.1, high: 0.96, recommend: null }, pay: { value: 0.91, low: 0.84, high: 0.96, fair: null, orders: 12 }, value: 30_120, because: BECAUSE,
}

const NAMES = { units: { tartu: 'Tartu' }, people: { mari: 'Mari Kask' }, promises: { early: 'Delivered by seven in the morning, or it is free.' } }

export const EXAMPLE: CustomerAnswer = {
  telling: { id: 1, policy: 1, model: 1, made_at: NOW, until: NOW }, currency: 'EUR',
  key: 'K-1044', name: 'Liis Tamm', email: 'liis@example.org', joined_at: '2024-03-02T10:00:00.000Z', channel: 'web', campaign: null, referrer: 'K-17', language: 'et', home_unit: 'tartu',
  attributes: {}, consents: { survey: true, post: false }, standing: STANDING,
  purchases: { days: 365, expected: { value: 5.2, low: 4.8, high: 5.7 }, p10: 0, p50: 5, p90: 10 },
  moves: [{ at: CASE.at, from: 'satisfied', to: 'dissatisfied', unit: 'tartu', heard: true, cause: 'complaint', fact: CASE, because: BECAUSE }],
  equity: [], marks: [], rests_on: [COMPLAINT], cases: [{ ...CASE, severity: 2, topic: COMPLAINT.topic }], cases_beyond: 0,
  promises: [
    { key: 'early', text: NAMES.promises.early, expectation: 'consistency', kept: 3, broken: 1, last_at: '2025-10-21T07:00:00.000Z', open: { source: 'van', id: 'b1', at: '2025-10-21T07:00:00.000Z' } },
    { key: 'ask', text: 'We ask before we change your plan.', expectation: 'fidelity', kept: 0, broken: 0, last_at: null, open: null },
  ],
  spent: [
    { year: 2025, orders: 9, paid: 41_030, listed_paid: 41_030, listed_list: 44_900, points_used: 0, refunded: 1200 },
    { year: 2024, orders: 5, paid: 20_210, listed_paid: 20_210, listed_list: 21_000, points_used: 250, refunded: 0 },
  ],
  lifetime: { figures: { years: 3, discount: 0.1, margin: { share: 0.41, source: 'cost', known: 1 }, expected: 18_420, p10: 3900, p50: 17_100, p90: 34_800, within: 0.8, nothing: 0.06, purchases: 21.4 }, missing: null },
  names: NAMES, history: [], facts: 21, keys: [{ key: 'K-1044', merged_into: null, merged_at: null }, { key: 'card-77', merged_into: 'K-1044', merged_at: '2025-02-01T09:00:00.000Z' }],
}

const nothing = (): void => undefined

export const EXAMPLE_TIMELINE: ReadTimeline = {
  entries: [
    { what: 'note', note: { id: 'n1', at: '2025-10-22T08:15:00.000Z', text: 'Rang back. Wants the bread by seven, nothing else.', actor: 'account:1', actor_name: 'Mari Kask', own: true } },
    { what: 'fact', fact: COMPLAINT },
    { what: 'fact', fact: { source: 'van', id: 'b1', kind: 'broke', at: '2025-10-21T07:00:00.000Z', promise: 'early', note: 'The van broke down.' } },
    { what: 'fact', fact: { source: 'survey', id: 's1', kind: 'felt', at: '2025-06-03T16:40:00.000Z', feelings: ['cared_for', 'grateful'], strength: 3, language: 'et', comment: 'They remembered my name.', unit: 'tartu' } },
    { what: 'fact', fact: { source: 'till', id: 'p1', kind: 'purchase', at: '2025-06-01T06:50:00.000Z', order: '1', paid: 4580, list: 4990, unit: 'tartu', person: 'mari' } },
  ],
  names: NAMES, facts: new Set(['till/c1']), hasEarlier: true, error: null, isStale: false, isReadingEarlier: false, readEarlier: nothing, readAgain: nothing,
}
