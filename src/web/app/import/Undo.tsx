import { useMutation } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ImportAnswer } from '#contract/history/import-report.ts'
import { tell } from '../data/ask.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { LaterConfirm } from '../parts/LaterDialog.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/Toasts.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'

interface Undone {
  readonly facts: number
  readonly overlapped: readonly { readonly id: number; readonly what: string }[]
}

/** By which others know that it is being taken back. */
export const undoing = (id: number | string): readonly string[] => ['undo', String(id)]

/** Takes an import back, once that was asked. */
export function Undo({ one: { id, what, report } }: { readonly one: ImportAnswer }): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const [isAsking, setAsking] = useState(false)
  const { mutate, isPending, error } = useMutation({
    mutationKey: undoing(id),
    mutationFn: () => tell<Undone>('POST', `/v1/imports/${id}/undo`),
    // The page changes to one that is undone: what has to be said outlives this button.
    onSuccess: ({ facts, overlapped }) => {
      toast(words.say('undo.done', { id: String(id), facts }))
      if (overlapped.length > 0) toast(words.say('undo.overlaps', { imports: overlapped.map((other) => `${other.id} (${other.what})`).join(', ') }))
    },
    onSettled: () => {
      setAsking(false)
      lookAgain()
    },
  })
  return (
    <Panel title={words.say('bring.undo')} note={words.say('bring.undo_note')} actions={<Button icon={Undo2} look="danger" onPress={() => setAsking(true)} isPending={isPending}>{words.say('bring.undo')}</Button>}>
      {error && <ProblemNote problem={problemOf(error)} />}
      <LaterConfirm isOpen={isAsking} onClose={() => setAsking(false)} title={words.say('bring.undo_ask', { what })} confirm={words.say('bring.undo')} onConfirm={() => mutate()} isPending={isPending} isDanger>
        <p>{words.say('bring.undo_means', { n: report?.facts.taken ?? 0, count: count(report?.facts.taken ?? 0) })}</p>
      </LaterConfirm>
    </Panel>
  )
}
