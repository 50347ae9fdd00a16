import type { ReactNode } from 'react'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Year = NonNullable<CustomerAnswer['spent']>[number]

/** What they spent and at what price, year by year, as far as facts tell. */
export function Spent({ years }: { readonly years: readonly Year[] }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const title = words.say('person.spent')
  const head = (id: string): string => words.say(`spent.${id}`)
  const columns: Column<Year>[] = [
    { id: 'year', head: head('year'), cell: ({ year }) => String(year), isName: true },
    { id: 'orders', head: head('orders'), cell: ({ orders }) => formats.count(orders), isNumber: true },
    { id: 'paid', head: head('paid'), cell: ({ paid }) => formats.sum(paid), isNumber: true },
    { id: 'price', head: head('price'), cell: ({ listed_paid, listed_list }) => (listed_list > 0 ? formats.percent(listed_paid / listed_list) : '–'), isNumber: true },
    ...(years.some((year) => year.refunded > 0) ? [{ id: 'refunded', head: head('refunded'), cell: ({ refunded }: Year) => (refunded > 0 ? formats.sum(refunded) : '–'), isNumber: true }] : []),
    ...(years.some((year) => year.points_used > 0) ? [{ id: 'points', head: head('points'), cell: ({ points_used }: Year) => formats.count(points_used), isNumber: true }] : []),
  ]
  return <Panel title={title}>{years.length === 0 ? <p className="text-ink-2">{words.say('spent.none')}</p> : <DataTable caption={words.say('spent.table')} columns={columns} rows={years} keyOf={({ year }) => String(year)} isTight />}</Panel>
}
