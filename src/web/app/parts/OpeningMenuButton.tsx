import type { ReactNode } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { Menu, MenuItem } from './Menu.tsx'
import { MenuFace, type MenuButtonProps } from './MenuFace.tsx'

/** A `MenuButton` that opens. */
export default function OpeningMenuButton(props: MenuButtonProps): ReactNode {
  const { label, items, selected, onAction } = props
  return (
    <MenuTrigger>
      <MenuFace {...props} />
      <Menu aria-label={label} onAction={(key) => onAction(String(key))} {...(selected !== undefined && { selectionMode: 'single' as const, selectedKeys: [selected] })}>
        {items.map(({ id, name, icon }) => <MenuItem key={id} id={id} icon={icon} textValue={name}>{name}</MenuItem>)}
      </Menu>
    </MenuTrigger>
  )
}
