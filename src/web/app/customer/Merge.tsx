import { useState, type FormEvent, type ReactNode } from 'react'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/toast.ts'
import { useWords } from '../words/words.tsx'
import { customerPath, CUSTOMERS } from './asked-customer.ts'
import { OtherKey } from './OtherKey.tsx'

/** Makes another key a key of this customer. */
export function Merge({ customerKey, onClose }: { readonly customerKey: string; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  const [other, setOther] = useState('')
  const [isAsked, setAsked] = useState(false)
  const key = other.trim()
  const merge = useChange({
    act: () => tell<MergeAnswer>('POST', customerPath(customerKey, '/merge'), { other: key }),
    refresh: CUSTOMERS,
    after: ({ changed }) => {
      toast(changed ? words.say('person.merged', { other: key }) : words.say('merge.nothing', { other: key, key: customerKey }))
      onClose()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (key !== '') merge.change(undefined)
  }
  return (
    <Dialog isOpen onClose={onClose} title={words.say('person.merge_title')}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        <p className="text-ink-2">{words.say('person.merge_lead')}</p>
        <OtherKey customerKey={customerKey} value={other} onChange={setOther} error={isAsked && key === '' ? words.say('ask.fill') : merge.problem?.at('/other')} />
        {merge.problem && <ProblemNote problem={merge.problem} />}
        <div className="flex flex-wrap justify-end gap-2"><Button onPress={onClose}>{words.say('frame.cancel')}</Button><Button type="submit" look="primary" isPending={merge.isPending}>{words.say('person.merge_do')}</Button></div>
      </form>
    </Dialog>
  )
}
