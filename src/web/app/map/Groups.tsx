import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { GROUPINGS } from '#core/map/groupings.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { useChoices } from '../parts/filter/choices.ts'
import { MenuButton } from '../parts/MenuButton.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { titleOf } from './group.ts'
import { GroupTable } from './GroupTable.tsx'
import type { Looking } from './view.ts'

/** The map split: by unit, channel, and so on. */
export function Groups({ view }: { readonly view: Looking }): ReactNode {
  const words = useWords()
  const by = view.by ?? 'unit'
  const query = useQuery(asked<MapAnswer>('/v1/map', { ...view.filter, ...view.time, by }))
  return (
    <Panel title={titleOf(by, words)} note={words.say('groups.note')} actions={<By by={by} onChange={(id) => view.set({ by: id === 'unit' ? undefined : id }, { replace: true })} />}>
      <Await query={query} height={320}>{(map) => <GroupTable groups={map.groups ?? []} by={by} view={view} map={map} />}</Await>
    </Panel>
  )
}

function By({ by, onChange }: { readonly by: string; readonly onChange: (id: string) => void }): ReactNode {
  const words = useWords()
  const named = (id: string): string => (id.startsWith('attribute:') ? id.slice('attribute:'.length) : words.say(`groups.${id}`))
  const ids = [...new Set([...GROUPINGS, ...useChoices().attributes.map(({ name }) => `attribute:${name}`), by])]
  return <MenuButton label={words.say('groups.by')} selected={by} onAction={onChange} items={ids.map((id) => ({ id, name: named(id) }))}>{named(by)}</MenuButton>
}
