import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuTrigger } from 'react-aria-components'
import { Button } from '../parts/Button.tsx'
import { Menu, MenuItem } from '../parts/Menu.tsx'
import { useWords } from '../words/words.tsx'
import { KIND_ICONS, namedKinds, TIMELINE_KINDS } from './kinds.ts'

interface KindFilterProps {
  readonly kinds: readonly string[]
  readonly onChange: (kinds: readonly string[]) => void
}

/** Which kinds of entries are shown; all of them where none is chosen. */
export function KindFilter({ kinds, onChange }: KindFilterProps): ReactNode {
  const words = useWords()
  return (
    <MenuTrigger>
      <Button icon={ListFilter}><span className="max-w-[240px] truncate"><span className="sr-only">{words.say('timeline.filter')}: </span>{namedKinds(words, kinds)}</span></Button>
      <Menu aria-label={words.say('timeline.filter')} selectionMode="multiple" selectedKeys={[...kinds]} onSelectionChange={(keys) => onChange(keys === 'all' ? [] : [...keys].map(String))}>
        {TIMELINE_KINDS.map((kind) => <MenuItem key={kind} id={kind} icon={KIND_ICONS[kind]}>{words.say(`kind.${kind}`)}</MenuItem>)}
      </Menu>
    </MenuTrigger>
  )
}
