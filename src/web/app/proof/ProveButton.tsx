import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import type { JobAnswer } from '#contract/house/job.ts'
import { asked, tell } from '../data/ask.ts'
import { useMay } from '../data/me.ts'
import { problemOf } from '../parts/Await.tsx'
import { Button } from '../parts/Button.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { useWords } from '../words/words.tsx'

const LOOK_MS = 1000
const isGoing = (job: JobAnswer | undefined): boolean => job?.state === 'waiting' || job?.state === 'running'

/** Asks for a proof and waits for it; whoever leaves meanwhile finds it later. */
export function ProveButton({ again }: { readonly again: boolean }): ReactNode {
  const words = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const jobs = useQuery({ ...asked<{ jobs: JobAnswer[] }>('/v1/jobs', { limit: 20 }), enabled: may('operate'), refetchInterval: ({ state }) => (isGoing(newest(state.data)) ? LOOK_MS : false) })
  const ask = useMutation({ mutationFn: () => tell<JobAnswer>('POST', '/v1/proof', {}), onSuccess: () => jobs.refetch() })
  const job = newest(jobs.data)
  const going = isGoing(job) || ask.isPending
  useEffect(() => {
    if (job?.state === 'done') void queries.invalidateQueries({ queryKey: ['/v1/proof'] })
  }, [job?.state, job?.id, queries])
  if (!may('operate')) return null
  return (
    <div className="grid justify-items-end gap-2">
      <Button look="primary" icon={RefreshCw} onPress={() => ask.mutate()} isDisabled={going}>{words.say(going ? 'proof.proving' : again ? 'proof.again' : 'proof.prove')}</Button>
      <span role="status" className="num text-sm text-ink-2">{job?.progress && going ? words.say('proof.looked_at', { customers: job.progress.done }) : ''}</span>
      {job?.state === 'failed' && job.error && <p role="alert" className="max-w-[44ch] text-sm text-danger">{job.error.detail} {job.error.do}</p>}
      {ask.error && <ProblemNote problem={problemOf(ask.error)} />}
    </div>
  )
}

const newest = (answer: { readonly jobs: readonly JobAnswer[] } | undefined): JobAnswer | undefined => answer?.jobs.find(({ kind }) => kind === 'prove')
