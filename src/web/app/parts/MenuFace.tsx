import { ChevronDown, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

export interface MenuButtonProps {
  /** What is chosen or done here; read out before what the button says. */
  readonly label: string
  readonly icon?: LucideIcon
  readonly children: ReactNode
  readonly items: readonly { readonly id: string; readonly name: string; readonly icon?: LucideIcon }[]
  /** The one that holds, where one of them always does. */
  readonly selected?: string
  readonly onAction: (id: string) => void
  readonly isDisabled?: boolean
  /** On a phone its icon stands for what it says. */
  readonly isShort?: boolean
}

/** What a `MenuButton` looks like, whether it opens yet or not. */
export const MenuFace = ({ label, icon, children, selected, isDisabled = false, isShort = false }: MenuButtonProps): ReactNode => (
  <Button icon={icon} isDisabled={isDisabled}>
    {selected !== undefined && children !== label && <span className="sr-only">{label}: </span>}
    <span className={isShort ? 'max-md:sr-only' : undefined}>{children}</span>
    {selected !== undefined && <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-3" />}
  </Button>
)
