import type { ReactNode } from 'react'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import type { Bar } from '#web/charts/bars.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { Figure, Figures } from '../parts/Figure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { Costs } from './Costs.tsx'
import { Campaigns, Kept } from './Spent.tsx'

type Winning = NonNullable<KeepingAnswer['winning']>
type Channel = Winning['channels'][number]

/** What winning a customer costs, by channel, against what keeping one does; what is missing to tell it, and the files it is told from. */
export function WinKeep({ told }: { readonly told: KeepingAnswer }): ReactNode {
  const words = useWords()
  const { period } = useFormats()
  const { covered, winning, missing } = told
  return (
    <Panel title={words.say('money.win')} note={winning && covered ? words.say('money.covered', { period: period(`${covered.from}T12:00Z`, `${covered.to}T12:00Z`) }) : undefined}>
      {missing.length > 0 && <ul className="mb-4 grid gap-1 text-ink-2">{missing.map((what) => <li key={what}>{words.say(`money.missing.${what}`)}</li>)}</ul>}
      {winning && <Told told={told} winning={winning} />}
      <Costs files={told.files} />
    </Panel>
  )
}

function Told({ told: { keeping, times }, winning }: { readonly told: KeepingAnswer; readonly winning: Winning }): ReactNode {
  const words = useWords()
  const { money, figure } = useFormats()
  const band = (found: { low: number; high: number }, format: (value: number) => string): string => words.say('why.band', { low: format(found.low), high: format(found.high) })
  const { each, over_all, unknown, at_least } = winning
  return (
    <>
      {times && each && keeping?.each && <p className="mb-4 max-w-[72ch]">{words.say('money.win_finding', { win: money(each.value), keep: money(keeping.each.value), times: figure(times.value, 1), low: figure(times.low, 1), high: figure(times.high, 1) })}</p>}
      <Figures>
        {each && <Figure name={words.say('money.win_one')} value={money(each.value)} note={band(each, money)} />}
        {keeping?.each && <Figure name={words.say('money.keep_one')} value={money(keeping.each.value)} note={band(keeping.each, money)} />}
        {times && <Figure name={words.say('money.times')} value={words.say('money.times_n', { times: figure(times.value, 1) })} note={band(times, (value) => figure(value, 1))} />}
        {over_all && <Figure name={words.say('money.over_all')} value={money(over_all.value)} note={band(over_all, money)} />}
      </Figures>
      <Channels winning={winning} keeping={keeping} />
      <Campaigns campaigns={winning.campaigns} />
      <div className="mt-3 grid gap-1 text-xs text-ink-2">
        {unknown > 0 && at_least !== null && <p>{words.say('money.unknown_came', { customers: unknown, at_least: money(at_least) })}</p>}
        {keeping && <Kept keeping={keeping} />}
      </div>
    </>
  )
}

/** A newcomer's cost by each channel as a bar, keeping one beside them; and all of it in a table. */
function Channels({ winning: { channels }, keeping }: { readonly winning: Winning; readonly keeping: KeepingAnswer['keeping'] }): ReactNode {
  const words = useWords()
  const { money } = useFormats()
  const rows: Bar[] = channels.flatMap(({ channel, each, customers }) => (each ? [{ id: channel, name: channel, ...each, n: customers, format: money }] : []))
  if (rows.length > 0 && keeping?.each) rows.push({ id: ' keep', name: words.say('money.keep_one'), ...keeping.each, n: keeping.customers, format: money, tone: 'up' })
  return (
    <>
      {rows.length > 0 && <BarsChart rows={rows} measure={{ least: 0, most: Math.max(...rows.map(({ value, high }) => Math.min(high ?? value, 3 * value))) }} />}
      <div className="mt-4"><DataTable caption={words.say('money.win')} columns={useColumns()} rows={channels} keyOf={({ channel }) => channel} width={560} /></div>
    </>
  )
}

function useColumns(): readonly Column<Channel>[] {
  const words = useWords()
  const { money, sum, count, figure } = useFormats()
  const months = ({ payback }: Channel): ReactNode => {
    if (payback === null) return '–'
    if (payback.months === null) return words.say('money.payback_never', { months: payback.looked_at })
    const shown = (value: number | null): string => (value === null ? `> ${payback.looked_at}` : figure(value, 1))
    return <>{words.say('money.payback_months', { months: figure(payback.months, 1) })}<span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: shown(payback.low), high: shown(payback.high) })}</span></>
  }
  return [
    { id: 'channel', isName: true, head: words.say('groups.channel'), cell: ({ channel }) => channel },
    { id: 'origin', head: words.say('money.counted_as'), cell: ({ origin }) => words.say(`money.origin.${origin}`) },
    { id: 'cost', isNumber: true, head: words.say('money.spent'), cell: ({ cost }) => sum(cost) },
    { id: 'customers', isNumber: true, head: words.say('money.newcomers'), cell: ({ customers }) => count(customers) },
    { id: 'each', isNumber: true, head: words.say('money.a_newcomer'), cell: ({ each }) => (each ? <>{money(each.value)}<span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: money(each.low), high: money(each.high) })}</span></> : '–') },
    { id: 'payback', isNumber: true, head: words.say('money.payback'), cell: months },
  ]
}
