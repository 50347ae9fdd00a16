import type { ReactNode } from 'react'
import { Input, Label, NumberField as AriaNumberField, type NumberFieldProps as AriaNumberProps } from 'react-aria-components'
import { Under, type Own } from './Under.tsx'

interface NumberFieldProps extends Own, Omit<AriaNumberProps, 'children' | 'className' | 'style'> {
  /** The label is read out, but not shown. */
  readonly isLabelHidden?: boolean
}

/** A field for a number, written as the reader's language writes it. */
export const NumberField = ({ label, hint, error, isLabelHidden = false, ...props }: NumberFieldProps): ReactNode => (
  <AriaNumberField {...props} isInvalid={error !== undefined} className="grid min-w-0 gap-1">
    <Label className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>{label}</Label>
    <Input className="field num w-full min-w-0 data-[disabled]:opacity-60" />
    <Under hint={hint} error={error} />
  </AriaNumberField>
)
