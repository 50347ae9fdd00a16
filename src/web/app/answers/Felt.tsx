import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FeelingsAnswer } from '#contract/listening/feelings.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import type { Listening } from './read.ts'

/** What experiences left them with: which share named each feeling. */
export function Felt({ listening: { query } }: { readonly listening: Listening }): ReactNode {
  const words = useWords()
  const felt = useQuery(asked<FeelingsAnswer>('/v1/feelings', query))
  const n = felt.data?.customers.now
  return (
    <Panel title={words.say('answers.felt')} note={n ? words.say('answers.felt_note', { n }) : undefined}>
      <Await query={felt} height={320}>{(said) => <Feelings said={said} />}</Await>
    </Panel>
  )
}

function Feelings({ said: { feelings, customers, fewest } }: { readonly said: FeelingsAnswer }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const rows = feelings.flatMap(({ feeling, valence, share, before }) => share === null ? [] : [{
    id: feeling, name: words.say(`feeling.${feeling}`), value: share.value, low: share.low, high: share.high, tone: valence > 0 ? 'up' as const : valence < 0 ? 'down' as const : 'ink-3' as const,
    format: (value: number) => (before === null ? percent(value) : words.say('answers.felt_each', { share: percent(value), before: percent(before.value) })),
  }])
  if (rows.length === 0) return <p className="text-ink-2">{words.say(customers.now === 0 ? 'answers.felt_none' : 'answers.felt_few', { n: customers.now, fewest })}</p>
  return <BarsChart rows={rows} measure={{ least: 0, most: Math.max(...rows.map(({ high }) => high)) }} />
}
