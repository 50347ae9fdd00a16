import type { ReactNode } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { useWords } from '../../words/words.tsx'
import { Secret } from '../Secret.tsx'
import { Connect } from './Connect.tsx'
import type { MadeKey } from './KeyDialog.tsx'

/** A key that was just made, shown this once; where it brings facts in, with a line that does. */
export function KeyOnce({ made, onClose }: { readonly made: MadeKey; readonly onClose: () => void }): ReactNode {
  const words = useWords()
  return (
    <Dialog isOpen onClose={onClose} title={words.say('settings.key_made', { name: made.name })} role="alertdialog" width={640}>
      <div className="grid gap-4">
        <div className="grid gap-1.5"><Secret text={made.key} label={words.say('settings.key')} /><p className="text-sm text-ink-2">{words.say('settings.key_once')}</p></div>
        {made.scopes.includes('facts.send') && <Connect id={made.id} secret={made.key} />}
        <div className="flex justify-end"><Button look="primary" onPress={onClose}>{words.say('settings.done')}</Button></div>
      </div>
    </Dialog>
  )
}
