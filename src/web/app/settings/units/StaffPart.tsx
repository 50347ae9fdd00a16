import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useDeferredValue, useState, type ReactNode } from 'react'
import type { PersonAnswer, PersonsAnswer } from '#contract/house/person.ts'
import type { UnitsAnswer } from '#contract/house/unit.ts'
import { asked } from '../../data/ask.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Disclosure } from '../../parts/Disclosure.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Key } from '../../parts/Key.tsx'
import { Empty, Panel } from '../../parts/Panel.tsx'
import { later } from '../../parts/later.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'

const PersonDialog = later(() => import('./PersonDialog.tsx').then((it) => it.PersonDialog))

/** More than are seen at a glance are folded by where they work. */
const MOST_AT_ONCE = 20
const MOST_SHOWN = 200

/** Who works here: what the keys in facts are called, and whose team's pulse theirs is part of. */
export function StaffPart(): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const query = useQuery(asked<PersonsAnswer>('/v1/people'))
  const units = useQuery(asked<UnitsAnswer>('/v1/units'))
  const [open, setOpen] = useState<PersonAnswer | 'new' | null>(null)
  const names = new Map((units.data?.units ?? []).map(({ key, name }) => [key, name]))
  const add = mayChange && <Button icon={Plus} look="primary" onPress={() => setOpen('new')}>{words.say('settings.person_add')}</Button>
  return (
    <Panel title={words.say('settings.staff_title')} note={words.say('settings.staff_note')} actions={<>{<InTheLog what="person" />}{add}</>}>
      <Await query={query} height={400} empty={({ people }) => (people.length === 0 ? <Empty title={words.say('settings.staff_none')}>{words.say('settings.staff_none_about')}</Empty> : null)}>
        {({ people }) => <People people={people} unitName={(key) => names.get(key) ?? key} onOpen={mayChange ? setOpen : null} />}
      </Await>
      {open !== null && <PersonDialog person={open === 'new' ? null : open} people={query.data?.people ?? []} units={units.data?.units ?? []} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

interface PeopleProps {
  readonly people: readonly PersonAnswer[]
  readonly unitName: (key: string) => string
  readonly onOpen: ((person: PersonAnswer) => void) | null
}

function People({ people, unitName, onOpen }: PeopleProps): ReactNode {
  const words = useWords()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim().toLowerCase())
  const found = people.filter(({ key, name, unit, team }) => [key, name, team ?? '', unit === null ? '' : unitName(unit)].some((field) => field.toLowerCase().includes(wanted)))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {people.length > MOST_AT_ONCE && <div className="max-w-[320px]"><TextField label={words.say('settings.staff_find')} value={text} onChange={setText} type="search" /></div>}
      {found.length === 0 ? <Empty title={words.say('settings.found_none')} /> : found.length > MOST_AT_ONCE ? <ByUnit people={found} unitName={unitName} onOpen={onOpen} /> : <Rows people={found} unitName={unitName} onOpen={onOpen} />}
    </div>
  )
}

function Rows({ people, unitName, onOpen }: PeopleProps): ReactNode {
  const words = useWords()
  return (
    <>
      <ul className="divide-y divide-line">{people.slice(0, MOST_SHOWN).map((person) => <PersonRow key={person.key} person={person} unitName={unitName} onOpen={onOpen} />)}</ul>
      {people.length > MOST_SHOWN && <p className="text-sm text-ink-2">{words.say('settings.shown_of', { shown: MOST_SHOWN, n: people.length })}</p>}
    </>
  )
}

/** Everybody, under where they work; those of nowhere last. */
function ByUnit({ people, unitName, onOpen }: PeopleProps): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const groups = [...Map.groupBy(people, ({ unit }) => unit)].map(([unit, some]) => ({ unit, some, name: unit === null ? words.say('settings.staff_nowhere') : unitName(unit) }))
  const sorted = groups.toSorted((a, b) => Number(a.unit === null) - Number(b.unit === null) || a.name.localeCompare(b.name, words.locale))
  return (
    <div>
      {sorted.map(({ unit, some, name }) => (
        <Disclosure key={unit ?? ''} isGroup title={name} aside={<span className="num text-sm text-ink-2">{count(some.length)}</span>}>
          <div className="pb-2 pl-5"><Rows people={some} unitName={unitName} onOpen={onOpen} /></div>
        </Disclosure>
      ))}
    </div>
  )
}

function PersonRow({ person, unitName, onOpen }: Omit<PeopleProps, 'people'> & { readonly person: PersonAnswer }): ReactNode {
  const words = useWords()
  const { key, name, unit, team } = person
  return (
    <li className="flex items-center gap-3 py-1.5">
      <div className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,4fr)] md:items-center">
        <span className="min-w-0"><span className="font-medium">{name}</span> <Key className="text-sm text-ink-3">{key}</Key></span>
        <span className="text-sm md:text-base">{unit === null ? '–' : unitName(unit)}</span>
        <span className="text-sm text-ink-2">{team ?? '–'}</span>
      </div>
      {onOpen && <Button look="quiet" onPress={() => onOpen(person)} aria-label={words.say('settings.change_of', { name })}>{words.say('settings.change')}</Button>}
    </li>
  )
}
