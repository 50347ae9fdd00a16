import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { useMay } from '../data/me.ts'
import { Button, LinkButton } from '../parts/Button.tsx'
import { Empty } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import type { Looking } from './view.ts'

/** Whether no customer is known: there is nothing to choose from, and no time to speak of. */
export const isEmpty = (map: MapAnswer, view: Looking): boolean => map.customers.now === 0 && !isFiltered(view) && !isDated(view)

const isFiltered = ({ filter }: Looking): boolean => Object.keys(filter).length > 0
const isDated = ({ time }: Looking): boolean => time.from !== undefined || time.to !== undefined

/** What there is to say where there is no map: nothing at all yet, or nobody who fits the filters. */
export function emptyMap(map: MapAnswer, view: Looking): ReactNode | null {
  if (map.customers.now > 0) return null
  if (isFiltered(view)) return <Filtered view={view} />
  return isDated(view) ? <Early view={view} /> : <Nothing />
}

function Nothing(): ReactNode {
  const words = useWords()
  const may = useMay()
  return (
    <div className="card">
      <Empty title={words.say('map_empty.nothing')} action={may('facts.send') && <LinkButton look="primary" to="/import">{words.say('nav.import')}</LinkButton>}>{words.say('map_empty.nothing_do')}</Empty>
    </div>
  )
}

function Early({ view }: { readonly view: Looking }): ReactNode {
  const words = useWords()
  return (
    <div className="card">
      <Empty title={words.say('map_empty.early')} action={<Button onPress={() => view.set({ from: undefined, to: undefined })}>{words.say('map_empty.latest')}</Button>}>{words.say('map_empty.early_do')}</Empty>
    </div>
  )
}

function Filtered({ view }: { readonly view: Looking }): ReactNode {
  const words = useWords()
  return (
    <div className="card">
      <Empty title={words.say('map_empty.filtered')} action={<Button onPress={() => view.setFilter({})}>{words.say('filter.clear')}</Button>}>{words.say('map_empty.filtered_do')}</Empty>
    </div>
  )
}
