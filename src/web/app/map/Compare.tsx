import { GitCompareArrows } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { COMPARISONS } from '#core/map/compare.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { useWords } from '../words/words.tsx'
import type { Looking } from './view.ts'

/** What the numbers are held against: the period before, or the same a year ago. From the beginning on there is nothing to compare with. */
export function Compare({ view, map }: { readonly view: Looking; readonly map: MapAnswer | undefined }): ReactNode {
  const words = useWords()
  const current = view.compare ?? 'none'
  return (
    <MenuButton
      label={words.say('compare.label')} icon={GitCompareArrows} isShort isDisabled={map !== undefined && map.customers.before === 0}
      selected={current} onAction={(id) => view.set({ compare: id === 'none' ? undefined : id })} items={(['none', ...COMPARISONS] as const).map((id) => ({ id, name: words.say(`compare.${id}`) }))}
    >
      {words.say(view.compare === null ? 'compare.label' : `compare.${view.compare}`)}
    </MenuButton>
  )
}
