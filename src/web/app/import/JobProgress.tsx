import { useMutation } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import type { JobAnswer } from '#contract/house/job.ts'
import { tell } from '../data/ask.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'
import { bytesText } from './texts.ts'

/** How far a check or an import is, what it is at, and how long it will take yet. */
export function JobProgress({ job, upload }: { readonly job: JobAnswer; readonly upload: UploadAnswer }): ReactNode {
  const words = useWords()
  const { count, figure, span } = useFormats()
  const { progress } = job
  const { mutate, isPending, error } = useMutation({ mutationFn: () => tell('POST', `/v1/jobs/${job.id}/cancel`), onSettled: lookAgain })
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null
  /** While rows are read, how many there will be is a guess that is not worth showing: how much of the file was read is shown instead. */
  const rowsText = ({ phase: at, done, total }: NonNullable<JobAnswer['progress']>): string =>
    at === 'reading' || total === null ? words.say('bring.rows_done', { count: count(done) }) : words.say(at === 'telling' || at === 'learning' ? 'bring.done_of_customers' : 'bring.done_of', { done: count(done), total: count(Math.max(done, total)) })
  const phase = progress && words.has(`bring.phase.${progress.phase}`) ? progress.phase : job.state
  const left = progress?.seconds_left ?? null
  const rows = progress === null || progress.done === 0 ? '' : rowsText(progress)
  const read = share !== null && progress?.phase === 'reading' ? bytesText(words, figure, share * upload.bytes) : ''
  return (
    <div className="grid gap-3">
      <ProgressBar label={words.say(`bring.phase.${phase}`)} share={share} note={[rows, read, left === null ? '' : words.say('bring.left', { span: span(left * 1000) })].filter((one) => one !== '').join(' · ')} />
      {job.error && <p className="text-sm text-ink-2">{job.error.detail}</p>}
      {error && <ProblemNote problem={problemOf(error)} />}
      <div><Button icon={X} onPress={() => mutate()} isPending={isPending}>{words.say('frame.cancel')}</Button></div>
    </div>
  )
}

/** Why a job came to nothing. */
export function JobFailed({ job: { state, error } }: { readonly job: JobAnswer }): ReactNode {
  const words = useWords()
  if (state === 'cancelled') return <p role="status" className="rounded-md border border-line bg-sunken p-3">{words.say('bring.cancelled')}</p>
  if (state !== 'failed' || !error) return null
  return (
    <div role="alert" className="rounded-md border border-danger bg-danger-soft p-3">
      <p className="font-medium [overflow-wrap:anywhere]">{error.detail}</p>
      <p className="whitespace-pre-line text-ink-2">{error.do}</p>
    </div>
  )
}
