import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import type { Order } from './columns.ts'
import { Head } from './Head.tsx'
import { Row, type Line } from './Row.tsx'
import type { Seen } from './rows.ts'
import { useScaledScroll } from './useScaledScroll.ts'

interface GridProps {
  readonly seen: Seen<Line>
  readonly see: (first: number, fit: number) => void
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly go: (index: number) => void
  readonly onOpen: (line: Line) => void
  readonly now: string
  readonly isNarrow: boolean
  /** Is what is shown about to be replaced? */
  readonly isBusy: boolean
}

const HEAD_PX = 40

/** Which row a key leads to; undefined where it leads to none. */
const keyed = (key: string, index: number, page: number, last: number): number | undefined =>
  ({ ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: last })[key]

/** The height of an element, as it changes. */
function useHeight(): readonly [React.RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(600)
  useLayoutEffect(() => {
    if (!element.current) return undefined
    const watch = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height))
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [])
  return [element, height]
}

type KeysProps = Pick<GridProps, 'seen' | 'see' | 'go' | 'onOpen'> & { readonly fit: number; readonly lineAt: (index: number) => Line | null }

/** Where the keys of a list lead: from row to row, which come into sight, and into a customer. */
function useKeys({ seen: { total, first, active }, see, go, onOpen, fit, lineAt }: KeysProps): (event: KeyboardEvent) => void {
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(total - 1, to))
    go(index)
    if (index < first) see(index, fit)
    else if (index + 1 > first + fit) see(index + 1 - fit, fit)
  }
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const to = keyed(event.key, active, Math.max(1, Math.floor(fit) - 1), total - 1)
    const line = lineAt(active)
    if (to !== undefined) move(to)
    else if (event.key === 'Enter' && line) onOpen(line)
    else return
    event.preventDefault()
  }
}

const idOf = (index: number): string => `customer-${index}`

/**
 * A list of any length. Only the rows in sight are there; one of them is where the keyboard is, and the focus stays with the list itself, so that it is not lost
 * with a row that scrolls away.
 */
export function Grid({ seen, see, order, onOrder, go, onOpen, now, isNarrow, isBusy }: GridProps): ReactNode {
  const words = useWords()
  const [scroller, height] = useHeight()
  const { block, total, first, active } = seen
  const row_px = isNarrow ? 64 : 44
  const view = Math.max(row_px, height - (isNarrow ? 0 : HEAD_PX))
  const fit = view / row_px
  const { spacer, onScroll } = useScaledScroll({ scroller, total, row_px, view, first, onFirst: (next) => see(next, fit) })
  const latest = useRef(first)
  latest.current = first
  // Of a new list, or in a window of another size, it has to be said how much of it is in sight.
  useLayoutEffect(() => see(latest.current, fit), [fit, see])
  const lineAt = (index: number): Line | null => block?.rows[index - block.start] ?? null
  const onKeyDown = useKeys({ seen, see, go, onOpen, fit, lineAt })
  const top = Math.floor(first)
  const shown = Array.from({ length: Math.max(0, Math.min(total, Math.ceil(first + fit)) - top) }, (_, i) => top + i)
  const open = (index: number): void => {
    const line = lineAt(index)
    go(index)
    if (line) onOpen(line)
  }
  return (
    <div ref={scroller} role="grid" aria-label={words.say('nav.customers')} aria-describedby="list-keys" aria-rowcount={total + 1} aria-busy={isBusy} tabIndex={0} onKeyDown={onKeyDown} onScroll={onScroll}
      aria-activedescendant={shown.includes(active) ? idOf(active) : undefined} className={`group h-full overflow-y-auto overscroll-contain rounded-lg outline-none transition-opacity ${isBusy ? 'opacity-60' : ''}`}>
      {!isNarrow && <div role="rowgroup" className="sticky top-0 z-10"><Head order={order} onOrder={onOrder} /></div>}
      <div role="rowgroup" style={{ height: spacer }}>
        <div role="presentation" className="sticky overflow-hidden" style={{ top: isNarrow ? 0 : HEAD_PX, height: Math.min(view, spacer) }}>
          {shown.map((index) => <Row key={index} id={idOf(index)} index={index} line={lineAt(index)} top={(index - first) * row_px} height={row_px} isNarrow={isNarrow} isActive={index === active} now={now} onOpen={() => open(index)} />)}
        </div>
      </div>
      <p id="list-keys" className="sr-only">{words.say('list.keys')}</p>
    </div>
  )
}
