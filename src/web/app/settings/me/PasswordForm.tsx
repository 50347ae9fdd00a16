import { useState, type ReactNode } from 'react'
import { LEAST_PASSWORD } from '#core/house/password.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useWords } from '../../words/words.tsx'

/** A new password against the old one. The address stands in it unseen, so that a browser keeps the password under it. */
export function PasswordForm({ email }: { readonly email: string }): ReactNode {
  const words = useWords()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const { change, isPending, problem } = useChange({
    act: () => tell<{ ended: number }>('POST', '/v1/me/password', { old, new: next }), refresh: ['/v1/me'], said: words.say('settings.password_changed'),
    after: () => { setOld(''); setNext('') },
  })
  const [wrong, weak] = [problem?.at('/old'), problem?.at('/new')]
  return (
    <Panel title={words.say('settings.password')} note={words.say('settings.password_note')}>
      <form className="grid max-w-[520px] gap-4" onSubmit={(event) => { event.preventDefault(); change(undefined) }}>
        <input type="email" name="email" value={email} readOnly autoComplete="username" hidden />
        <TextField label={words.say('settings.password_old')} type="password" autoComplete="current-password" value={old} onChange={setOld} error={wrong} />
        <TextField label={words.say('door.new_password')} type="password" autoComplete="new-password" value={next} onChange={setNext} hint={words.say('door.password_hint', { least: LEAST_PASSWORD })} error={weak} />
        {problem && wrong === undefined && weak === undefined && <ProblemNote problem={problem} />}
        <div><Button type="submit" isPending={isPending} isDisabled={old === '' || next === ''}>{words.say('settings.password_change')}</Button></div>
      </form>
    </Panel>
  )
}
