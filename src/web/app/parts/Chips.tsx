import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, FieldError, Label, Radio, RadioGroup, Text } from 'react-aria-components'

interface ChoicesProps {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly name: ReactNode }[]
  readonly hint?: ReactNode
  /** What is wrong with what is chosen. */
  readonly error?: string | undefined
}

const CHIP = 'flex min-h-9 min-w-9 cursor-pointer items-center justify-center rounded-md border border-line-strong bg-surface px-3 py-1.5 text-left hover:bg-hover data-[selected]:border-accent data-[selected]:bg-accent-soft data-[selected]:font-semibold data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-accent forced-colors:data-[selected]:outline-2'

const Around = ({ label, hint, error, children }: Omit<ChoicesProps, 'options'> & { readonly children: ReactNode }): ReactNode => (
  <>
    <Label className="text-sm font-medium">{label}</Label>
    <div className="flex flex-wrap gap-1.5">{children}</div>
    {hint !== undefined && error === undefined && <Text slot="description" className="text-sm text-ink-2">{hint}</Text>}
    <FieldError className="text-sm text-danger">{error}</FieldError>
  </>
)

/** One of a few, all of them in sight. Arrow keys go from one to the next. */
export const ChooseOne = ({ options, value, onChange, ...around }: ChoicesProps & { readonly value: string | null; readonly onChange: (id: string) => void }): ReactNode => (
  <RadioGroup value={value} onChange={onChange} isInvalid={around.error !== undefined} className="grid gap-1.5">
    <Around {...around}>{options.map(({ id, name }) => <Radio key={id} value={id} className={CHIP}>{name}</Radio>)}</Around>
  </RadioGroup>
)

/** Some of a few, all of them in sight. */
export const ChooseSome = ({ options, value, onChange, ...around }: ChoicesProps & { readonly value: readonly string[]; readonly onChange: (ids: readonly string[]) => void }): ReactNode => (
  <CheckboxGroup value={[...value]} onChange={onChange} isInvalid={around.error !== undefined} className="grid gap-1.5">
    <Around {...around}>{options.map(({ id, name }) => <Checkbox key={id} value={id} className={CHIP}>{name}</Checkbox>)}</Around>
  </CheckboxGroup>
)
