import { X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { AUDITED_KINDS } from '#core/house/audited.ts'
import { Button } from '../../parts/Button.tsx'
import { ComboBox } from '../../parts/ComboBox.tsx'
import { DateField } from '../../parts/DateField.tsx'
import { TextField } from '../../parts/Field.tsx'
import type { Option } from '../../parts/Select.tsx'
import { useWords } from '../../words/words.tsx'

/** Which entries are wanted, in the words of the API's query. */
export type Wanted = Readonly<Partial<Record<'actor' | 'what' | 'subject' | 'from' | 'to', string>>>

interface AuditFilterProps {
  readonly wanted: Wanted
  readonly onChange: (wanted: Wanted) => void
  readonly people: readonly Option[]
}

const ALL = '\u0000'

/** By who, what, whom and when. */
export function AuditFilter({ wanted, onChange, people }: AuditFilterProps): ReactNode {
  const words = useWords()
  const set = (name: keyof Wanted, value: string | null): void => {
    const { [name]: _before, ...rest } = wanted
    onChange(value === null || value === '' || value === ALL ? rest : { ...rest, [name]: value })
  }
  const all = { id: ALL, name: words.say('settings.filter_all') }
  const whats = [all, ...AUDITED_KINDS.map((id) => ({ id, name: words.say(`audited_kind.${id}`) })).toSorted((a, b) => a.name.localeCompare(b.name))]
  const known = wanted.actor === undefined || people.some(({ id }) => id === wanted.actor)
  if (wanted.what !== undefined && !AUDITED_KINDS.includes(wanted.what)) whats.push({ id: wanted.what, name: wanted.what })
  const actors = [all, ...people, ...(known ? [] : [{ id: wanted.actor, name: wanted.actor }])]
  return (
    <div className="mb-3 grid grid-cols-2 gap-3 xl:grid-cols-[repeat(3,minmax(0,1fr))_148px_148px] xl:items-end">
      <ComboBox key={`actor ${wanted.actor} ${people.length}`} label={words.say('settings.audit_who')} options={actors} value={wanted.actor ?? ALL} onChange={(id) => set('actor', id)} />
      <ComboBox key={`what ${wanted.what}`} label={words.say('settings.audit_what')} options={whats} value={wanted.what ?? ALL} onChange={(id) => set('what', id)} />
      <Subject key={wanted.subject} value={wanted.subject ?? ''} onChange={(text) => set('subject', text)} />
      <DateField label={words.say('settings.audit_from')} value={wanted.from ?? ''} onChange={(day) => set('from', day)} />
      <DateField label={words.say('settings.audit_to')} value={wanted.to ?? ''} onChange={(day) => set('to', day)} />
      {Object.keys(wanted).length > 0 && <div className="col-span-2 xl:col-span-5"><Button look="quiet" icon={X} onPress={() => onChange({})}>{words.say('settings.filter_clear')}</Button></div>}
    </div>
  )
}

/** Whom it concerns: looked for once it is typed to its end. */
function Subject({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }): ReactNode {
  const words = useWords()
  const [text, setText] = useState(value)
  return (
    <form className="min-w-0 max-xl:col-span-2" onSubmit={(event) => { event.preventDefault(); onChange(text.trim()) }}>
      <TextField label={words.say('settings.audit_whom')} type="search" placeholder={words.say('settings.audit_whom_hint')} value={text} onChange={setText} onBlur={() => text.trim() !== value && onChange(text.trim())} />
    </form>
  )
}
