import { ChevronLeft } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button as Bare } from 'react-aria-components'
import type { CustomerAnswer } from '#contract/relationship/customer.ts'
import { HAND_KINDS, type HandKind } from '#core/history/by-hand.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.tsx'
import { KIND_ICONS } from './kinds.ts'
import { RecordForm } from './RecordForm.tsx'

/** What is to be recorded, as far as whoever begins it knows. */
export interface Recording {
  readonly kind?: HandKind
  /** The complaint that is answered. */
  readonly complaint?: string
}

export interface RecorderProps {
  readonly customerKey: string
  readonly customer: CustomerAnswer
  readonly recording: Recording
  readonly onClose: () => void
}

/** Records by hand what happened: first what kind of thing it was, then what has to be said of it. */
export function Recorder({ recording, onClose, ...of }: RecorderProps): ReactNode {
  const words = useWords()
  const [kind, setKind] = useState(recording.kind ?? null)
  const back = <Button look="quiet" icon={ChevronLeft} onPress={() => setKind(null)}>{words.say('person.what_happened')}</Button>
  return (
    <Dialog isOpen onClose={onClose} title={kind === null ? words.say('person.record_title') : words.say(`kind.${kind}`)} width={560}>
      <p className="mb-4 text-ink-2">{words.say('person.record_lead')}</p>
      {kind === null ? <Kinds onChoose={setKind} /> : <RecordForm {...of} key={kind} kind={kind} complaint={recording.complaint} back={recording.kind === undefined ? back : null} onClose={onClose} />}
    </Dialog>
  )
}

function Kinds({ onChoose }: { readonly onChoose: (kind: HandKind) => void }): ReactNode {
  const words = useWords()
  return (
    <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2" aria-label={words.say('person.what_happened')}>
      {HAND_KINDS.map((kind, i) => {
        const Icon = KIND_ICONS[kind]
        return (
          <li key={kind}>
            <Bare autoFocus={i === 0} onPress={() => onChoose(kind)} className="flex min-h-11 w-full items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 text-left hover:bg-hover">
              <Icon size={17} aria-hidden className="shrink-0 text-ink-2" />{words.say(`kind.${kind}`)}
            </Bare>
          </li>
        )
      })}
    </ul>
  )
}
