import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useWords } from '../words/words.tsx'
import { fieldName, type Owner } from './draft.ts'

/** Fields that are not shown because most files have them not. */
export function AddField({ owner, names, onAdd }: { readonly owner: Owner; readonly names: readonly string[]; readonly onAdd: (name: string) => void }): ReactNode {
  const words = useWords()
  if (names.length === 0) return null
  return (
    <div className="pt-3">
      <MenuButton label={words.say('bring.add_field')} look="quiet" icon={Plus} items={names.map((id) => ({ id, name: fieldName(words, owner, id) }))} onAction={onAdd}>{words.say('bring.add_field')}</MenuButton>
    </div>
  )
}
