import { useState, type ReactNode } from 'react'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { get } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { Button } from '../../parts/Button.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import { EraseConfirm } from './EraseConfirm.tsx'
import { Receipt } from './Receipt.tsx'

/** Erases one customer for good: found by their key, looked at, and typed once more. */
export function ErasePart(): ReactNode {
  const words = useWords()
  const [key, setKey] = useState('')
  const [found, setFound] = useState<CustomerAnswer | null>(null)
  const [receipt, setReceipt] = useState<EraseAnswer | null>(null)
  const looking = useChange({ act: () => get<CustomerAnswer>(`/v1/customers/${encodeURIComponent(key.trim())}`), refresh: [], after: setFound })
  const look = (): void => {
    setFound(null)
    setReceipt(null)
    looking.change(undefined)
  }
  return (
    <>
      <Panel title={words.say('settings.erase_who')} note={words.say('settings.erase_note')} actions={<InTheLog what="customer.erased" />}>
        <form className="flex max-w-[560px] flex-wrap items-end gap-3" onSubmit={(event) => { event.preventDefault(); look() }}>
          <div className="min-w-[220px] flex-1"><TextField label={words.say('settings.erase_key')} value={key} onChange={setKey} autoComplete="off" /></div>
          <Button type="submit" isPending={looking.isPending} isDisabled={key.trim() === ''}>{words.say('settings.erase_look')}</Button>
        </form>
        {looking.problem && <div className="mt-3"><ProblemNote problem={looking.problem} /></div>}
      </Panel>
      {found && !receipt && <EraseConfirm key={found.key} customer={found} onErased={(done) => { setReceipt(done); setKey('') }} />}
      {receipt && <Receipt receipt={receipt} />}
    </>
  )
}
