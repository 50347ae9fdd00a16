import type { ReactNode } from 'react'
import { FieldError, Text } from 'react-aria-components'

/** What every field has. */
export interface Own {
  readonly label: string
  /** What helps to fill it in; stands under the field. */
  readonly hint?: ReactNode
  /** What is wrong with what stands there; takes the hint's place. */
  readonly error?: string | undefined
}

/** What stands under a field: what is wrong with it, else what helps. */
export const Under = ({ hint, error }: Pick<Own, 'hint' | 'error'>): ReactNode => (
  <>
    {hint !== undefined && error === undefined && <Text slot="description" className="text-sm text-ink-2">{hint}</Text>}
    <FieldError className="text-sm text-danger">{error}</FieldError>
  </>
)
