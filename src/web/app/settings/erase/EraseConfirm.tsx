import { useState, type ReactNode } from 'react'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { StateName } from '../../parts/StateChip.tsx'
import { useFormats, useWords } from '../../words/words.tsx'

interface EraseConfirmProps {
  readonly customer: CustomerAnswer
  readonly onErased: (receipt: EraseAnswer) => void
}

/** Who is about to be erased, what will be gone, and the key once more. */
export function EraseConfirm({ customer, onErased }: EraseConfirmProps): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const [typed, setTyped] = useState('')
  const { key, name, email, facts, keys, standing } = customer
  const { change, isPending, problem } = useChange({ act: () => tell<EraseAnswer>('POST', `/v1/customers/${encodeURIComponent(key)}/erase`, { key: typed }), refresh: ['/v1/customers', '/v1/map', '/v1/audit', '/v1/keys'], after: onErased })
  return (
    <Panel title={name ?? key}>
      <div className="grid max-w-[64ch] gap-4">
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">{standing && <StateName state={standing.state} />}<span className="[overflow-wrap:anywhere]">{[key, email].filter(Boolean).join(' · ')}</span></p>
        <div>
          <p className="font-medium">{words.say('settings.erase_gone')}</p>
          <ul className="list-disc pl-5 text-ink-2">
            <li>{words.say('settings.erase_facts', { n: facts, shown: count(facts) })}</li>
            <li>{words.say('settings.erase_keys', { n: keys.length, keys: keys.map((one) => one.key).join(', ') })}</li>
            <li>{words.say('settings.erase_rest')}</li>
            <li>{words.say('settings.erase_others')}</li>
          </ul>
        </div>
        <p>{words.say('settings.erase_stays')}</p>
        <form className="grid max-w-[360px] gap-3" onSubmit={(event) => { event.preventDefault(); change(undefined) }}>
          <TextField label={words.say('settings.type_to_confirm', { text: key })} value={typed} onChange={setTyped} autoComplete="off" />
          {problem && <ProblemNote problem={problem} />}
          <div><Button look="danger" type="submit" isPending={isPending} isDisabled={typed !== key}>{words.say('settings.erase_do')}</Button></div>
        </form>
      </div>
    </Panel>
  )
}
