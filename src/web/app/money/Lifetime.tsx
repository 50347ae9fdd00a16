import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { Panel } from '../parts/Panel.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** The margin that the customers of today are expected to bring within the years, in sum and by where they stand. */
export function Lifetime({ money: { lifetime } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { sum, percent, count } = useFormats()
  if (lifetime === null) return <Panel title={words.say('money.lifetime')}><p className="text-ink-2">{words.say('money.next_missing')}</p></Panel>
  const { customers, years, discount, margin, expected, p10, p50, p90, states, looked_at } = lifetime
  const about = (value: string): string => (looked_at < 1 ? words.say('worth.about', { value }) : value)
  return (
    <Panel title={words.say('money.lifetime')} note={words.say('money.lifetime_note', { customers, years, discount: percent(discount) })}>
      <p className="num text-2xl font-semibold tracking-tight">{about(sum(expected))}</p>
      <p className="num text-sm text-ink-2">{words.say('money.next_spread', { p10: sum(p10), p50: sum(p50), p90: sum(p90) })}</p>
      <div className="mt-3">
        <DataTable
          caption={words.say('money.by_state')} rows={states} keyOf={({ state }) => state} isTight
          columns={[
            { id: 'state', isName: true, head: words.say('map.state'), cell: ({ state }) => <StateName state={state} /> }, { id: 'customers', isNumber: true, head: words.say('map.customers'), cell: (row) => count(row.customers) },
            { id: 'expected', isNumber: true, head: words.say('money.expected'), cell: (row) => (row.expected === null ? '–' : <>{sum(row.expected)}{row.by_lot && <span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: sum(row.by_lot.low), high: sum(row.by_lot.high) })}</span>}</>) }, { id: 'each', isNumber: true, head: words.say('money.each'), cell: ({ each }) => (each === null ? '–' : about(sum(each))) },
          ]}
        />
      </div>
      <p className="mt-3 text-xs text-ink-2">
        {words.say(`worth.margin_${margin.source}`, { share: percent(margin.share), known: percent(margin.known) })}
        {' '}<Link to="/settings/$part" params={{ part: 'company' }} className="text-accent underline underline-offset-2">{words.say('reckoning.title')}</Link>
        {looked_at < 1 && <> {words.say('worth.looked_at', { share: percent(looked_at) })} {words.say('money.by_lot')}</>}
      </p>
    </Panel>
  )
}
