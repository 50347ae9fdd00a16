import type { ReactNode } from 'react'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { Confirm } from '../parts/Dialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/toast.ts'
import { useWords } from '../words/words.tsx'
import { customerPath, CUSTOMERS } from './asked-customer.ts'

interface PartProps {
  readonly customerKey: string
  readonly other: string
  readonly onClose: () => void
}

/** Makes a key that was merged a customer of its own again. */
export function Part({ customerKey, other, onClose }: PartProps): ReactNode {
  const words = useWords()
  const part = useChange({
    act: () => tell<MergeAnswer>('POST', customerPath(customerKey, '/part'), { other }),
    refresh: CUSTOMERS,
    after: ({ changed }) => {
      toast(words.say(changed ? 'part.done' : 'part.nothing', { other, key: customerKey }))
      onClose()
    },
  })
  return (
    <Confirm isOpen onClose={onClose} title={words.say('person.part_title', { key: other })} confirm={words.say('person.part_do')} onConfirm={() => part.change(undefined)} isPending={part.isPending}>
      <p>{words.say('person.part_lead')}</p>
      {part.problem && <ProblemNote problem={part.problem} />}
    </Confirm>
  )
}
