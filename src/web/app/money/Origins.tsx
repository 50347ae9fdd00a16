import type { ReactNode } from 'react'
import type { MoneyAnswer } from '#contract/money/money.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** What those who came because of others have paid, beside all others; and what each channel of newcomers is counted as. */
export function Origins({ money: { origins, channels } }: { readonly money: MoneyAnswer }): ReactNode {
  const words = useWords()
  const { count, sum } = useFormats()
  const customers = { id: 'customers', isNumber: true, head: words.say('map.customers') }
  const paid = { id: 'paid', isNumber: true, head: words.say('money.paid') }
  return (
    <Panel title={words.say('money.origins')} note={words.say('money.origins_note')}>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <DataTable
          caption={words.say('money.by_origin')} isCaptionShown rows={origins} keyOf={({ origin }) => origin}
          columns={[
            { id: 'origin', isName: true, head: words.say('money.origin'), cell: ({ origin }) => words.say(`money.origin.${origin}`) }, { ...customers, cell: (row) => count(row.customers) },
            { ...paid, cell: (row) => sum(row.paid) }, { id: 'year', isNumber: true, head: words.say('money.per_year'), cell: ({ per_year }) => (per_year === null ? '–' : sum(per_year)) },
          ]}
        />
        {channels.length > 0 && (
          <DataTable
            caption={words.say('money.by_channel')} isCaptionShown rows={channels} keyOf={({ channel, origin }) => `${channel} ${origin}`}
            columns={[
              { id: 'channel', isName: true, head: words.say('groups.channel'), cell: ({ channel }) => channel ?? '–' }, { id: 'origin', head: words.say('money.counted_as'), cell: ({ origin }) => words.say(`money.origin.${origin}`) },
              { ...customers, cell: (row) => count(row.customers) }, { ...paid, cell: (row) => sum(row.paid) },
            ]}
          />
        )}
      </div>
    </Panel>
  )
}
