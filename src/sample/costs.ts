import type { CustomerRecord } from '#core/history/record.ts'
import type { Fact } from '#core/history/fact.ts'
import { DAY_MS, isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { COMPANY } from './company.ts'
import { PARAMETERS } from './parameters.ts'

const { per_newcomer, per_purchase_minor } = PARAMETERS.costs
const ZONE = zoneOf(COMPANY.zone)

/** What the company spent over some days, in cents. */
export interface CostRow {
  readonly purpose: 'win' | 'keep'
  readonly channel: string
  readonly campaign: null
  readonly from: string
  readonly to: string
  readonly amount: number
}

/** Newcomers by month of their first purchase and channel, and purchases by month. */
export interface CostTally {
  readonly newcomers: Map<number, Map<string, number>>
  readonly purchases: Map<number, number>
}

export const emptyCosts = (): CostTally => ({ newcomers: new Map(), purchases: new Map() })

/** Counts what one customer cost. */
export function countCosts({ newcomers, purchases }: CostTally, { channel }: Pick<CustomerRecord, 'channel'>, facts: readonly Fact[]): void {
  let isNew = true
  for (const fact of facts) {
    if (fact.kind !== 'purchase') continue
    const month = ZONE.monthOf(fact.at)
    purchases.set(month, (purchases.get(month) ?? 0) + 1)
    if (isNew && channel !== undefined && channel in per_newcomer) {
      const won = newcomers.get(month) ?? new Map<string, number>()
      won.set(channel, (won.get(channel) ?? 0) + 1)
      newcomers.set(month, won)
    }
    isNew = false
  }
}

/** What the company spent, month by month: for every newcomer what their channel costs, and for every purchase what keeping costs. */
export function costsOf({ newcomers, purchases }: CostTally): CostRow[] {
  return [...purchases.keys()].toSorted((a, b) => a - b).flatMap((month) => {
    const day = (at: number): string => isoOf(at).slice(0, 10)
    const span = { campaign: null, from: day(Date.UTC(1970, month, 1)), to: day(Date.UTC(1970, month + 1, 1) - DAY_MS) }
    const won = [...(newcomers.get(month) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    return [
      ...won.map(([channel, n]): CostRow => ({ purpose: 'win', channel, ...span, amount: n * per_newcomer[channel as keyof typeof per_newcomer] })),
      { purpose: 'keep', channel: 'club', ...span, amount: (purchases.get(month) ?? 0) * per_purchase_minor },
    ]
  })
}

/** As a company would write it to a file. */
export function costsText(rows: readonly CostRow[]): string {
  const lines = rows.map(({ purpose, channel, from, to, amount }) => [purpose, channel, from, to, (amount / 100).toFixed(2), COMPANY.currency].join(','))
  return `${['purpose,channel,from,to,amount,currency', ...lines].join('\n')}\n`
}
