import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { tell } from '../data/ask.ts'
import { client } from '../data/client.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'
import { keepUpload, uploadAsked } from './data.ts'

interface MappingTextProps {
  readonly upload: UploadAnswer
  readonly onClose: () => void
  /** The form is to be filled in anew from what was written. */
  readonly onTaken: () => void
}

/** The mapping as its file has it, to be written by hand: all that a form has no words for can be said here. */
export function MappingText({ upload: { id }, onClose, onTaken }: MappingTextProps): ReactNode {
  const words = useWords()
  const mapping = client.getQueryData<UploadAnswer>(uploadAsked(id).queryKey)?.mapping
  const [text, setText] = useState(mapping?.text ?? '')
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () => tell<UploadAnswer>('PATCH', `/v1/uploads/${id}`, { text, name: mapping?.name ?? null }),
    onSuccess: (upload) => {
      if (!upload.mapping || upload.mapping.written === null || upload.mapping.problems.length > 0) return
      keepUpload(upload)
      onTaken()
    },
  })
  return (
    <Dialog isOpen onClose={onClose} title={words.say('bring.as_text')} width={760}>
      <div className="grid gap-3 [&_textarea]:font-mono [&_textarea]:text-sm">
        <p className="text-ink-2">{words.say('bring.as_text_means')}</p>
        <TextField label={words.say('bring.mapping')} lines={18} value={text} onChange={setText} />
        {error && <ProblemNote problem={problemOf(error)} />}
        {data?.mapping?.problems.slice(0, 5).map(({ detail, do: todo }) => <p key={detail} role="alert" className="text-sm text-danger">{detail} {todo}</p>)}
        <div className="flex justify-end gap-2"><Button onPress={onClose}>{words.say('frame.cancel')}</Button><Button look="primary" onPress={() => mutate()} isPending={isPending}>{words.say('bring.take_text')}</Button></div>
      </div>
    </Dialog>
  )
}
