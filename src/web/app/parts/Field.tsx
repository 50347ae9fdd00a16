import type { ReactNode } from 'react'
import { Input, Label, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextProps } from 'react-aria-components'
import { Under, type Own } from './Under.tsx'

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
    {lines > 1 ? <TextArea rows={lines} placeholder={placeholder} className="field w-full min-w-0 py-2" /> : <Input placeholder={placeholder} className="field w-full min-w-0 data-[disabled]:opacity-60" />}
    <Under hint={hint} error={error} />
  </AriaTextField>
)
