import { useMutation } from '@tanstack/react-query'
import { BookmarkCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { tell } from '../data/ask.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'
import { keepUpload } from './data.ts'

/** Which remembered mapping the file is read by, and the others that would fit. */
export function Fits({ upload: { id, mapping }, look: { fits, guess } }: { readonly upload: UploadAnswer; readonly look: LookAnswer }): ReactNode {
  const words = useWords()
  const name = mapping?.name ?? null
  const { mutate, isPending, error } = useMutation({ mutationFn: async (body: object) => keepUpload(await tell<UploadAnswer>('PATCH', `/v1/uploads/${id}`, body)) })
  const others = fits.filter((fit) => fit.name !== name)
  if (name === null && others.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-surface p-3">
      <BookmarkCheck size={18} aria-hidden className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1 basis-[220px]">{name === null ? words.say('bring.fits') : words.say('bring.read_as', { name })}</p>
      {others.slice(0, 3).map((fit) => <Button key={fit.name} isDisabled={isPending} onPress={() => mutate({ name: fit.name })}>{words.say('bring.use', { name: fit.name })}</Button>)}
      {name !== null && <Button look="quiet" isDisabled={isPending} onPress={() => mutate({ written: guess.written })}>{words.say('bring.guess_anew')}</Button>}
      {error && <div className="basis-full"><ProblemNote problem={problemOf(error)} /></div>}
    </div>
  )
}
