import { Check, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, Popover, type MenuItemProps as AriaItemProps, type MenuProps as AriaMenuProps } from 'react-aria-components'

/** What opens under a button inside `MenuTrigger`. */
export const Menu = <T extends object>(props: AriaMenuProps<T>): ReactNode => (
  <Popover className="card min-w-[180px] max-w-[min(360px,92vw)] overflow-auto p-1.5 shadow-over outline-none"><AriaMenu {...props} className="outline-none" /></Popover>
)

interface MenuItemProps extends Omit<AriaItemProps, 'children' | 'className'> {
  readonly icon?: LucideIcon
  readonly children: ReactNode
  readonly textValue?: string
}

export const MenuItem = ({ icon: Icon, children, ...props }: MenuItemProps): ReactNode => (
  <AriaMenuItem {...props} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1 outline-none data-[focused]:bg-accent-soft data-[disabled]:opacity-50">
    {({ isSelected, selectionMode }) => <>{selectionMode !== 'none' && <Check size={15} aria-hidden className={isSelected ? '' : 'invisible'} />}{Icon && <Icon size={16} aria-hidden className="text-ink-2" />}<span className="min-w-0">{children}</span></>}
  </AriaMenuItem>
)
