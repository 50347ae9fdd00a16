import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuButton } from '../parts/MenuButton.tsx'
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
    <MenuButton label={words.say('timeline.filter')} icon={ListFilter} selected={kinds} onSelect={onChange} items={TIMELINE_KINDS.map((id) => ({ id, icon: KIND_ICONS[id], name: words.say(`kind.${id}`) }))}>
      <span className="block max-w-[240px] truncate">{namedKinds(words, kinds)}</span>
    </MenuButton>
  )
}
