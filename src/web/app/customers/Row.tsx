import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CustomersAnswer } from '#contract/relationship/customer.ts'
import { StateChip } from '../parts/StateChip.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { GRID } from './Head.tsx'

export type Line = CustomersAnswer['customers'][number]

interface RowProps {
  readonly id: string
  readonly index: number
  /** null while it is on its way. */
  readonly line: Line | null
  readonly top: number
  readonly height: number
  readonly isNarrow: boolean
  readonly isActive: boolean
  /** As of when the list is. */
  readonly now: string
  readonly onOpen: () => void
}

/** One customer: a line of columns, or on a phone two lines. */
export function Row({ id, index, line, top, height, isNarrow, isActive, now, onOpen }: RowProps): ReactNode {
  return (
    <div id={id} role="row" aria-rowindex={index + 2} aria-selected={isActive} onClick={onOpen} style={{ height, transform: `translateY(${top}px)` }}
      className={`num absolute inset-x-0 cursor-pointer border-b border-line hover:bg-hover ${isActive ? 'group-focus-visible:bg-accent-soft group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent' : ''} ${isNarrow ? 'px-4' : GRID}`}>
      {line === null ? <Blank isNarrow={isNarrow} /> : isNarrow ? <TwoLines line={line} now={now} /> : <Cells line={line} now={now} />}
    </div>
  )
}

const Blank = ({ isNarrow }: { readonly isNarrow: boolean }): ReactNode => (
  <>{(isNarrow ? [60] : [55, 40, 60, 60, 60, 60]).map((width, i) => <div key={i} role="gridcell" className={isNarrow ? 'pt-5' : ''}><div aria-hidden className="waiting h-3" style={{ width: `${width}%` }} /></div>)}</>
)

/** An e-mail address tells namesakes apart, and is longer than a phone is wide: there a key does. */
const Name = ({ line: { key, name, email }, isNarrow = false }: { readonly line: Line; readonly isNarrow?: boolean }): ReactNode => (
  <Link to="/customers/$key" params={{ key }} tabIndex={-1} onClick={(event) => event.stopPropagation()} className="block min-w-0 truncate font-medium text-ink">
    {name ?? key} {name !== null && <span className="font-normal text-ink-2">{isNarrow ? key : (email ?? key)}</span>}
  </Link>
)

function useFigures(line: Line, now: string): { readonly heart: ReactNode; readonly stay: string; readonly value: string; readonly last: string } {
  const words = useWords()
  const formats = useFormats()
  return {
    heart: line.heart === null ? <span className="text-ink-3" title={words.say('list.unheard')}>–<span className="sr-only"> {words.say('list.unheard')}</span></span> : formats.figure(line.heart),
    stay: line.stay === null ? '–' : formats.percent(line.stay),
    value: formats.sum(line.value),
    last: formats.ago(line.last_at, now),
  }
}

function Cells({ line, now }: { readonly line: Line; readonly now: string }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { heart, stay, value, last } = useFigures(line, now)
  return (
    <>
      <div role="gridcell" className="min-w-0"><Name line={line} /></div>
      <div role="gridcell" className="flex min-w-0 items-center gap-2"><StateChip state={line.state} size={22} /><span className="truncate">{words.say(`state.${line.state}`)} <span className="text-sm text-ink-2">{words.say('list.since', { day: formats.day(line.since) })}</span></span></div>
      <div role="gridcell" className="text-right">{heart}</div>
      <div role="gridcell" className="text-right">{stay}</div>
      <div role="gridcell" className="truncate text-right">{value}</div>
      <div role="gridcell" className="truncate text-right text-ink-2" title={formats.moment(line.last_at)}>{last}</div>
    </>
  )
}

function TwoLines({ line, now }: { readonly line: Line; readonly now: string }): ReactNode {
  const words = useWords()
  const { heart, value, last } = useFigures(line, now)
  return (
    <>
      <div role="gridcell" className="flex items-baseline gap-3 pt-2.5"><div className="min-w-0 flex-1"><Name line={line} isNarrow /></div><span className="shrink-0">{value}</span></div>
      <div role="gridcell" className="mt-1 flex items-center gap-1.5 text-sm text-ink-2">
        <StateChip state={line.state} size={18} /><span className="truncate text-ink">{words.say(`state.${line.state}`)}</span>
        {line.heart !== null && <span className="shrink-0">· {words.say('list.heart')} {heart}</span>}
        <span className="ml-auto shrink-0">{last}</span>
      </div>
    </>
  )
}
