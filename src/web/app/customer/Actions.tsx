import { PenLine } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { useMay } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import { later } from '../parts/later.tsx'
import { useWords } from '../words/words.tsx'
import { More, type Opened } from './More.tsx'

const Erase = later(() => import('./Erase.tsx').then((it) => it.Erase))
const Merge = later(() => import('./Merge.tsx').then((it) => it.Merge))
const Part = later(() => import('./Part.tsx').then((it) => it.Part))

interface ActionsProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly onRecord: () => void
  readonly onErased: (receipt: EraseAnswer) => void
}

/** What can be done about a customer, as far as one's rights go. */
export function Actions({ customerKey, customer, onRecord, onErased }: ActionsProps): ReactNode {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState<Opened | null>(null)
  const close = (): void => setOpen(null)
  return (
    <>
      {may('facts.send') && <Button icon={PenLine} look="primary" onPress={onRecord}>{words.say('person.record')}</Button>}
      {may('customers.change') && <More customerKey={customerKey} customer={customer} onOpen={setOpen} />}
      {open?.what === 'merge' && <Merge customerKey={customerKey} onClose={close} />}
      {open?.what === 'part' && <Part customerKey={customerKey} other={open.other} onClose={close} />}
      {open?.what === 'erase' && <Erase customerKey={customerKey} customer={customer} onClose={close} onErased={onErased} />}
    </>
  )
}
