import type { ImportAnswer, PreviewAnswer } from '#contract/history/import-report.ts'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import type { JobAnswer } from '#contract/house/job.ts'
import { asked, tell } from '../data/ask.ts'
import { client } from '../data/client.ts'
import { settingsOf, type Draft } from './draft.ts'

/** Is a job still to be done, or under way? */
export const isOpen = (job: JobAnswer | null): boolean => job !== null && (job.state === 'waiting' || job.state === 'running')

const LOOK_AGAIN_MS = 700

/** A file with all that is known of it; looked at again and again while somebody works on it. */
export const uploadAsked = (id: string) => ({
  ...asked<UploadAnswer>(`/v1/uploads/${id}`),
  refetchInterval: ({ state: { data } }: { readonly state: { readonly data?: UploadAnswer | undefined } }): number | false => (data && (isOpen(data.check) || isOpen(data.bring)) ? LOOK_AGAIN_MS : false),
})

export const keepUpload = (upload: UploadAnswer): void => void client.setQueryData(asked<UploadAnswer>(`/v1/uploads/${upload.id}`).queryKey, upload)

/** How a file is written and what its columns hold, as its mapping says it is written; without one, as it was found. */
export function lookAsked(id: string, draft: Draft | null) {
  const { encoding, delimiter, header, skip } = draft ? settingsOf(draft) : {}
  return asked<LookAnswer>(`/v1/uploads/${id}/look`, { encoding, delimiter, skip, header: header === undefined ? undefined : header === true })
}

export const previewAsked = (id: string, draft: Draft) => ({
  queryKey: ['preview', id, JSON.stringify(draft)] as const,
  queryFn: () => tell<PreviewAnswer>('POST', `/v1/uploads/${id}/preview`, { written: draft }),
  retry: false,
})

export const importsAsked = asked<{ imports: readonly ImportAnswer[] }>('/v1/imports')
export const uploadsAsked = asked<{ uploads: readonly Omit<UploadAnswer, 'mapping' | 'checked'>[] }>('/v1/uploads')

/** What was imported or is kept has changed. */
export const lookAgain = (): void => {
  for (const path of ['/v1/imports', '/v1/uploads', '/v1/mappings', '/v1/jobs', '/v1/map', '/v1/customers']) void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => typeof first === 'string' && first.startsWith(path) })
}
