import { FileUp } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { DropZone as AriaDropZone, FileTrigger, Text, type DropZoneProps } from 'react-aria-components'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import type { Problem } from '../data/problem.ts'
import { useFormats, useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'
import { sendFile } from './send-file.ts'
import { bytesText } from './texts.ts'

type DropEvent = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]

const TYPES = ['.csv', '.tsv', '.txt', '.ndjson', '.jsonl', '.json', '.gz']

type Going = { readonly file: File; readonly bytes: number } | null

/** Where a file is dropped, or chosen; it is then sent, and leads on to what its columns mean. */
export function DropZone(): ReactNode {
  const words = useWords()
  const { going, problem, start, stop } = useSending()
  const dropped = async ({ items }: DropEvent): Promise<void> => {
    const item = items.find((one) => one.kind === 'file')
    if (item?.kind === 'file') start(await item.getFile())
  }
  return (
    <div className="grid gap-3">
      <AriaDropZone onDrop={(event) => void dropped(event)} isDisabled={going !== null} aria-label={words.say('bring.drop')} className="grid min-h-[212px] place-items-center rounded-lg border-2 border-dashed border-line-strong bg-surface p-6 text-center data-[drop-target]:border-accent data-[drop-target]:bg-accent-soft">
        {going ? <Sent going={going} onStop={stop} /> : (
          <div className="grid justify-items-center gap-2">
            <span className="grid size-12 place-items-center rounded-full bg-accent-soft text-accent"><FileUp size={22} aria-hidden /></span>
            <Text slot="label" className="text-lg font-medium max-md:hidden">{words.say('bring.drop')}</Text>
            <FileTrigger acceptedFileTypes={TYPES} onSelect={(files) => files?.[0] && start(files[0])}><Button look="primary">{words.say('bring.choose')}</Button></FileTrigger>
            <p className="mt-1 max-w-[56ch] text-sm text-ink-2">{words.say('bring.kinds_of_files')}</p>
          </div>
        )}
      </AriaDropZone>
      {problem && <ProblemNote problem={problem} />}
    </div>
  )
}

function Sent({ going: { file, bytes }, onStop }: { readonly going: NonNullable<Going>; readonly onStop: () => void }): ReactNode {
  const words = useWords()
  const { figure, percent } = useFormats()
  const share = file.size === 0 ? null : bytes / file.size
  return (
    <div className="grid w-full max-w-[420px] gap-3 text-left">
      <ProgressBar label={words.say('bring.sending', { file: file.name })} share={share} note={share === null ? '' : `${percent(share)} · ${bytesText(words, figure, file.size)}`} />
      <div className="justify-self-center"><Button onPress={onStop}>{words.say('frame.cancel')}</Button></div>
    </div>
  )
}

function useSending(): { going: Going; problem: Problem | null; start: (file: File) => void; stop: () => void } {
  const navigate = useNavigate()
  const [going, setGoing] = useState<Going>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const stopping = useRef<AbortController>(null)
  const start = (file: File): void => {
    const aborting = (stopping.current = new AbortController())
    setProblem(null)
    setGoing({ file, bytes: 0 })
    void sendFile({ file, onBytes: (bytes) => setGoing({ file, bytes }), signal: aborting.signal })
      .then(({ id }) => {
        lookAgain()
        return navigate({ to: '/import/$id', params: { id }, search: { step: 'map' } })
      }, (error: unknown) => aborting.signal.aborted || setProblem(problemOf(error)))
      .finally(() => setGoing(null))
  }
  return { going, problem, start, stop: () => stopping.current?.abort() }
}
