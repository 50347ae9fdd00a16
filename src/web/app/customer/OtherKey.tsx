import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, type ReactNode } from 'react'
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import type { CustomersAnswer } from '#contract/relationship/customer.ts'
import { asked } from '../data/ask.ts'
import { StateChip } from '../parts/StateChip.tsx'
import { useWords } from '../words/words.tsx'

interface OtherKeyProps {
  /** Who it is not: the customer that the other becomes part of. */
  readonly customerKey: string
  readonly value: string
  readonly onChange: (key: string) => void
  readonly error: string | undefined
}

const MOST_FOUND = 8

/** The key of another customer: found by name, key or e-mail address, or typed where nobody has it yet. */
export function OtherKey({ customerKey, value, onChange, error }: OtherKeyProps): ReactNode {
  const words = useWords()
  const q = useDeferredValue(value.trim())
  const found = useQuery({ ...asked<CustomersAnswer>('/v1/customers', { q, limit: MOST_FOUND + 1 }), enabled: q !== '' }).data?.customers ?? []
  const items = q === '' ? [] : found.filter(({ key }) => key !== customerKey).slice(0, MOST_FOUND).map((customer) => ({ ...customer, id: customer.key }))
  return (
    <ComboBox items={items} inputValue={value} onInputChange={onChange} onChange={(key) => key !== null && onChange(String(key))} isInvalid={error !== undefined} allowsCustomValue autoFocus className="grid min-w-0 gap-1">
      <Label className="text-sm font-medium">{words.say('person.merge_other')}</Label>
      <Input autoComplete="off" className="field w-full min-w-0" />
      {error === undefined && <Text slot="description" className="text-sm text-ink-2">{words.say('person.merge_find')}</Text>}
      <FieldError className="text-sm text-danger">{error}</FieldError>
      <Popover className="card max-h-[min(320px,50vh)] min-w-[var(--trigger-width)] max-w-[92vw] overflow-auto p-1.5 shadow-over">
        <ListBox<(typeof items)[number]> className="outline-none">
          {({ id, name, email, state }) => (
            <ListBoxItem id={id} textValue={id} className="flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 outline-none data-[focused]:bg-accent-soft">
              <StateChip state={state} size={20} /><span className="min-w-0 truncate"><span className="font-medium">{name ?? id}</span> <span className="text-sm text-ink-2">{name === null ? email : id}</span></span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
