import { gammaQuantile, normalQuantile } from '#stats/quantiles.ts'
import { channelName, costWithin, type CostRow } from './cost-row.ts'
import { originOf, type Came, type Origin } from './origin.ts'

/** A figure with its 95 % interval. */
export interface Between {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Newcomers who came the same way. */
export interface Won extends Came {
  /** The month in which they first paid, in months since 1970-01. */
  readonly month: number
  readonly customers: number
  /** Of them, who paid more than they got back; and what these have paid in all, until now. */
  readonly paying: number
  readonly paid: number
}

/** What winning a customer cost by one channel. Money in minor units. */
export interface ChannelCost {
  readonly channel: string
  readonly origin: Origin
  readonly cost: number
  readonly customers: number
  /** A newcomer by it; null where nobody came. The interval is that of a count (Poisson). */
  readonly each: Between | null
  /** What it would be if everybody whose channel is unknown had come by it. */
  readonly at_least: number
}

export interface Winning {
  readonly channels: readonly ChannelCost[]
  /** All that was spent to win, what of it names no channel, and all who came. */
  readonly cost: number
  readonly unassigned: number
  readonly customers: number
  /** Of them: by channels that cost something, and by nobody knows which. */
  readonly by_costly: number
  readonly unknown: number
  /** A newcomer by the channels that cost something; if those of unknown channel came by these too; and all costs over all who came. */
  readonly each: Between | null
  readonly at_least: number | null
  readonly over_all: Between | null
}

const LEVEL = 0.95

/** A sum over a count: the interval is the exact one of a Poisson count (Garwood 1936), the sum being known. Null where nobody was counted. */
export function perHead(sum: number, n: number): Between | null {
  if (n <= 0) return null
  const tail = (1 - LEVEL) / 2
  return { value: sum / n, low: sum / gammaQuantile(1 - tail, n + 1, 1), high: sum / gammaQuantile(tail, n, 1) }
}

/** What it cost to win those who came between two days, by channel: rows of costs count by their days that lie within. */
export function winningOf(costs: readonly CostRow[], first: number, end: number, won: readonly Pick<Won, 'channel' | 'customers'>[]): Winning {
  const spent = new Map<string, { shown: string; cost: number }>()
  let unassigned = 0
  for (const row of costs) {
    if (row.purpose !== 'win') continue
    const amount = costWithin(row, first, end)
    if (amount <= 0) continue
    if (row.channel === null) unassigned += amount
    else {
      const name = channelName(row.channel)
      spent.set(name, { shown: spent.get(name)?.shown ?? row.channel, cost: (spent.get(name)?.cost ?? 0) + amount })
    }
  }
  const count = (rows: readonly { readonly customers: number }[]): number => rows.reduce((sum, { customers }) => sum + customers, 0)
  const by = Map.groupBy(won, ({ channel }) => (channel === null ? null : channelName(channel)))
  const unknown = count(by.get(null) ?? [])
  const channels = [...spent].map(([name, { shown, cost }]): ChannelCost => {
    const customers = count(by.get(name) ?? [])
    return { channel: shown, origin: originOf({ channel: shown, referred: false, campaign: false }), cost, customers, each: perHead(cost, customers), at_least: cost / Math.max(1, customers + unknown) }
  }).toSorted((a, b) => b.cost - a.cost || (a.channel < b.channel ? -1 : 1))
  const assigned = channels.reduce((sum, { cost }) => sum + cost, 0)
  const [by_costly, customers, cost] = [channels.reduce((sum, one) => sum + one.customers, 0), count(won), assigned + unassigned]
  return {
    channels, cost, unassigned, customers, by_costly, unknown,
    each: perHead(assigned, by_costly), at_least: assigned > 0 && by_costly + unknown > 0 ? assigned / (by_costly + unknown) : null, over_all: cost > 0 ? perHead(cost, customers) : null,
  }
}

/** What keeping a customer for a year costs: what was spent to keep, and what recoveries cost, over those who were kept. */
export interface Keeping {
  readonly cost: number
  readonly recoveries: number
  readonly customers: number
  readonly each: Between | null
}

/** @param months how many the costs are of: they are taken for a year */
export function keepingOf(costs: readonly CostRow[], first: number, end: number, recoveries: number, kept: number, months: number): Keeping {
  const cost = costs.filter(({ purpose }) => purpose === 'keep').reduce((sum, row) => sum + costWithin(row, first, end), 0)
  return { cost, recoveries, customers: kept, each: cost + recoveries > 0 ? perHead(((cost + recoveries) * 12) / months, kept) : null }
}

/** How many times what keeping costs winning does; the interval by the logarithms of both counts. */
export function timesAsMuch({ each: win, by_costly }: Pick<Winning, 'each' | 'by_costly'>, { each: keep, customers }: Pick<Keeping, 'each' | 'customers'>): Between | null {
  if (!win || !keep || keep.value <= 0 || win.value <= 0) return null
  const value = win.value / keep.value
  const factor = Math.exp(normalQuantile((1 + LEVEL) / 2) * Math.sqrt(1 / by_costly + 1 / customers))
  return { value, low: value / factor, high: value * factor }
}
