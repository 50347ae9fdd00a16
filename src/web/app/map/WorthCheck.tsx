import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import { halvesSaid } from '#core/words/halves.ts'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Row = NonNullable<WorthAnswer['check']>['states'][number]

/** How far to trust it: what came of those who stood in each state a year before the end, against what was to be expected. */
export function Check({ worth: { check, halves } }: { readonly worth: WorthAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  if (!check) return null
  const seen = (of: (row: Row) => Row['still'], format: (value: number) => string) => (row: Row): ReactNode => {
    const { value, low, high, expected } = of(row)
    const isOff = expected < low || expected > high
    return <><span className="font-medium">{format(value)}</span> <span className="text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: format(low), high: format(high) })}</span><span className={`block text-xs whitespace-nowrap ${isOff ? 'font-medium text-down' : 'text-ink-2'}`}>{words.say('worth.expected', { expected: format(expected) })}</span></>
  }
  const columns: readonly Column<Row>[] = [
    { id: 'state', isName: true, head: words.say('map.state'), cell: ({ state }) => <StateName state={state} /> },
    { id: 'customers', isNumber: true, head: words.say('worth.check_customers'), cell: ({ customers }) => formats.count(customers) },
    { id: 'still', isNumber: true, head: words.say('worth.still'), cell: seen(({ still }) => still, (share) => formats.percent(share)) },
    { id: 'year', isNumber: true, head: words.say('worth.year'), cell: seen(({ year }) => year, formats.sum) },
  ]
  return (
    <details className="group mt-4">
      <summary className="-mx-2 inline-flex cursor-pointer list-none items-center gap-1 rounded-sm px-2 py-1 text-sm font-medium text-ink-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />{words.say('worth.check')}
      </summary>
      <p className="my-2 text-sm text-ink-2">{words.say('worth.check_note')}</p>
      {halves && <p className="my-2 text-sm text-ink-2">{halvesSaid(halves, words, formats)}</p>}
      <DataTable caption={words.say('worth.check')} columns={columns} rows={check.states} keyOf={({ state }) => state} width={520} />
    </details>
  )
}
