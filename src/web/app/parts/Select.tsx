import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components'
import { Under, type Own } from './Under.tsx'

export interface Option {
  readonly id: string
  readonly name: string
}

interface SelectProps extends Own {
  readonly options: readonly Option[]
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly isDisabled?: boolean
  readonly placeholder?: string
  /** The label is read out, but not shown. */
  readonly isLabelHidden?: boolean
}

/** One of a list. */
export const Select = ({ label, hint, error, options, value, onChange, isDisabled, placeholder, isLabelHidden = false }: SelectProps): ReactNode => (
  <AriaSelect value={value} onChange={(key) => key !== null && onChange(String(key))} isDisabled={isDisabled} isInvalid={error !== undefined} placeholder={placeholder} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1">
    <Label className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>{label}</Label>
    <Button className="field flex items-center gap-2 text-left data-[disabled]:opacity-50"><SelectValue className="min-w-0 flex-1 truncate data-[placeholder]:text-ink-3" /><ChevronDown size={15} aria-hidden className="shrink-0 text-ink-2" /></Button>
    <Under hint={hint} error={error} />
    <Popover className="card max-h-[min(360px,60vh)] min-w-[var(--trigger-width)] overflow-auto p-1.5 shadow-over">
      <ListBox className="outline-none" items={options}>
        {({ id, name }) => <ListBoxItem id={id} textValue={name} className="min-h-9 cursor-pointer rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-accent-soft data-[selected]:font-semibold">{name}</ListBoxItem>}
      </ListBox>
    </Popover>
  </AriaSelect>
)
