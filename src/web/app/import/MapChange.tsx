import type { ReactNode } from 'react'
import type { ImportAnswer } from '#contract/history/import-report.ts'
import { STATES } from '#core/relationship/state.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { Delta } from '../parts/Figure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** How many customers stood in each state before an import, and how many after it. */
export function MapChange({ map: { before, after } }: { readonly map: NonNullable<ImportAnswer['map']> }): ReactNode {
  const words = useWords()
  const { count, change } = useFormats()
  const rows = STATES.map((state) => ({ state, before: before[state] ?? 0, after: after[state] ?? 0 }))
  return (
    <Panel title={words.say('bring.map_change')} note={words.say('bring.map_change_note')}>
      <DataTable caption={words.say('bring.map_change_note')} rows={rows} keyOf={({ state }) => state} columns={[
        { id: 'state', head: words.say('bring.stands'), isName: true, cell: ({ state }) => <StateName state={state} /> },
        { id: 'after', head: words.say('bring.customers'), isNumber: true, cell: (row) => count(row.after) },
        { id: 'change', head: words.say('bring.was'), isNumber: true, cell: (row) => <Delta value={row.after - row.before} text={row.after === row.before ? '–' : change(row.after - row.before)} /> },
      ]} />
    </Panel>
  )
}
