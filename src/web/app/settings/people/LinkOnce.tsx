import type { ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { useWords } from '../../words/words.tsx'
import { Secret } from '../Secret.tsx'
import type { Made } from './made.ts'

/** A one-time link, shown this once. */
export function LinkOnce({ made: { path, title, about }, onClose }: { readonly made: Made; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  return (
    <Dialog isOpen onClose={onClose} title={title} role="alertdialog" width={560}>
      <div className="grid gap-3">
        <p className="text-ink-2">{about}</p>
        <Secret text={`${location.origin}${path}`} label={words.say('settings.link')} />
        <p className="text-sm text-ink-2">{words.say('settings.shown_once')}</p>
        <div className="flex justify-end"><Button look="primary" onPress={onClose}>{words.say('settings.done')}</Button></div>
      </div>
    </Dialog>
  )
}
