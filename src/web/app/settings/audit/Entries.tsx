import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import type { AuditAnswer } from '#contract/house/audit.ts'
import { auditedSentence } from '#core/words/audited.ts'
import { Key } from '../../parts/Key.tsx'
import { useFormats, useWords } from '../../words/words.tsx'
import type { Wanted } from './AuditFilter.tsx'

type Entry = AuditAnswer['entries'][number]

interface EntriesProps {
  readonly entries: readonly Entry[]
  /** Narrows the log to who did it, or to whom it concerns. */
  readonly onChoose: (more: Wanted) => void
}

/** What somebody is called in the log: their name, or what they are where they have none. */
export function useActorName(): (entry: Pick<Entry, 'actor' | 'actor_name'>) => string {
  const words = useWords()
  return ({ actor, actor_name }) => {
    if (actor_name !== null) return actor.startsWith('key:') ? words.say('settings.actor_key', { name: actor_name }) : actor_name
    const kind = actor.split(':')[0] as string
    return ['cli', 'nobody', 'troth', 'job'].includes(kind) ? words.say(`settings.actor_${kind}`) : actor
  }
}

/** The log, a sentence an entry, under the days they were made on. */
export function Entries({ entries, onChoose }: EntriesProps): ReactNode {
  const { day } = useFormats()
  const days = [...Map.groupBy(entries, ({ at }) => day(at))]
  return (
    <div className="space-y-4">
      {days.map(([name, some]) => (
        <section key={name}>
          <h3 className="sticky top-0 bg-surface py-1 text-sm font-medium text-ink-2">{name}</h3>
          <ul className="divide-y divide-line border-t border-line">{some.map((entry) => <EntryRow key={entry.id} entry={entry} onChoose={onChoose} />)}</ul>
        </section>
      ))}
    </div>
  )
}

function EntryRow({ entry, onChoose }: { readonly entry: Entry; readonly onChoose: EntriesProps['onChoose'] }): ReactNode {
  const words = useWords()
  const { time } = useFormats()
  const name = useActorName()(entry)
  return (
    <li className="grid grid-cols-[56px_minmax(0,1fr)] items-baseline gap-x-3 py-2">
      <time dateTime={entry.at} className="num text-sm text-ink-2">{time(entry.at)}</time>
      <p className="min-w-0 [overflow-wrap:anywhere]">
        <Button onPress={() => onChoose({ actor: entry.actor })} aria-label={words.say('settings.audit_only', { name })} className="rounded-sm font-medium text-accent underline-offset-2 hover:underline">{name}</Button>{' '}
        <Sentence text={auditedSentence(words, entry)} named={entry.subject_name ?? entry.subject} />
      </p>
    </li>
  )
}

/** What was done; the key that it was done to is not broken at its hyphens. */
function Sentence({ text, named }: { readonly text: string; readonly named: string | null }): ReactNode {
  const at = named === null || named === '' || named.includes(' ') ? -1 : text.indexOf(named)
  return at < 0 || named === null ? text : <>{text.slice(0, at)}<Key>{named}</Key>{text.slice(at + named.length)}</>
}
