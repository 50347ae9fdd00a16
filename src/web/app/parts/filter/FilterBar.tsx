import { ListFilter, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/words.tsx'
import { Button } from '../Button.tsx'
import { later } from '../later.tsx'
import { useSaying } from './choices.ts'
import { conditionsOf, isEditable, without, type Condition, type Search } from './said.ts'
import { SegmentMenu } from './SegmentMenu.tsx'

const FilterPopover = later(() => import('./FilterPopover.tsx').then((it) => it.FilterPopover))

interface FilterBarProps {
  /** The search of the address: the words of the API's query. */
  readonly search: Search
  /** Handed the whole search as it is to be; what is not of the filter stays as it was. */
  readonly onChange: (search: Search) => void
}

const HALF = 'inline-flex min-h-[34px] items-center py-1 pl-3 pr-2 text-left'

function Chip({ condition, search, onChange, onRemove }: FilterBarProps & { readonly condition: Condition; readonly onRemove: () => void }): ReactNode {
  const words = useWords()
  const { id, said } = condition
  const anchor = useRef<HTMLLIElement>(null)
  const [isOpen, setOpen] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is typed in its popover comes by here too, though it is not within.
    if ((event.key === 'Delete' || event.key === 'Backspace') && event.currentTarget.contains(event.target as Node)) onRemove()
  }
  const label = words.say('filter.change', { said })
  return (
    <li ref={anchor} className="inline-flex max-w-full items-stretch rounded-md border border-line-strong bg-surface" onKeyDown={onKeyDown}>
      {isEditable(id)
        ? <AriaButton aria-label={label} aria-haspopup="dialog" aria-expanded={isOpen} onPress={() => setOpen(true)} className={`${HALF} rounded-l-md hover:bg-hover`}>{said}</AriaButton>
        : <span className={HALF}>{said}</span>}
      <AriaButton aria-label={words.say('filter.remove', { said })} onPress={onRemove} className="grid w-8 shrink-0 place-items-center rounded-r-md text-ink-2 hover:bg-hover"><X size={14} aria-hidden /></AriaButton>
      {isOpen && <FilterPopover anchor={anchor} onClose={() => setOpen(false)} label={label} id={id} search={search} onChange={onChange} />}
    </li>
  )
}

function AddFilter({ search, onChange }: FilterBarProps): ReactNode {
  const words = useWords()
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <span ref={anchor}><Button icon={ListFilter} aria-haspopup="dialog" aria-expanded={isOpen} onPress={() => setOpen(true)}>{words.say('filter.add')}</Button></span>
      {isOpen && <FilterPopover anchor={anchor} onClose={() => setOpen(false)} label={words.say('filter.add')} id={null} search={search} onChange={onChange} />}
    </>
  )
}

/**
 * A filter as chips that read as a sentence: "Devoted or loyal · in Tartu · heart 0.30 or less". A chip is changed by pressing it, and taken away by its ×, or
 * by Delete. What is chosen holds at once, and stands in the address.
 */
export function FilterBar({ search, onChange }: FilterBarProps): ReactNode {
  const words = useWords()
  const conditions = conditionsOf(search, useSaying())
  const bar = useRef<HTMLDivElement>(null)
  useEffect(FilterPopover.fetch, [])
  // Whoever goes by keyboard goes on from the beginning of the bar.
  const backToStart = (): void => void requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('button')?.focus())
  const change = (next: Search): void => {
    onChange(next)
    backToStart()
  }
  return (
    <div ref={bar} role="group" aria-label={words.say('filter.label')} className="no-print flex flex-wrap items-center gap-2">
      <AddFilter search={search} onChange={onChange} />
      <SegmentMenu search={search} onChange={onChange} />
      {conditions.length > 0 && (
        <ul className="contents">
          {conditions.map((condition) => <Chip key={condition.id} condition={condition} search={search} onChange={onChange} onRemove={() => change(without(search, condition))} />)}
        </ul>
      )}
      {conditions.length > 0 && <Button look="quiet" onPress={() => change(conditions.reduce<Search>(without, search))}>{words.say('filter.clear')}</Button>}
    </div>
  )
}
