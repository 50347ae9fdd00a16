import { useState, type ReactNode } from 'react'
import type { AccountAnswer } from '#contract/house/people.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { LANGUAGE_NAMES } from '#core/words/words.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMe } from '../../data/me.ts'
import { Button } from '../../parts/Button.tsx'
import { Select } from '../../parts/Select.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unsaved } from '../../parts/Unsaved.tsx'
import { useWords } from '../../words/words.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { Sessions } from './Sessions.tsx'

/** Whoever is signed in: what they are called, their language, their password, and where they are signed in. */
export function MePart(): ReactNode {
  const { account } = useMe()
  if (!account) return null // a key has no screens
  return (
    <>
      <Own account={account} />
      <PasswordForm email={account.email} />
      <Sessions />
    </>
  )
}

/** Stands for the browser's own language. */
const BROWSER = 'browser'

function Own({ account }: { readonly account: AccountAnswer }): ReactNode {
  const words = useWords()
  const [name, setName] = useState(account.name)
  const [language, setLanguage] = useState<string>(account.language ?? BROWSER)
  const isOther = language !== (account.language ?? BROWSER)
  const isDirty = name !== account.name || isOther
  const { change, isPending, problem } = useChange({
    act: () => tell<AccountAnswer>('PATCH', '/v1/me', { name, language: language === BROWSER ? null : language }), refresh: ['/v1/me', '/v1/accounts'], said: words.say('settings.saved'),
    // The page around the app is written in a language: in another it is another page.
    after: () => isOther && location.reload(),
  })
  const languages = [{ id: BROWSER, name: words.say('settings.language_browser') }, ...LANGUAGES.map((id) => ({ id, name: LANGUAGE_NAMES[id] }))]
  return (
    <Panel title={words.say('settings.me_who')}>
      <form className="grid max-w-[520px] gap-4" onSubmit={(event) => { event.preventDefault(); change(undefined) }}>
        <TextField label={words.say('door.name')} value={name} onChange={setName} autoComplete="name" error={problem?.at('/name')} />
        <p className="text-sm"><span className="block font-medium">{words.say('door.email')}</span><span className="block text-base [overflow-wrap:anywhere]">{account.email}</span><span className="text-ink-2">{words.say('settings.email_stays')}</span></p>
        <Select label={words.say('settings.language')} options={languages} value={language} onChange={setLanguage} />
        <p className="text-sm text-ink-2">{words.say('settings.my_role', { role: words.say(`role.${account.role}`) })} {words.say(`settings.role_${account.role}`)}</p>
        {problem && <ProblemNote problem={problem} />}
        <div><Button look="primary" type="submit" isPending={isPending} isDisabled={!isDirty || name.trim() === ''}>{words.say('settings.save')}</Button></div>
      </form>
      <Unsaved isDirty={isDirty && !isPending} />
    </Panel>
  )
}
