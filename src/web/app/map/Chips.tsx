import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { allOf } from '../data/search.ts'
import { useWords } from '../words/words.tsx'
import { useWordOf } from './filter-words.ts'
import type { Looking } from './view.ts'

/** Which customers the map is of: each word of the filter as something that can be taken away. Nothing where it is of all. */
export function Chips({ view }: { readonly view: Looking }): ReactNode {
  const words = useWords()
  const wordOf = useWordOf()
  const chips = Object.entries(view.filter).flatMap(([name, values]) => allOf(values as string | readonly string[] | undefined).map((value) => ({ name, value })))
  if (chips.length === 0) return null
  const remove = ({ name, value }: (typeof chips)[number]): void => {
    const left = allOf(view.filter[name] as string | readonly string[]).filter((one) => one !== value)
    view.setFilter({ ...(view.filter as Record<string, string | readonly string[]>), [name]: left.length === 0 ? undefined : left })
  }
  return (
    <ul aria-label={words.say('chips.label')} className="mb-4 flex flex-wrap gap-2">
      {chips.map((chip) => {
        const said = wordOf(chip.name, chip.value)
        return (
          <li key={`${chip.name} ${chip.value}`} className="inline-flex max-w-full items-center rounded-full border border-line-strong bg-surface pl-3 text-sm">
            <span className="min-w-0 [overflow-wrap:anywhere]">{said}</span>
            <button type="button" onClick={() => remove(chip)} aria-label={words.say('chips.remove', { chip: said })} className="no-print grid size-8 shrink-0 place-items-center rounded-full text-ink-2 hover:bg-hover"><X size={14} aria-hidden /></button>
          </li>
        )
      })}
    </ul>
  )
}
