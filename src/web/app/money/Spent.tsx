import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { KeepingAnswer } from '#contract/money/keeping.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { useFormats, useWords } from '../words/words.tsx'

const MOST_SHOWN = 12

/** What was spent on each campaign, and who came by it. */
export function Campaigns({ campaigns }: { readonly campaigns: NonNullable<KeepingAnswer['winning']>['campaigns'] }): ReactNode {
  const words = useWords()
  const { sum, count, money } = useFormats()
  if (campaigns.length === 0) return null
  const more = campaigns.slice(MOST_SHOWN)
  return (
    <div className="mt-5">
      <h3 className="font-semibold">{words.say('map.by.campaign')}</h3>
      <p className="mb-1 text-sm text-ink-2">{words.say('money.campaigns_note')}</p>
      <DataTable
        caption={words.say('map.by.campaign')} rows={campaigns.slice(0, MOST_SHOWN)} keyOf={({ campaign }) => campaign} width={400}
        columns={[
          { id: 'campaign', isName: true, head: words.say('groups.campaign'), cell: ({ campaign }) => <span className="[overflow-wrap:anywhere]">{campaign}</span> },
          { id: 'cost', isNumber: true, head: words.say('money.spent'), cell: ({ cost }) => sum(cost) },
          { id: 'customers', isNumber: true, head: words.say('money.newcomers'), cell: ({ customers }) => count(customers) },
          { id: 'each', isNumber: true, head: words.say('money.a_newcomer'), cell: ({ each }) => (each ? <>{money(each.value)}<span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: money(each.low), high: money(each.high) })}</span></> : '–') },
        ]}
      />
      {more.length > 0 && <p className="mt-1 text-xs text-ink-2">{words.say('money.campaigns_more', { campaigns: more.length, cost: sum(more.reduce((total, { cost }) => total + cost, 0)) })}</p>}
    </div>
  )
}

/** What costs to keep are made of, and what is not in them. */
export function Kept({ keeping: { cost, recoveries, customers, covered, points, moments, by } }: { readonly keeping: NonNullable<KeepingAnswer['keeping']> }): ReactNode {
  const words = useWords()
  const { sum } = useFormats()
  const named = by.filter(({ channel, campaign }) => channel !== null || campaign !== null).slice(0, MOST_SHOWN)
  return (
    <>
      <p>{words.say('money.keep_of', { cost: sum(cost), recoveries: sum(recoveries), customers })}{covered && covered.months < 12 && <> {words.say('money.keep_scaled', { months: covered.months })}</>}</p>
      {named.length > 1 && <p>{words.say('money.kept_by')}: {named.map((one) => `${[one.channel, one.campaign].filter((name) => name !== null).join(' – ')} ${sum(one.cost)}`).join(' · ')}</p>}
      {moments.given > 0 && <p>{moments.cost === null ? words.say('money.keep_uncosted', { given: moments.given }) : words.say('money.keep_moments', { given: moments.given, cost: sum(moments.cost) })}</p>}
      {points.used > 0 && (points.cost === null
        ? <p>{words.say('money.keep_unpriced', { used: points.used })} <Link to="/settings/$part" params={{ part: 'company' }} className="text-accent underline underline-offset-2">{words.say('reckoning.title')}</Link></p>
        : <p>{words.say('money.keep_points', { used: points.used, cost: sum(points.cost) })}</p>)}
    </>
  )
}
