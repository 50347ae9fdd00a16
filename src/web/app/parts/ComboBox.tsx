import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ComboBox as AriaComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import type { Option } from './Select.tsx'

interface ComboBoxProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly options: readonly Option[]
  readonly value: string | null
  readonly onChange: (id: string | null) => void
  readonly isDisabled?: boolean
  readonly placeholder?: string
}

/** One of a long list, found by typing part of its name. */
export const ComboBox = ({ label, hint, error, options, value, onChange, isDisabled = false, placeholder }: ComboBoxProps): ReactNode => (
  <AriaComboBox defaultItems={options} value={value} onChange={(key) => onChange(key === null ? null : String(key))} isDisabled={isDisabled} isInvalid={error !== undefined} menuTrigger="focus" className="grid min-w-0 gap-1">
    <Label className="text-sm font-medium">{label}</Label>
    <span className="relative grid min-w-0">
      <Input placeholder={placeholder} className="field w-full min-w-0 pr-9 data-[disabled]:opacity-60" />
      <Button className="absolute inset-y-0 right-0 grid w-9 place-items-center text-ink-2 data-[disabled]:opacity-40"><ChevronDown size={15} aria-hidden /></Button>
    </span>
    {hint !== undefined && error === undefined && <Text slot="description" className="text-sm text-ink-2">{hint}</Text>}
    <FieldError className="text-sm text-danger">{error}</FieldError>
    <Popover className="card max-h-[min(320px,50vh)] min-w-[var(--trigger-width)] overflow-auto p-1.5 shadow-over">
      <ListBox<Option> className="outline-none">
        {({ id, name }) => <ListBoxItem id={id} textValue={name} className="min-h-9 cursor-pointer rounded-sm px-2.5 py-1.5 outline-none data-[focused]:bg-accent-soft data-[selected]:font-semibold">{name}</ListBoxItem>}
      </ListBox>
    </Popover>
  </AriaComboBox>
)
