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
  /** The campaign by its name, where it is looked at. */
  readonly by_campaign: string | null
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

/** What winning cost by one campaign, whatever channels it ran on, and who came by it. */
export interface CampaignCost {
  readonly campaign: string
  readonly cost: number
  readonly customers: number
  readonly each: Between | null
}

export interface Winning {
  readonly campaigns: readonly CampaignCost[]
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

/** Newcomers as they are counted here. */
export type Newcomers = Pick<Won, 'channel' | 'customers'> & Partial<Pick<Won, 'by_campaign'>>

const count = (rows: readonly { readonly customers: number }[]): number => rows.reduce((sum, { customers }) => sum + customers, 0)

/** What it cost to win those who came between two days, by channel and by campaign: rows of costs count by their days that lie within. */
export function winningOf(costs: readonly CostRow[], first: number, end: number, won: readonly Newcomers[]): Winning {
  const win = costs.filter(({ purpose }) => purpose === 'win')
  const within = (row: CostRow): number => costWithin(row, first, end)
  const by = Map.groupBy(won, ({ channel }) => (channel === null ? null : channelName(channel)))
  const unknown = count(by.get(null) ?? [])
  const channels = spentOn(win, (row) => row.channel, within).map(({ name, shown, cost }): ChannelCost => {
    const customers = count(by.get(name) ?? [])
    return { channel: shown, origin: originOf({ channel: shown, referred: false, campaign: false }), cost, customers, each: perHead(cost, customers), at_least: cost / Math.max(1, customers + unknown) }
  })
  const assigned = channels.reduce((sum, { cost }) => sum + cost, 0)
  const unassigned = win.filter(({ channel }) => channel === null).reduce((sum, row) => sum + within(row), 0)
  const [by_costly, customers, cost] = [count(channels), count(won), assigned + unassigned]
  return {
    channels, campaigns: campaignsOf(win, within, won), cost, unassigned, customers, by_costly, unknown,
    each: perHead(assigned, by_costly), at_least: assigned > 0 && by_costly + unknown > 0 ? assigned / (by_costly + unknown) : null, over_all: cost > 0 ? perHead(cost, customers) : null,
  }
}

function campaignsOf(win: readonly CostRow[], within: (row: CostRow) => number, won: readonly Newcomers[]): CampaignCost[] {
  const by = Map.groupBy(won.filter((row) => row.by_campaign), (row) => channelName(row.by_campaign!))
  return spentOn(win, (row) => row.campaign, within).map(({ name, shown, cost }) => {
    const customers = count(by.get(name) ?? [])
    return { campaign: shown, cost, customers, each: perHead(cost, customers) }
  })
}

/** What was spent on each, the dearest first; what names none is not in it. */
function spentOn(rows: readonly CostRow[], of: (row: CostRow) => string | null, within: (row: CostRow) => number): { name: string; shown: string; cost: number }[] {
  const spent = new Map<string, { name: string; shown: string; cost: number }>()
  for (const row of rows) {
    const [shown, cost] = [of(row), within(row)]
    if (shown === null || cost <= 0) continue
    const name = channelName(shown)
    const before = spent.get(name)
    spent.set(name, { name, shown: before?.shown ?? shown, cost: (before?.cost ?? 0) + cost })
  }
  return [...spent.values()].toSorted((a, b) => b.cost - a.cost || (a.shown < b.shown ? -1 : 1))
}

/** How many times what keeping costs winning does; the interval by the logarithms of both counts. */
export function timesAsMuch({ each: win, by_costly }: Pick<Winning, 'each' | 'by_costly'>, { each: keep, customers }: { readonly each: Between | null; readonly customers: number }): Between | null {
  if (!win || !keep || keep.value <= 0 || win.value <= 0) return null
  const value = win.value / keep.value
  const factor = Math.exp(normalQuantile((1 + LEVEL) / 2) * Math.sqrt(1 / by_costly + 1 / customers))
  return { value, low: value / factor, high: value * factor }
}
