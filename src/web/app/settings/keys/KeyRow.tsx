import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { KeyAnswer } from '#contract/house/people.ts'
import { Button } from '../../parts/Button.tsx'
import { Say, useFormats, useWords } from '../../words/words.tsx'

/** A key: what it is for, what it may do, when it was last used, and what came by it. */
export function KeyRow({ kept, onRevoke }: { readonly kept: KeyAnswer; readonly onRevoke: () => void }): ReactNode {
  const words = useWords()
  const { ago, day } = useFormats()
  const { name, scopes, made_at, used_at, revoked_at } = kept
  const used = used_at === null ? words.say('settings.key_unused') : words.say('settings.key_used', { when: ago(used_at, Date.now()) })
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="grid min-w-0 flex-1 gap-x-5 gap-y-1 md:grid-cols-[minmax(0,3fr)_minmax(0,5fr)_minmax(0,4fr)]">
        <div className="min-w-0"><span className="font-medium [overflow-wrap:anywhere]">{name}</span><span className="block text-sm text-ink-2">{words.say('settings.made_on', { day: day(made_at) })}</span></div>
        <ul className="text-sm">{scopes.map((scope) => <li key={scope}>{words.say(`settings.right_${scope.replace('.', '_')}`)}</li>)}</ul>
        <div className="text-sm text-ink-2">{revoked_at === null ? used : words.say('settings.key_gone', { day: day(revoked_at) })}<Came kept={kept} /></div>
      </div>
      {revoked_at === null && <Button look="quiet" onPress={onRevoke} aria-label={words.say('settings.act_on', { act: words.say('settings.key_revoke'), name })}>{words.say('settings.key_revoke')}</Button>}
    </li>
  )
}

function Came({ kept: { came } }: { readonly kept: KeyAnswer }): ReactNode {
  const { moment } = useFormats()
  if (!came) return null
  const when = moment(came.last_at)
  if (came.customer === null) return <span className="block"><Say id="settings.key_came" values={{ when }} /></span>
  return <span className="block"><Say id="settings.key_came_of" values={{ when, customer: <Link to="/customers/$key" params={{ key: came.customer }} className="text-accent underline-offset-2 hover:underline">{came.customer}</Link> }} /></span>
}
