import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** What the customers of today are expected to pay within a year, in sum, with how sure that is and what it rests on. */
export function NextYear({ money: { next_year: next, paying } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { sum, percent, figure } = useFormats()
  if (next === null) return <Panel title={words.say('money.next')}><p className="text-ink-2">{words.say('money.next_missing')}</p></Panel>
  const { independence: check } = next
  return (
    <Panel title={words.say('money.next')} note={words.say('money.next_note', { customers: next.customers })}>
      <p className="num text-2xl font-semibold tracking-tight">{next.looked_at < 1 ? words.say('worth.about', { value: sum(next.expected) }) : sum(next.expected)}</p>
      <p className="num text-sm text-ink-2">{words.say('money.next_spread', { p10: sum(next.p10), p50: sum(next.p50), p90: sum(next.p90) })}</p>
      {paying.months > 0 && <p className="num mt-2 text-sm text-ink-2">{words.say('money.next_last', { paid: sum(paying.paid), months: paying.months })}</p>}
      <p className="mt-2 text-xs text-ink-2">
        {check && <>{words.say(check.holds ? 'money.check_holds' : 'money.check_fails', { correlation: figure(check.correlation), low: figure(check.low), high: figure(check.high) })} </>}
        {words.say(`money.spend_${next.spend}`)}
        {next.looked_at < 1 && <> {words.say('worth.looked_at', { share: percent(next.looked_at) })}</>}
      </p>
    </Panel>
  )
}
