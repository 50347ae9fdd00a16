import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { loyalShare } from '#core/map/loyal-share.ts'
import { STATES, type State } from '#core/relationship/state.ts'
import { Button } from '../parts/Button.tsx'
import { DataTable, type Column } from '../parts/DataTable.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { groupFilter, groupName, titleOf, type Group } from './group.ts'
import type { Looking } from './view.ts'

/** So many stand there before more are asked for. */
const SHOWN = 12

interface GroupTableProps {
  readonly groups: readonly Group[]
  readonly by: string
  readonly map: MapAnswer
  readonly view: Looking
}

/** Groups, the largest first: where their customers stand as a bar, the loyal share of those heard, and how they moved. */
export function GroupTable({ groups, by, map, view }: GroupTableProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const name = (group: Group): string => groupName(group, by, words)
  const moved = map.customers.before > 0
  const [all, setAll] = useState(false)
  const columns: readonly Column<Group>[] = [
    { id: 'name', isName: true, head: words.say(by.startsWith('attribute:') ? 'map.by.attribute' : `groups.${by}`, { name: by.slice('attribute:'.length) }), cell: (group) => <Name group={group} by={by} name={name(group)} view={view} /> },
    { id: 'customers', isNumber: true, head: words.say('map.customers'), cell: (group) => formats.count(group.customers) },
    { id: 'states', head: words.say('groups.states'), cell: (group) => <StatesBar states={group.states} /> },
    { id: 'loyal', isNumber: true, head: words.say('groups.loyal'), cell: (group) => <LoyalCell group={group} /> },
    ...(moved ? (['climbed', 'slipped', 'left'] as const).map((id): Column<Group> => ({ id, isNumber: true, head: words.say(`class.${id}`), cell: (group) => formats.count(group.classes[id]) })) : []),
    { id: 'value', isNumber: true, head: words.say('map.value'), cell: (group) => formats.sum(group.value) },
  ]
  const rest = groups.length - SHOWN
  return (
    <>
      <DataTable caption={`${titleOf(by, words)}, ${formats.period(map.from, map.to)}`} columns={columns} rows={all ? groups : groups.slice(0, SHOWN)} keyOf={({ key }) => key ?? ''} width={720} />
      {rest > 0 && <div className="no-print -ml-3 mt-1"><Button look="quiet" onPress={() => setAll(!all)}>{all ? words.say('why.less') : words.say('why.more', { count: rest })}</Button></div>}
    </>
  )
}

/** A group's name; it leads to the map of that group alone. */
function Name({ group, by, name, view }: { readonly group: Group; readonly by: string; readonly name: string; readonly view: Looking }): ReactNode {
  const filter = groupFilter(group, by)
  if (filter === null) return name
  return <Link to="/map" search={((search: object) => ({ ...search, ...view.filter, ...filter })) as never} className="text-accent hover:underline">{name}</Link>
}

/** Where the customers of a group stand, as one bar; read out as a list. */
export function StatesBar({ states }: { readonly states: Readonly<Record<State, number>> }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const total = STATES.reduce((sum, state) => sum + states[state], 0)
  const there = STATES.filter((state) => states[state] > 0)
  const said = there.map((state) => `${words.say(`state.${state}`)} ${formats.percent(states[state] / total)}`).join(', ')
  return (
    <span role="img" aria-label={said} title={said} className="flex h-3 min-w-[140px] gap-px overflow-hidden rounded-sm">
      {there.map((state) => <span key={state} style={{ flexGrow: states[state], flexBasis: 0, background: `var(--s-${state})` }} />)}
    </span>
  )
}

function LoyalCell({ group }: { readonly group: Group }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const share = loyalShare(STATES.map((state) => ({ state, heard: group.heard_by_state[state] })))
  if (share === null) return <span className="text-ink-3">{words.say('number.too_few')}</span>
  return <>{formats.percent(share.value)} <span className="block text-xs text-ink-2">{words.say('why.band', { low: formats.percent(share.low), high: formats.percent(share.high) })}</span></>
}
