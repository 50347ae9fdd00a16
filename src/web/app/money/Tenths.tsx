import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** How what was paid lies over those who paid it. */
export function Tenths({ money: { tenths, paying } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { percent, sum, count } = useFormats()
  const [first] = tenths
  const rows = tenths.map(({ share, paid, customers }, i) => ({
    id: String(i), name: words.say('money.tenth', { place: i + 1 }), value: share, format: (value: number) => words.say('money.tenth_each', { share: percent(value), each: sum(paid / customers) }),
  }))
  return (
    <Panel title={words.say('money.tenths')} note={first && words.say('money.tenths_note', { share: percent(first.share), paid: sum(paying.paid), customers: count(paying.customers), months: paying.months })}>
      {rows.length === 0 ? <p className="text-ink-2">{words.say(paying.months === 0 ? 'money.no_whole_month' : 'money.nobody_paid')}</p> : <BarsChart rows={rows} measure={{ least: Math.min(0, ...tenths.map(({ share }) => share)), most: Math.max(...tenths.map(({ share }) => share)) }} />}
    </Panel>
  )
}
