import type { ReactNode, RefObject } from 'react'
import { Menu, Popover, type Selection } from 'react-aria-components'
import { MenuItem } from './Menu.tsx'
import type { MenuSaid, Opening } from './menu-said.ts'

interface OpenMenuProps extends MenuSaid {
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly opening: Opening
  readonly onClose: () => void
}

/** A menu that is open, under its button. */
export function OpenMenu({ label, items, selected, onAction, onSelect, trigger, opening, onClose }: OpenMenuProps): ReactNode {
  const selectedKeys = typeof selected === 'string' ? [selected] : selected
  const choosing = onSelect
    ? { selectionMode: 'multiple' as const, selectedKeys, onSelectionChange: (keys: Selection) => onSelect(keys === 'all' ? [] : [...keys].map(String)) }
    : selectedKeys && { selectionMode: 'single' as const, selectedKeys }
  return (
    <Popover isOpen triggerRef={trigger} onOpenChange={(open) => open || onClose()} placement="bottom left" aria-label={label} className="card min-w-[180px] max-w-[min(360px,92vw)] overflow-auto p-1.5 shadow-over outline-none">
      <Menu aria-label={label} autoFocus={opening} onClose={onClose} onAction={(key) => onAction?.(String(key))} {...choosing} className="outline-none">
        {items.map(({ id, name, icon, href }) => <MenuItem key={id} id={id} icon={icon} textValue={name} href={href}>{name}</MenuItem>)}
      </Menu>
    </Popover>
  )
}
