import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, type ReactNode } from 'react'
import { Autocomplete, Input, Label, ListBox, ListBoxItem, TextField } from 'react-aria-components'
import type { CustomersAnswer } from '#contract/relationship/customer.ts'
import { asked } from '../data/ask.ts'
import { StateChip } from '../parts/StateChip.tsx'
import { Under } from '../parts/Under.tsx'
import { useWords } from '../words/words.tsx'

interface OtherKeyProps {
  /** Who it is not: the customer that the other becomes part of. */
  readonly customerKey: string
  readonly value: string
  readonly onChange: (key: string) => void
  readonly error: string | undefined
}

const MOST_FOUND = 6

/** The key of another customer: found by name, key or e-mail address, or typed where nobody has it yet. */
export function OtherKey({ customerKey, value, onChange, error }: OtherKeyProps): ReactNode {
  const words = useWords()
  const q = useDeferredValue(value.trim())
  const found = useQuery({ ...asked<CustomersAnswer>('/v1/customers', { q, limit: MOST_FOUND + 1 }), enabled: q !== '' }).data?.customers ?? []
  const isChosen = found.some(({ key }) => key === q)
  // Who is chosen needs no list any more.
  const items = q === '' || isChosen ? [] : found.filter(({ key }) => key !== customerKey).slice(0, MOST_FOUND).map((customer) => ({ ...customer, id: customer.key }))
  return (
    <div className="grid gap-2">
      <Autocomplete inputValue={value} onInputChange={onChange}>
        <TextField autoFocus isInvalid={error !== undefined} className="grid min-w-0 gap-1">
          <Label className="text-sm font-medium">{words.say('person.merge_other')}</Label>
          <Input autoComplete="off" className="field w-full min-w-0" />
          <Under hint={words.say('person.merge_find')} error={error} />
        </TextField>
        <ListBox aria-label={words.say('nav.customers')} items={items} onAction={(key) => onChange(String(key))} className={items.length > 0 ? 'max-h-60 overflow-auto rounded-md border border-line p-1 outline-none' : 'hidden'}>
          {({ id, name, email, state }) => (
            <ListBoxItem id={id} textValue={name ?? id} className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 outline-none data-[focused]:bg-accent-soft data-[hovered]:bg-hover">
              <StateChip state={state} size={20} /><span className="min-w-0 truncate"><span className="font-medium">{name ?? id}</span> <span className="text-sm text-ink-2">{name === null ? email : id}</span></span>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
