import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { COLUMNS, turned, type Order } from './columns.ts'

export const GRID = 'grid grid-cols-[minmax(0,2.1fr)_minmax(0,1.7fr)_minmax(0,.55fr)_minmax(0,.55fr)_minmax(0,.85fr)_minmax(0,.8fr)] gap-x-4 items-center px-4'

interface HeadProps {
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

/** The heads of the columns; pressing one sorts by it, pressing it again turns the list around. */
export function Head({ order, onOrder }: HeadProps): ReactNode {
  const words = useWords()
  return (
    <div role="row" aria-rowindex={1} className={`${GRID} h-10 border-b border-line bg-surface text-sm text-ink-2`}>
      {COLUMNS.map((column) => {
        const { id, sort, isNumber } = column
        const isSorted = order.sort === sort
        const Arrow = order.order === 'asc' ? ArrowUp : ArrowDown
        return (
          <div key={id} role="columnheader" aria-sort={isSorted ? (order.order === 'asc' ? 'ascending' : 'descending') : 'none'} className={`min-w-0 ${isNumber ? 'text-right' : ''}`}>
            <button type="button" onClick={() => onOrder(turned(order, column))} className={`inline-flex max-w-full items-center gap-1 rounded-sm py-1 hover:text-ink ${isSorted ? 'font-semibold text-ink' : 'font-medium'}`}>
              <span className="truncate">{words.say(`list.${id}`)}</span>{isSorted && <Arrow size={14} aria-hidden className="shrink-0" />}
            </button>
          </div>
        )
      })}
    </div>
  )
}
