import type { ReactNode } from 'react'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import type { Formats } from '#core/words/format.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { Figure } from '../parts/Figure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

interface Told {
  readonly told: KeepingAnswer
}

/** What those bring whom others sent, and what is left of it when rewards are paid. */
export function Referrals({ told: { referrals: { worth, net, rewards, customers, looked_at, ...steps }, reckoned } }: Told): ReactNode {
  const words = useWords()
  const { sum } = useFormats()
  return (
    <Panel title={words.say('money.referrals')} note={words.say('money.referrals_note', { years: reckoned.years })}>
      {customers === 0 || worth === null ? <p className="text-ink-2">{words.say(customers === 0 ? 'money.referrals_none' : 'money.next_missing')}</p> : (
        <>
          <p className="num text-2xl font-semibold tracking-tight">{looked_at < 1 ? words.say('worth.about', { value: sum((net ?? worth).expected) }) : sum((net ?? worth).expected)}</p>
          <p className="num text-sm text-ink-2">{words.say('money.referrals_worth', { customers, p10: sum(worth.p10), p90: sum(worth.p90) })}</p>
          <p className="num mt-2 text-sm text-ink-2">{net && rewards !== null ? words.say('money.referrals_net', { rewards: sum(rewards), net: sum(net.expected) }) : words.say('money.referrals_unrewarded')}</p>
        </>
      )}
      <p className="mt-2 text-xs text-ink-2">{words.say('money.referrals_steps', steps)}</p>
    </Panel>
  )
}

/** How much of the list price is paid in each state, and how much more where there is a bond; and what customers say of the price. */
export function Premium({ told: { premium: { states, difference, looked_at }, found_good } }: Told): ReactNode {
  const words = useWords()
  const { percent, figure } = useFormats()
  const points = (value: number): string => figure(value * 100, 1)
  const rows = states.map(({ state, customers, ...share }) => ({ id: state, name: words.say(`state.${state}`), ...share, n: customers, format: (value: number) => percent(value, 1) }))
  const low = Math.min(...rows.map((row) => row.low))
  return (
    <Panel title={words.say('money.premium')} note={words.say('money.premium_note')}>
      <p className="mb-3">{difference ? words.say('money.premium_said', { points: points(difference.value), low: points(difference.low), high: points(difference.high) }) : words.say('money.premium_none')}</p>
      {rows.length > 0 && <BarsChart rows={rows} measure={{ least: Math.max(0, Math.floor(low * 10 - 0.5) / 10), most: Math.max(...rows.map((row) => row.high)) }} />}
      {found_good.length > 0 && (
        <div className="mt-4 text-sm"><dl className="grid gap-2">
          {found_good.map(({ question, all, very_satisfied, others }) => (
            <div key={question}><dt className="font-medium">{words.say(`money.found_${question}`)}</dt><dd className="num text-ink-2">{words.say('money.found_of', { all: shareSaid(all, words, percent), very: shareSaid(very_satisfied, words, percent), others: shareSaid(others, words, percent) })}</dd></div>
          ))}
        </dl><p className="mt-2 text-xs text-ink-2">{words.say(found_good.some(({ question }) => question === 'still_at_5') ? 'money.found_note' : 'money.found_nearest')}</p></div>
      )}
      {looked_at < 1 && <p className="mt-2 text-xs text-ink-2">{words.say('worth.looked_at', { share: percent(looked_at) })}</p>}
    </Panel>
  )
}

const shareSaid = (share: { value: number; low: number; high: number; customers: number } | null, words: ReturnType<typeof useWords>, percent: Formats['percent']): string =>
  share ? `${percent(share.value)} (${words.say('why.band', { low: percent(share.low), high: percent(share.high) })}, ${words.say('chart.n', { n: share.customers })})` : words.say('money.found_too_few')

/** What those who lapsed in the year cost to replace, and the worth that went with them. */
export function Lost({ told: { lost } }: Told): ReactNode {
  const words = useWords()
  const { sum } = useFormats()
  const band = (found: { low: number; high: number }): string => words.say('why.band', { low: sum(found.low), high: sum(found.high) })
  return (
    <Panel title={words.say('money.lost')} note={words.say('money.lost_note', { customers: lost.customers })}>
      {(lost.cost ?? lost.worth) && <dl className="grid gap-4 sm:grid-cols-2">
        {lost.cost && <Figure name={words.say('money.lost_cost')} value={sum(lost.cost.value)} note={band(lost.cost)} />}
        {lost.worth && <Figure name={words.say('money.lost_worth')} value={sum(lost.worth.value)} note={band(lost.worth)} />}
      </dl>}
      <p className="mt-3 text-xs text-ink-2">{lost.cost === null ? words.say('money.lost_uncosted') : lost.at_over_all > 0 && words.say('money.lost_at', { customers: lost.at_over_all })}</p>
    </Panel>
  )
}
