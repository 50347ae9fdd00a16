import { useMutation } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { tell } from '../data/ask.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { keepUpload, lookAgain } from './data.ts'

interface AskProps {
  readonly upload: UploadAnswer
  readonly kind: 'check' | 'import'
  readonly icon?: LucideIcon
  /** What has to be done before. */
  readonly before?: () => Promise<void>
  readonly onAsked?: () => void
  readonly children: ReactNode
}

/** Has a file checked or imported; what speaks against it is said above the button. */
export function AskButton({ upload: { id }, kind, icon, before, onAsked, children }: AskProps): ReactNode {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      await before?.()
      keepUpload(await tell<UploadAnswer>('POST', `/v1/uploads/${id}/${kind}`))
    },
    onSuccess: () => {
      lookAgain()
      onAsked?.()
    },
  })
  return (
    <>
      {error && <div className="basis-full"><ProblemNote problem={problemOf(error)} /></div>}
      <Button look="primary" {...(icon && { icon })} onPress={() => mutate()} isPending={isPending}>{children}</Button>
    </>
  )
}
