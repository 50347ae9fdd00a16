import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useWords } from '../words/words.tsx'
import { Button } from './Button.tsx'

interface DialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  /** Widest, in px. */
  readonly width?: number
  /** `alertdialog` asks before something is done; `dialog` is for everything else. */
  readonly role?: 'dialog' | 'alertdialog'
  readonly children: ReactNode
}

/** A window above the page. Escape and a press outside close it; focus goes back to where it was. */
export const Dialog = ({ isOpen, onClose, title, width = 480, role = 'dialog', children }: DialogProps): ReactNode => (
  <ModalOverlay isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable={role === 'dialog'} className="no-print fixed inset-0 z-40 grid place-items-center overflow-auto bg-[rgb(15_19_25/.45)] p-4">
    <Modal className="card w-full shadow-over" style={{ maxWidth: width }}>
      <AriaDialog role={role} className="p-5 outline-none">
        <Heading slot="title" className="display mb-3 text-xl">{title}</Heading>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)

interface ConfirmProps extends Omit<DialogProps, 'role' | 'width'> {
  readonly confirm: string
  readonly onConfirm: () => void
  readonly isPending?: boolean
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
}

/** Asks before something is done that is not easily taken back. */
export function Confirm({ confirm, onConfirm, isPending = false, isDanger = false, isDisabled = false, children, ...dialog }: ConfirmProps): ReactNode {
  const words = useWords()
  return (
    <Dialog {...dialog} role="alertdialog">
      <div className="space-y-3 text-ink-2">{children}</div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onPress={dialog.onClose}>{words.say('frame.cancel')}</Button>
        <Button look={isDanger ? 'danger' : 'primary'} onPress={onConfirm} isPending={isPending} isDisabled={isDisabled}>{confirm}</Button>
      </div>
    </Dialog>
  )
}
