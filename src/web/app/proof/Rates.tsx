import { useState, type ReactNode } from 'react'
import type { MapProof } from '#contract/proof/proof.ts'
import type { Bar } from '#web/charts/bars.ts'
import { BarsChart } from '../charts/figure-charts.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { useFormats, useWords } from '../words/words.tsx'

const SHOWN = ['returned', 'referred', 'paid'] as const
type Shown = (typeof SHOWN)[number]

/** What those who stood in each state did in the time after. */
export function Rates({ proof: { states } }: { readonly proof: MapProof }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const [shown, show] = useState<Shown>('returned')
  const rows = states.flatMap((one): Bar[] => {
    const base = { id: one.state, name: words.say(`state.${one.state}`), tone: `s-${one.state}`, format: (share: number) => percent(share) } as const
    if (shown === 'paid') return one.paid_of_list === null ? [] : [{ ...base, value: one.paid_of_list }]
    return one.customers === 0 ? [] : [{ ...base, ...one[shown] }]
  })
  return (
    <div className="grid gap-3">
      <Segmented label={words.say('proof.rates')} value={shown} onChange={show} options={SHOWN.map((id) => ({ id, name: words.say(`proof.${id}`) }))} />
      {rows.length === 0 ? <p className="text-ink-2">{words.say('proof.no_prices')}</p> : <BarsChart rows={rows} measure={{ least: 0, most: 1 }} />}
    </div>
  )
}
