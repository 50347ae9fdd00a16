import type { ReactNode } from 'react'
import type { Changing } from '../data/change.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'

interface EntryDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly saving: Changing<undefined>
  /** Where the entry can be removed. */
  readonly removing?: Changing<undefined> | null | undefined
  /** Is all there that it takes? */
  readonly isReady: boolean
  /** What the button says; "save" as it is. */
  readonly save?: string
  readonly children: ReactNode
}

/** A window in which one entry of the company is added, changed or removed. What is refused is said in it. */
export function EntryDialog({ title, onClose, saving, removing, isReady, save, children }: EntryDialogProps): ReactNode {
  const words = useWords()
  const problem = removing?.problem ?? saving.problem
  return (
    <Dialog isOpen onClose={onClose} title={title} role="alertdialog">
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); saving.change(undefined) }}>
        {children}
        {problem && <ProblemNote problem={problem} />}
        <div className="mt-1 flex flex-wrap justify-end gap-2">
          {removing && <span className="mr-auto"><Button look="danger" isPending={removing.isPending} onPress={() => removing.change(undefined)}>{words.say('settings.remove')}</Button></span>}
          <Button onPress={onClose}>{words.say('frame.cancel')}</Button>
          <Button look="primary" type="submit" isPending={saving.isPending} isDisabled={!isReady}>{save ?? words.say('settings.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
