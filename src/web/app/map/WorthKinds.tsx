import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorthAnswer } from '#contract/worth/worth.ts'
import { pastSaid, stoodFor } from '#core/words/kinds.ts'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { StateName } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type State = WorthAnswer['states'][number]
type Kind = State['kinds'][number]
type Row = Omit<Kind, 'figures'> & { readonly state: State['state']; readonly of: string; readonly figures: NonNullable<Kind['figures']> }

/** Those of each state told apart by what they were before and for how long they have stood there. */
export function Kinds({ worth: { states } }: { readonly worth: WorthAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const rows = states.flatMap(({ state, kinds }) => kinds.flatMap(({ figures, ...kind }): Row[] => (figures ? [{ ...kind, state, of: [pastSaid(kind, kinds, words), stoodFor(kind, words)].filter(Boolean).join(' · '), figures }] : [])))
  if (rows.length === 0) return null
  const columns: readonly Column<Row>[] = [
    { id: 'state', isName: true, head: words.say('map.state'), cell: ({ state, of }) => <><StateName state={state} />{of !== '' && <span className="block pl-7 text-xs font-normal text-ink-2">{of}</span>}</> },
    { id: 'worth', isNumber: true, head: words.say('worth.worth'), cell: ({ figures: { worth: { value, low, high } } }) => <><span className="font-medium">{formats.sum(value)}</span><span className="block text-xs whitespace-nowrap text-ink-2">{words.say('why.band', { low: formats.sum(low), high: formats.sum(high) })}</span></> },
    { id: 'today', isNumber: true, head: words.say('worth.today'), cell: ({ today }) => formats.count(today) },
    { id: 'month', isNumber: true, head: words.say('worth.month'), cell: ({ figures: { month } }) => formats.money(month.value) },
  ]
  return (
    <details className="group mt-4">
      <summary className="-mx-2 inline-flex cursor-pointer list-none items-center gap-1 rounded-sm px-2 py-1 text-sm font-medium text-ink-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />{words.say('worth.kinds')}
      </summary>
      <p className="my-2 text-sm text-ink-2">{words.say('worth.kinds_note')}</p>
      <DataTable caption={words.say('worth.kinds')} columns={columns} rows={rows} keyOf={({ state, past, from_months }) => `${state} ${past} ${from_months}`} width={300} isTight />
    </details>
  )
}
