import { ArrowDownWideNarrow, ArrowUpNarrowWide, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../parts/Button.tsx'
import { useWords } from '../words/words.tsx'
import { COLUMNS, turned, type Order } from './columns.ts'

/** How the list is sorted, where there is no room for heads of columns: by the phone's own way to choose. */
export function SortBy({ order, onOrder }: { readonly order: Order; readonly onOrder: (order: Order) => void }): ReactNode {
  const words = useWords()
  const { sort } = order
  const choose = (chosen: string): void => {
    const column = COLUMNS.find((one) => one.sort === chosen)
    if (column) onOrder({ sort: column.sort, order: column.first })
  }
  return (
    <div className="flex items-center">
      <span className="relative">
        <select aria-label={words.say('list.sort')} value={sort} onChange={(event) => choose(event.target.value)} className="field min-w-0 max-w-44 appearance-none truncate pr-8">
          {COLUMNS.map((column) => <option key={column.sort} value={column.sort}>{words.say(`list.${column.id}`)}</option>)}
        </select>
        <ChevronDown size={16} aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
      </span>
      <IconButton icon={order.order === 'asc' ? ArrowUpNarrowWide : ArrowDownWideNarrow} label={words.say(`list.${order.order}`)} onPress={() => onOrder(turned(order, { sort, first: 'asc' }))} />
    </div>
  )
}
