import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportAnswer } from '#contract/customers/exports.ts'
import { tell } from '../data/ask.ts'
import { IconButton } from '../parts/Button.tsx'
import { ProgressBar } from '../parts/ProgressBar.tsx'
import { useFormats, useWords } from '../words/words.tsx'

interface ExportLineProps {
  readonly one: ExportAnswer
  /** The list that it is of, to be read again when it is gone. */
  readonly asked: { readonly queryKey: readonly unknown[] }
}

/** A file: on its way, ready to be fetched, or what became of it. */
export function ExportLine({ one: { id, state, asked_at, expires_at, progress, customers, error }, asked }: ExportLineProps): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const client = useQueryClient()
  const remove = useMutation({ mutationFn: () => tell('DELETE', `/v1/exports/${id}`), onSettled: () => client.invalidateQueries({ queryKey: asked.queryKey }) })
  const moment = formats.moment(asked_at)
  const isOpen = state === 'waiting' || state === 'running'
  const share = progress && progress.total ? Math.min(1, progress.done / progress.total) : null
  return (
    <li className="flex min-h-12 items-center gap-3 border-t border-line py-2 first:border-0">
      <div className="min-w-0 flex-1">
        {isOpen ? <ProgressBar label={words.say(`export.state.${state}`)} share={share} note={progress ? formats.count(progress.done) : ''} /> : (
          <>
            <p className="font-medium">{state === 'done' ? words.say('export.state.done', { customers: customers ?? 0 }) : words.say(`export.state.${state}`)}</p>
            <p className="text-sm text-ink-2">{moment}{state === 'done' && ` · ${words.say('export.until', { day: formats.day(expires_at) })}`}{error && ` · ${error.detail}`}</p>
          </>
        )}
      </div>
      {state === 'done' && <a href={`/v1/exports/${id}/file`} download className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong px-3 font-medium hover:bg-hover"><Download size={16} aria-hidden />{words.say('export.download')}</a>}
      <IconButton icon={isOpen ? X : Trash2} label={words.say(isOpen ? 'export.cancel' : 'export.remove', { moment })} onPress={() => remove.mutate()} isDisabled={remove.isPending} />
    </li>
  )
}
