import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { Key } from '../../parts/Key.tsx'
import { MenuSign } from '../../parts/MenuButton.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import type { Placed } from './tree.ts'
import type { UnitDraft } from './UnitDialog.tsx'

interface UnitRowProps {
  readonly unit: Placed
  /** How many stand there; undefined where the map cannot be seen or counts nobody. */
  readonly customers: number | undefined
  readonly onOpen: ((draft: UnitDraft) => void) | null
}

/** A unit in the tree, with what can be done about it. */
export function UnitRow({ unit, customers, onOpen }: UnitRowProps): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  return (
    <li className="flex min-h-11 items-center gap-3" style={{ paddingLeft: Math.min(unit.depth, 6) * 22 }}>
      {unit.depth > 0 && <><span aria-hidden className="-ml-3 h-px w-2.5 shrink-0 bg-line-strong" /><span className="sr-only">{words.say('settings.unit_depth', { n: unit.depth + 1 })}</span></>}
      <span className="min-w-0 flex-1 py-1"><span className="font-medium">{unit.name}</span> <Key className="text-sm text-ink-3">{unit.key}</Key></span>
      {customers !== undefined && <span className="num shrink-0 text-sm text-ink-2">{words.say('settings.customers_n', { n: customers, shown: count(customers) })}</span>}
      {onOpen && (
        <MenuSign
          icon={Ellipsis} label={words.say('settings.change_of', { name: unit.name })} onAction={(id) => onOpen(id === 'change' ? { unit } : { unit: null, parent: unit.key })}
          items={[{ id: 'change', name: words.say('settings.unit_change') }, { id: 'below', name: words.say('settings.unit_add_below') }]}
        />
      )}
    </li>
  )
}
