import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { waterfall, type Step } from '#web/charts/waterfall.ts'
import { Chart } from '../charts/Chart.tsx'
import { useSetting } from '../charts/setting.ts'
import { Figure, Figures } from '../parts/Figure.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Told = NonNullable<MoneyAnswer['bridge']>

/** From what was paid in one year to what was paid in the next, and what of it was earned. */
export function Bridge({ money: { bridge, growth, history, years } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { month, percent } = useFormats()
  const period = ({ from, to }: MoneyAnswer['years']['now']): string => words.say('money.months', { from: month(`${from}T12:00Z`), to: month(`${to}T12:00Z`) })
  return (
    <Panel title={words.say('money.bridge')} note={words.say('money.bridge_note', { now: period(years.now), before: period(years.before) })}>
      {bridge === null ? <Empty title={words.say('money.too_short')}>{words.say('money.too_short_do', history)}</Empty> : (
        <>
          {growth && (
            <Figures>
              <Figure name={words.say('money.earned_growth')} value={percent(growth.value, 1)} note={words.say('money.bounds', { low: percent(growth.low), high: percent(growth.high) })} />
              <Figure name={words.say('money.retention')} value={percent(growth.retention, 1)} note={words.say('why.customers', { customers: bridge.customers.kept })} />
              <Figure name={words.say('money.earned_new')} value={percent(growth.earned_new, 1)} note={words.say('why.customers', { customers: bridge.customers.earned })} />
              <Figure name={words.say('money.all_growth')} value={percent(growth.growth, 1)} note={words.say('money.known', { share: percent(growth.known) })} />
            </Figures>
          )}
          <Falls bridge={bridge} />
          <p className="mt-3 text-xs text-ink-2">{words.say('money.bounds_note')}</p>
        </>
      )}
    </Panel>
  )
}

function Falls({ bridge }: { readonly bridge: Told }): ReactNode {
  const setting = useSetting()
  const { words, formats } = setting
  const { before, now, customers: n } = bridge
  const change = (id: 'lost' | 'shrunk' | 'grown' | 'back' | 'earned' | 'bought' | 'unknown', sign: 1 | -1, tone?: Step['tone']): Step => ({ id, name: words.say(`money.step.${id}`), kind: 'change', amount: sign * bridge[id], n: n[id], ...(tone && { tone }) })
  const steps: readonly Step[] = [
    { id: 'before', name: words.say('money.step.before'), kind: 'level', amount: before },
    change('lost', -1), change('shrunk', -1), change('grown', 1), change('back', 1, 'join'), change('earned', 1, 'join'), change('bought', 1, 'stay'), change('unknown', 1, 'stay'),
    { id: 'now', name: words.say('money.step.now'), kind: 'level', amount: now },
  ]
  return <Chart draw={(view) => waterfall(steps, formats.sum, setting, view)} />
}
