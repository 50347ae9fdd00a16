import type { ReactNode } from 'react'
import type { MapAnswer } from '#contract/map/map.ts'
import { notesOf, sayIt } from '#core/words/finding.ts'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'

/** How much of the map rests on what: heard, by conduct, not heard; under which policy, and up to when it was told. */
export function Evidence({ map }: { readonly map: MapAnswer }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const { now, heard, by_conduct } = map.customers
  const parts = [['heard', heard, 'var(--accent)'], ['by_conduct', by_conduct, 'var(--s-loyal)'], ['not_heard', now - heard - by_conduct, 'var(--stay)']] as const
  const shown = parts.filter(([, count]) => count > 0)
  const { id, policy, model, made_at, until } = map.telling
  return (
    <Panel title={words.say('evidence.title')}>
      <div aria-hidden className="flex h-2.5 gap-px overflow-hidden rounded-full">{shown.map(([name, count, colour]) => <span key={name} style={{ flexGrow: count, flexBasis: 0, minWidth: 2, background: colour }} />)}</div>
      <dl className="num mt-3 grid gap-1.5 text-sm">
        {shown.map(([name, count, colour]) => (
          <div key={name} className="flex items-baseline gap-2">
            <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: colour }} />
            <dt className="min-w-0 flex-1">{words.say(`evidence.${name}`)}</dt>
            <dd className="shrink-0 text-right"><span className="font-medium">{formats.count(count)}</span> <span className="inline-block min-w-[4ch] text-ink-2">{formats.percent(count / now)}</span></dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 grid gap-2 text-sm text-ink-2">{notesOf(map).map((note) => <p key={note.id}>{sayIt(words, note, formats)}</p>)}</div>
      <p className="num mt-3 border-t border-line pt-3 text-xs text-ink-3">
        {words.say('evidence.policy', { policy: String(policy), day: formats.day(made_at) })} · {words.say('evidence.told', { moment: formats.moment(until), telling: String(id), model: String(model) })}
      </p>
    </Panel>
  )
}
