import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { JobAnswer } from '#contract/house/job.ts'
import { asked } from '../data/ask.ts'
import { useMay } from '../data/me.ts'
import { useFormats, useWords } from '../words/words.tsx'

const WHILE_RUNNING_MS = 1500
const ELSE_MS = 30_000

/** An import or a check that is under way, wherever one is: how far it is, and the way to it. */
export function Working({ compact = false }: { readonly compact?: boolean }): ReactNode {
  const words = useWords()
  const { percent } = useFormats()
  const may = useMay()('operate')
  const { data } = useQuery({ ...asked<{ jobs: readonly JobAnswer[] }>('/v1/jobs', { state: 'running', limit: 5 }), enabled: may, refetchInterval: ({ state }) => (state.data?.jobs.some(isFile) ? WHILE_RUNNING_MS : ELSE_MS) })
  const job = data?.jobs.find(isFile)
  if (!job) return null
  const share = job.progress?.total ? Math.min(1, job.progress.done / job.progress.total) : null
  const said = words.say(`bring.working.${job.kind}`)
  return (
    <Link to="/import/$id" params={{ id: String(job.input['upload']) }} search={{ step: job.kind } as never} className={compact ? 'grid w-16 gap-1 rounded-md px-1 py-2' : 'mb-2 grid gap-1.5 rounded-md border border-line bg-surface px-2.5 py-2 text-sm text-ink-2 hover:bg-hover'}>
      <span className={compact ? 'sr-only' : 'flex justify-between gap-2'}><span className="truncate">{said}</span><span className="num">{share === null ? '' : percent(share)}</span></span>
      <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken"><span className={`block h-full rounded-full bg-accent ${share === null ? 'waiting w-1/3' : ''}`} style={share === null ? {} : { width: `${share * 100}%` }} /></span>
    </Link>
  )
}

const isFile = ({ kind }: JobAnswer): boolean => kind === 'import' || kind === 'check'
