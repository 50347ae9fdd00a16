import { Link } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaProps } from 'react-aria-components'

/** `primary`: the one thing to do here. `plain`: others. `quiet`: without a border, among text. `danger`: what cannot be taken back. */
export type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const SHAPE = 'inline-flex min-h-9 items-center justify-center gap-2 rounded-md px-3 py-1.5 font-medium text-left transition-colors data-[disabled]:opacity-50 data-[pending]:opacity-70'
const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'border border-transparent bg-accent text-accent-ink hover:not-data-[disabled]:brightness-110',
  plain: 'border border-line-strong bg-surface text-ink hover:not-data-[disabled]:bg-hover',
  quiet: 'text-accent hover:not-data-[disabled]:bg-hover',
  danger: 'border border-danger bg-surface text-danger hover:not-data-[disabled]:bg-danger-soft',
}

interface Own {
  readonly look?: Look
  readonly icon?: LucideIcon
  readonly children: ReactNode
}
export type ButtonProps = Own & Omit<AriaProps, 'children' | 'className' | 'style'>

export const Button = ({ look = 'plain', icon: Icon, children, ...props }: ButtonProps): ReactNode => (
  <AriaButton {...props} className={`${SHAPE} ${LOOKS[look]}`}>{Icon && <Icon size={16} aria-hidden className="shrink-0" />}{children}</AriaButton>
)

/** A button of one sign; `label` is what it is called. */
export const IconButton = ({ icon: Icon, label, ...props }: { readonly icon: LucideIcon; readonly label: string } & Omit<AriaProps, 'children' | 'className' | 'style' | 'aria-label'>): ReactNode => (
  <AriaButton {...props} aria-label={label} className="grid size-9 shrink-0 place-items-center rounded-md text-ink-2 hover:not-data-[disabled]:bg-hover data-[disabled]:opacity-40"><Icon size={17} aria-hidden /></AriaButton>
)

interface LinkProps extends Own {
  readonly to: string
  readonly search?: Readonly<Record<string, unknown>>
}

/** A way to another screen that looks like a button. */
export const LinkButton = ({ look = 'plain', icon: Icon, children, to, search }: LinkProps): ReactNode => (
  <Link to={to} search={search as never} className={`${SHAPE} ${LOOKS[look]}`}>{Icon && <Icon size={16} aria-hidden className="shrink-0" />}{children}</Link>
)
