import { useState, type ReactNode } from 'react'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { client } from '../data/client.ts'
import { Confirm } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'
import { customerPath } from './asked-customer.ts'

interface EraseProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly onClose: () => void
  readonly onErased: (receipt: EraseAnswer) => void
}

/** Erases a customer for good: says what will be gone, and wants the key typed. */
export function Erase({ customerKey, customer: { name, facts, keys }, onClose, onErased }: EraseProps): ReactNode {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const erase = useChange({
    act: () => tell<EraseAnswer>('POST', customerPath(customerKey, '/erase'), { key: typed.trim() }),
    refresh: [],
    after: (receipt) => {
      onErased(receipt)
      // What was read of them is forgotten here too.
      client.removeQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/v1/customers') })
    },
  })
  const list = keys.map(({ key }) => key).join(', ')
  return (
    <Confirm
      isOpen onClose={onClose} title={words.say('person.erase_title', { name: name ?? customerKey })} confirm={words.say('person.erase_do')} isDanger isDisabled={typed.trim() !== customerKey}
      onConfirm={() => erase.change(undefined)} isPending={erase.isPending}
    >
      <p className="break-words">{words.say('person.erase_what', { facts, keys: keys.length, list })}</p>
      <p>{words.say('person.erase_others')}</p>
      <TextField label={words.say('person.erase_type', { key: customerKey })} value={typed} onChange={setTyped} autoFocus autoComplete="off" spellCheck="false" />
      {erase.problem && <ProblemNote problem={erase.problem} />}
    </Confirm>
  )
}
