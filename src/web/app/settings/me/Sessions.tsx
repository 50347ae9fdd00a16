import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SessionsAnswer } from '#contract/house/people.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useFormats, useWords } from '../../words/words.tsx'

/** Where whoever is signed in is signed in, and the way out of all other browsers. */
export function Sessions(): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  const query = useQuery(asked<SessionsAnswer>('/v1/me/sessions'))
  const { change, isPending, problem } = useChange({ act: () => tell<{ ended: number }>('DELETE', '/v1/me/sessions'), refresh: ['/v1/me/sessions'], said: words.say('settings.saved') })
  const others = (query.data?.sessions.length ?? 1) - 1
  return (
    <Panel title={words.say('settings.sessions')} note={words.say('settings.sessions_note')} actions={others > 0 && <Button onPress={() => change(undefined)} isPending={isPending}>{words.say('settings.sessions_end', { n: others })}</Button>}>
      {problem && <ProblemNote problem={problem} />}
      <Await query={query} height={90}>
        {({ sessions }) => (
          <ul className="divide-y divide-line">
            {sessions.map(({ made_at, seen_at, here }) => (
              <li key={made_at} className="flex flex-wrap justify-between gap-x-6 py-2">
                <span className="font-medium">{words.say(here ? 'settings.session_here' : 'settings.session_there')}</span>
                <span className="num text-sm text-ink-2">{words.say('settings.session_times', { made: moment(made_at), seen: moment(seen_at) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Await>
    </Panel>
  )
}
