import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Button, Checkbox as AriaCheckbox, FieldError, Input, Label, ListBox, ListBoxItem, NumberField as AriaNumberField, Popover, Select as AriaSelect, SelectValue, Text, TextArea, TextField as AriaTextField,
  type CheckboxProps, type NumberFieldProps as AriaNumberProps, type TextFieldProps as AriaTextProps,
} from 'react-aria-components'

interface Own {
  readonly label: string
  /** What helps to fill it in; stands under the field. */
  readonly hint?: ReactNode
  /** What is wrong with what stands there; takes the hint's place. */
  readonly error?: string | undefined
}

const Under = ({ hint, error }: Pick<Own, 'hint' | 'error'>): ReactNode => (
  <>
    {hint !== undefined && error === undefined && <Text slot="description" className="text-sm text-ink-2">{hint}</Text>}
    <FieldError className="text-sm text-danger">{error}</FieldError>
  </>
)

interface TextFieldProps extends Own, Omit<AriaTextProps, 'children' | 'className' | 'style'> {
  readonly placeholder?: string
  /** More than one: a field of several lines. */
  readonly lines?: number
  /** The label is read out, but not shown. */
  readonly isLabelHidden?: boolean
}

/** A field for text, with its label above and a hint or what is wrong below. */
export const TextField = ({ label, hint, error, placeholder, lines = 1, isLabelHidden = false, ...props }: TextFieldProps): ReactNode => (
  <AriaTextField {...props} isInvalid={error !== undefined} className="grid min-w-0 gap-1">
    <Label className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>{label}</Label>
    {lines > 1 ? <TextArea rows={lines} placeholder={placeholder} className="field w-full min-w-0 py-2" /> : <Input placeholder={placeholder} className="field w-full min-w-0" />}
    <Under hint={hint} error={error} />
  </AriaTextField>
)

interface NumberFieldProps extends Own, Omit<AriaNumberProps, 'children' | 'className' | 'style'> {
  /** The label is read out, but not shown. */
  readonly isLabelHidden?: boolean
}

/** A field for a number, written as the reader's language writes it. */
export const NumberField = ({ label, hint, error, isLabelHidden = false, ...props }: NumberFieldProps): ReactNode => (
  <AriaNumberField {...props} isInvalid={error !== undefined} className="grid min-w-0 gap-1">
    <Label className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>{label}</Label>
    <Input className="field num w-full min-w-0" />
    <Under hint={hint} error={error} />
  </AriaNumberField>
)

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

/** A box to tick, with what it means beside it. */
export const Checkbox = ({ children, ...props }: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { readonly children: ReactNode }): ReactNode => (
  <AriaCheckbox {...props} className="group flex items-start gap-2.5 py-1 data-[disabled]:opacity-50">
    <span aria-hidden className="mt-px grid size-[18px] shrink-0 place-items-center rounded-[5px] border border-line-strong bg-surface text-accent-ink group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
      <svg viewBox="0 0 18 18" className="size-3.5 opacity-0 group-data-[selected]:opacity-100"><path d="M3.5 9.5 7.5 13.5 14.5 5" fill="none" stroke="currentColor" strokeWidth="2.5" /></svg>
    </span>
    <span className="min-w-0">{children}</span>
  </AriaCheckbox>
)
