import { Search, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { useWords } from '../words/words.tsx'

/** How long somebody rests before what they typed is searched for. */
const REST_MS = 250

/** What a list is searched for. It is handed on when typing rests, or at once with Enter. */
export function SearchBox({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const words = useWords()
  const [typed, setTyped] = useState(value)
  const [sent, setSent] = useState(value)
  // Whoever goes back, or clears the filter, finds what the address says.
  if (sent !== value) {
    setSent(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined
    const rest = setTimeout(() => onChange(typed.trim()), REST_MS)
    return () => clearTimeout(rest)
  }, [onChange, typed, value])
  return (
    <SearchField aria-label={words.say('list.search')} value={typed} onChange={setTyped} onSubmit={() => onChange(typed.trim())} maxLength={200} className="group relative w-full">
      <Search size={16} aria-hidden className="pointer-events-none absolute left-3 top-2.5 text-ink-3" />
      <Input placeholder={words.say('list.search')} className="field w-full pl-9 pr-9" />
      <Button className="absolute right-0.5 top-0.5 grid size-8 place-items-center rounded-md text-ink-2 hover:bg-hover group-data-[empty]:hidden"><X size={15} aria-hidden /></Button>
    </SearchField>
  )
}
