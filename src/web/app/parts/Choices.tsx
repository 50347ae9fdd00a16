import type { ReactNode } from 'react'
import { CheckboxGroup, FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components'
import { Checkbox } from './Checkbox.tsx'

export interface Choice {
  readonly id: string
  readonly name: string
  /** What it means, under its name. */
  readonly about?: string | undefined
}

interface Own {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly options: readonly Choice[]
  readonly isDisabled?: boolean
  /** In columns, where names are short. */
  readonly isDense?: boolean
}

const Named = ({ name, about }: Choice): ReactNode => <>{name}{about !== undefined && <span className="block text-sm text-ink-2">{about}</span>}</>

const Under = ({ hint, error }: Pick<Own, 'hint' | 'error'>): ReactNode => (
  <>
    {hint !== undefined && error === undefined && <Text slot="description" className="text-sm text-ink-2">{hint}</Text>}
    <FieldError className="text-sm text-danger">{error}</FieldError>
  </>
)

/** Any number of a few choices. */
export const CheckboxList = ({ label, hint, error, options, isDisabled = false, isDense = false, value, onChange }: Own & { readonly value: readonly string[]; readonly onChange: (value: readonly string[]) => void }): ReactNode => (
  <CheckboxGroup value={[...value]} onChange={onChange} isDisabled={isDisabled} isInvalid={error !== undefined} className="grid gap-1">
    <Label className="text-sm font-medium">{label}</Label>
    <div className={isDense ? 'flex flex-wrap gap-x-5' : 'grid'}>{options.map((choice) => <Checkbox key={choice.id} value={choice.id}><Named {...choice} /></Checkbox>)}</div>
    <Under hint={hint} error={error} />
  </CheckboxGroup>
)

/** One of a few choices, each with what it means. */
export const RadioList = ({ label, hint, error, options, isDisabled = false, value, onChange }: Own & { readonly value: string; readonly onChange: (value: string) => void }): ReactNode => (
  <RadioGroup value={value} onChange={onChange} isDisabled={isDisabled} isInvalid={error !== undefined} className="grid gap-1">
    <Label className="text-sm font-medium">{label}</Label>
    {options.map((choice) => (
      <Radio key={choice.id} value={choice.id} className="group flex cursor-pointer items-start gap-2.5 py-1 data-[disabled]:opacity-50">
        <span aria-hidden className="mt-px grid size-[18px] shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent"><span className="size-2.5 rounded-full bg-transparent group-data-[selected]:bg-accent forced-color-adjust-none" /></span>
        <span className="min-w-0"><Named {...choice} /></span>
      </Radio>
    ))}
    <Under hint={hint} error={error} />
  </RadioGroup>
)
