import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { Button } from '../parts/Button.tsx'
import { Menu, MenuItem } from '../parts/Menu.tsx'
import { useWords } from '../words/words.tsx'
import { fieldName, type Owner } from './draft.ts'

/** Fields that are not shown because most files have them not. */
export function AddField({ owner, names, onAdd }: { readonly owner: Owner; readonly names: readonly string[]; readonly onAdd: (name: string) => void }): ReactNode {
  const words = useWords()
  if (names.length === 0) return null
  return (
    <div className="pt-3">
      <MenuTrigger>
        <Button look="quiet" icon={Plus}>{words.say('bring.add_field')}</Button>
        <Menu onAction={(key) => onAdd(String(key))} items={names.map((id) => ({ id }))}>{({ id }) => <MenuItem id={id}>{fieldName(words, owner, id)}</MenuItem>}</Menu>
      </MenuTrigger>
    </div>
  )
}
