import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { tell } from '../data/ask.ts'
import { keepUpload, lookAsked } from './data.ts'
import type { Draft } from './draft.ts'

const SAVED_AFTER_MS = 500

/** What somebody says of a file, kept with it as they say it. */
export interface Drafting {
  readonly draft: Draft
  readonly change: (next: Draft) => void
  /** Keeps what was said last, if that was not done yet. @throws Problem */
  readonly save: () => Promise<void>
  readonly saved: boolean
}

/** A draft that is sent a moment after it was changed last. */
export function useDraft({ id, mapping }: UploadAnswer): Drafting {
  const [draft, setDraft] = useState<Draft>(mapping?.written as Draft)
  const [saved, setSaved] = useState(true)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; next: Draft }>(null)
  const name = mapping?.name ?? null
  const keep = useCallback(async (): Promise<void> => {
    const { current } = waiting
    if (!current) return
    clearTimeout(current.timer)
    waiting.current = null
    keepUpload(await tell<UploadAnswer>('PATCH', `/v1/uploads/${id}`, { written: current.next, name }))
    setSaved(waiting.current === null)
  }, [id, name])
  const change = (next: Draft): void => {
    setDraft(next)
    setSaved(false)
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = { next, timer: setTimeout(() => void keep().catch(() => undefined), SAVED_AFTER_MS) }
  }
  useEffect(() => () => void keep().catch(() => undefined), [keep])
  return { draft, change, save: keep, saved }
}

/** Has something said of a file of which nothing was said yet: by the remembered mapping that was made for its very columns, else by guessing. */
export const useBeginning = (upload: UploadAnswer) => useQuery({
  queryKey: ['begin', upload.id],
  enabled: upload.whole && (upload.mapping === null || upload.mapping.written === null),
  staleTime: 0,
  queryFn: async ({ client }) => {
    const look = await client.fetchQuery<LookAnswer>(lookAsked(upload.id, null) as never)
    if (look.form === 'facts') return look
    const same = look.fits.find((fit) => fit.same)
    keepUpload(await tell<UploadAnswer>('PATCH', `/v1/uploads/${upload.id}`, same ? { name: same.name } : { written: look.guess.written }))
    return look
  },
})
