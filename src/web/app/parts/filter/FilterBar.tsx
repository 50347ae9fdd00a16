import { X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useWords } from '../../words/words.tsx'
import { Button } from '../Button.tsx'
import { AddFilter } from './AddFilter.tsx'
import { useSaying } from './choices.ts'
import { Editor, isEditable } from './Editors.tsx'
import { conditionsOf, without, type Condition, type Search } from './said.ts'
import { SegmentMenu } from './SegmentMenu.tsx'

interface FilterBarProps {
  /** The search of the address: the words of the API's query. */
  readonly search: Search
  /** Handed the whole search as it is to be; what is not of the filter stays as it was. */
  readonly onChange: (search: Search) => void
}

const CHIP = 'inline-flex min-h-9 items-center rounded-l-md py-1 pl-3 pr-2 text-left hover:bg-hover'

function Chip({ condition, search, onChange, onRemove }: FilterBarProps & { readonly condition: Condition; readonly onRemove: () => void }): ReactNode {
  const words = useWords()
  const { id, said } = condition
  const onKeyDown = (event: KeyboardEvent): void => {
    // What is typed in its popover comes by here too, though it is not within.
    if ((event.key === 'Delete' || event.key === 'Backspace') && event.currentTarget.contains(event.target as Node)) onRemove()
  }
  return (
    <li className="inline-flex max-w-full items-stretch rounded-md border border-line-strong bg-surface" onKeyDown={onKeyDown}>
      {isEditable(id) ? (
        <DialogTrigger>
          <AriaButton aria-label={words.say('filter.change', { said })} className={CHIP}>{said}</AriaButton>
          <Popover placement="bottom start" className="card w-[min(300px,92vw)] overflow-auto p-1.5 shadow-over">
            <Dialog aria-label={words.say('filter.change', { said })} className="outline-none"><Editor id={id} search={search} onChange={onChange} /></Dialog>
          </Popover>
        </DialogTrigger>
      ) : <span className="inline-flex min-h-9 items-center py-1 pl-3 pr-2">{said}</span>}
      <AriaButton aria-label={words.say('filter.remove', { said })} onPress={onRemove} className="grid w-8 shrink-0 place-items-center rounded-r-md text-ink-2 hover:bg-hover"><X size={14} aria-hidden /></AriaButton>
    </li>
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
  const remove = (condition: Condition): void => {
    onChange(without(search, condition))
    // Whoever goes by keyboard goes on from here.
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>('button')?.focus())
  }
  const clear = (): void => {
    onChange(conditions.reduce<Search>(without, search))
    bar.current?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <div ref={bar} role="group" aria-label={words.say('filter.label')} className="no-print flex flex-wrap items-center gap-2">
      <AddFilter search={search} onChange={onChange} />
      <SegmentMenu search={search} onChange={onChange} />
      {conditions.length > 0 && (
        <ul className="contents">
          {conditions.map((condition) => <Chip key={condition.id} condition={condition} search={search} onChange={onChange} onRemove={() => remove(condition)} />)}
        </ul>
      )}
      {conditions.length > 0 && <Button look="quiet" onPress={clear}>{words.say('filter.clear')}</Button>}
    </div>
  )
}
