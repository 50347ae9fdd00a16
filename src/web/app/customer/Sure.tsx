import type { ReactNode } from 'react'
import { useChange } from '../data/change.ts'
import { Confirm } from '../parts/Dialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { CUSTOMERS } from './asked-customer.ts'

export interface SureProps {
  /** What is to be done, as its button says it. */
  readonly label: string
  readonly title: string
  /** What is said when it was done. */
  readonly done: string
  readonly act: () => Promise<unknown>
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** Asks before an entry of the timeline is taken away, and says that it was. */
export function Sure({ label, title, done, act, onClose, children }: SureProps): ReactNode {
  const take = useChange({ act, refresh: CUSTOMERS, said: done, after: onClose })
  return (
    <Confirm isOpen onClose={onClose} title={title} confirm={label} onConfirm={() => take.change(undefined)} isPending={take.isPending} isDanger>
      {children}
      {take.problem && <ProblemNote problem={take.problem} />}
    </Confirm>
  )
}
