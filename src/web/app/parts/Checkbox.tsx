import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components'

/** A box to tick, with what it means beside it. */
export const Checkbox = ({ children, ...props }: Omit<CheckboxProps, 'children' | 'className' | 'style'> & { readonly children: ReactNode }): ReactNode => (
  <AriaCheckbox {...props} className="group flex items-start gap-2.5 py-1 data-[disabled]:opacity-50">
    <span aria-hidden className="mt-px grid size-[18px] shrink-0 place-items-center rounded-[5px] border border-line-strong bg-surface text-accent-ink group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
      <svg viewBox="0 0 18 18" className="size-3.5 opacity-0 group-data-[selected]:opacity-100"><path d="M3.5 9.5 7.5 13.5 14.5 5" fill="none" stroke="currentColor" strokeWidth="2.5" /></svg>
    </span>
    <span className="min-w-0">{children}</span>
  </AriaCheckbox>
)
