import { useState, type ReactNode } from 'react'
import type { MadeKeyAnswer } from '#contract/house/people.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { Button, LinkButton } from '../parts/Button.tsx'
import { TextField } from '../parts/Field.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { Connect } from '../settings/keys/Connect.tsx'
import { Secret } from '../settings/Secret.tsx'
import { useWords } from '../words/words.tsx'

/** Makes a key for the first system that is connected, and waits for what comes by it. */
export function KeyStep(): ReactNode {
  const words = useWords()
  const [name, setName] = useState(words.say('welcome.key_usual'))
  const [made, setMade] = useState<MadeKeyAnswer | null>(null)
  const { change, isPending, problem } = useChange({ act: () => tell<MadeKeyAnswer>('POST', '/v1/keys', { name, scopes: ['facts.send'] }), refresh: ['/v1/keys'], after: setMade })
  if (made) return <Made made={made} />
  return (
    <Panel title={words.say('welcome.key')} note={words.say('welcome.key_note')}>
      <form className="grid max-w-[520px] gap-4" onSubmit={(event) => { event.preventDefault(); change(undefined) }}>
        <TextField label={words.say('settings.key_for')} hint={words.say('settings.key_for_hint')} value={name} onChange={setName} autoComplete="off" />
        {problem && <ProblemNote problem={problem} />}
        <div className="flex flex-wrap gap-2"><Button look="primary" type="submit" isPending={isPending} isDisabled={name.trim() === ''}>{words.say('settings.key_make')}</Button><LinkButton to="/welcome">{words.say('welcome.back')}</LinkButton></div>
      </form>
    </Panel>
  )
}

/** The key, this once, and the line that tries it. */
function Made({ made }: { readonly made: MadeKeyAnswer }): ReactNode {
  const words = useWords()
  return (
    <div className="grid max-w-[820px] gap-4">
      <Panel title={words.say('settings.key_made', { name: made.name })}>
        <div className="grid gap-1.5"><Secret text={made.key} label={words.say('settings.key')} /><p className="text-sm text-ink-2">{words.say('settings.key_once')}</p></div>
      </Panel>
      <Panel title={words.say('welcome.first_fact')}><Connect id={made.id} secret={made.key} /><p className="mt-3 text-sm text-ink-2">{words.say('welcome.first_fact_after')}</p></Panel>
    </div>
  )
}
