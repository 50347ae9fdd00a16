import { ChevronDown, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton, type ButtonProps } from './Button.tsx'
import type { MenuSaid } from './menu-said.ts'
import { useMenu } from './use-menu.tsx'

interface MenuButtonProps extends MenuSaid, Pick<ButtonProps, 'icon' | 'look' | 'isDisabled' | 'isPending' | 'children'> {
  /** On a phone its icon stands for what it says. */
  readonly isShort?: boolean
}

/** A button that opens a menu: of things to do, or of some to choose from (`selected`). */
export function MenuButton({ icon, look, children, isDisabled = false, isPending = false, isShort = false, ...menu }: MenuButtonProps): ReactNode {
  const { label, selected } = menu
  const [trigger, opened] = useMenu(menu)
  return (
    <>
      <Button {...trigger} icon={icon} look={look} isDisabled={isDisabled} isPending={isPending}>
        {selected !== undefined && children !== label && <span className="sr-only">{label}: </span>}
        <span className={isShort ? 'max-md:sr-only' : undefined}>{children}</span>
        {selected !== undefined && <ChevronDown size={14} aria-hidden className="shrink-0 text-ink-3" />}
      </Button>
      {opened}
    </>
  )
}

/** The same as a sign alone; `label` is what it is called. */
export function MenuSign({ icon, ...menu }: MenuSaid & { readonly icon: LucideIcon }): ReactNode {
  const [trigger, opened] = useMenu(menu)
  return <><IconButton {...trigger} icon={icon} label={menu.label} />{opened}</>
}
