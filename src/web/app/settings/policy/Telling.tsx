import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import type { JobAnswer } from '#contract/house/job.ts'
import type { PolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMay } from '../../data/me.ts'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { toast } from '../../parts/toast.ts'
import { useFormats, useWords } from '../../words/words.tsx'

const POLL_MS = 1000
const isOver = (job: JobAnswer | undefined): boolean => job !== undefined && ['done', 'failed', 'cancelled'].includes(job.state)

/** What becomes of a version that the map is not told under yet. */
export function Telling({ next }: { readonly next: PolicyAnswer['next'] }): ReactNode {
  return next && next.job === null ? <Untold version={next.version} /> : <Job id={next?.job ?? null} />
}

/** A version that was made, while telling the map under it failed for good: it can be asked for again. */
function Untold({ version }: { readonly version: number }): ReactNode {
  const words = useWords()
  const mayAsk = useMay()('operate')
  const { change, isPending, problem } = useChange({ act: () => tell('POST', '/v1/jobs', { kind: 'retell' }), refresh: ['/v1/policy', '/v1/jobs'] })
  return (
    <div className="card grid justify-items-start gap-2 p-4" role="status">
      <p>{words.say('settings.telling_failed', { version })}</p>
      {problem && <ProblemNote problem={problem} />}
      {mayAsk && <Button onPress={() => change(undefined)} isPending={isPending}>{words.say('frame.again')}</Button>}
    </div>
  )
}

/** How far telling the map under a new version has come; the map as it was is read meanwhile. When it is done, all that is shown is read again. */
function Job({ id }: { readonly id: number | null }): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const client = useQueryClient()
  const mayLook = useMay()('operate')
  const { data: job } = useQuery({ ...asked<JobAnswer>(`/v1/jobs/${id}`), enabled: id !== null && mayLook, staleTime: 0, refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS) })
  const isDone = id !== null && job?.id === id && job.state === 'done'
  useEffect(() => {
    if (!isDone) return
    toast(words.say('settings.told'))
    void client.invalidateQueries()
  }, [isDone, client, words])
  if (id === null || isDone || job === undefined) return null
  const { progress, error } = job
  const share = progress && progress.total !== null && progress.total > 0 ? progress.done / progress.total : null
  return (
    <div className="card p-4" role="status">
      <ProgressBar label={words.say('settings.telling')} share={share} {...(progress?.total && { note: `${count(progress.done)} / ${count(progress.total)}` })} />
      <p className="mt-2 text-sm text-ink-2">{error ? `${error.detail} ${error.do}` : words.say('settings.telling_about')}</p>
    </div>
  )
}
