import type { Kind } from '#core/history/kinds.ts'
import type { Arm } from './events.ts'

/** Bond at the time, in thirds that mean something: below 0, up to 0.6, above. */
export type Band = 'low' | 'middle' | 'high'
export const bandOf = (bond: number): Band => (bond < 0 ? 'low' : bond < 0.6 ? 'middle' : 'high')

interface Group {
  customers: number
  bond_before: number
  bond_after: number
  purchases_half_year_before: number
  purchases_half_year_after: number
}

/** What was simulated, added up while it streams by. Sums, so that tallies of parts add up to the whole. */
export interface Tally {
  customers: number
  facts: number
  kinds: Partial<Record<Kind, number>>
  paid_minor: number
  list_minor: number
  cost_minor: number
  asks: number
  answers: number
  by_bond: Record<Band, { asks: number; answers: number }>
  letter: Record<Arm, Group>
  web_orders: { slow: number; slow_late: number; usual: number; usual_late: number }
  units: Record<string, { experiences: number; quality: number }>
  lapsed: number
  deal_prone: number
  card_holders: number
  won_by_friend: number
}

const group = (): Group => ({ customers: 0, bond_before: 0, bond_after: 0, purchases_half_year_before: 0, purchases_half_year_after: 0 })

export const emptyTally = (): Tally => ({
  customers: 0, facts: 0, kinds: {}, paid_minor: 0, list_minor: 0, cost_minor: 0, asks: 0, answers: 0,
  by_bond: { low: { asks: 0, answers: 0 }, middle: { asks: 0, answers: 0 }, high: { asks: 0, answers: 0 } },
  letter: { told: group(), asked: group(), neither: group() },
  web_orders: { slow: 0, slow_late: 0, usual: 0, usual_late: 0 },
  units: {}, lapsed: 0, deal_prone: 0, card_holders: 0, won_by_friend: 0,
})
