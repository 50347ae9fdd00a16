import { useQuery } from '@tanstack/react-query'
import { Download, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { SavedMappingAnswer } from '#contract/history/saved-mapping.ts'
import { asked, tell } from '../data/ask.ts'
import { IconButton } from '../parts/Button.tsx'
import { LaterConfirm } from '../parts/LaterDialog.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { lookAgain } from './data.ts'
import { DownloadLink } from './DownloadLink.tsx'
import { UploadMapping } from './UploadMapping.tsx'

type Saved = Omit<SavedMappingAnswer, 'text' | 'written'>

/** What is remembered of files: found again by their columns. Nothing is shown where there is nothing. */
export function Remembered(): ReactNode {
  const words = useWords()
  const { data } = useQuery(asked<{ mappings: readonly Saved[] }>('/v1/mappings'))
  const [dropping, setDropping] = useState<string | null>(null)
  const drop = (name: string): void => void tell('DELETE', `/v1/mappings/${encodeURIComponent(name)}`).finally(() => {
    setDropping(null)
    lookAgain()
  })
  if (!data) return null
  return (
    <Panel title={words.say('bring.remembered')} note={words.say('bring.remembered_note')} actions={<UploadMapping />}>
      {data.mappings.length > 0 && <ul className="divide-y divide-line">{data.mappings.map((mapping) => <Mapping key={mapping.name} mapping={mapping} onDrop={() => setDropping(mapping.name)} />)}</ul>}
      <LaterConfirm isOpen={dropping !== null} onClose={() => setDropping(null)} title={words.say('bring.forget_ask', { name: dropping ?? '' })} confirm={words.say('bring.forget')} onConfirm={() => drop(dropping ?? '')} isDanger>
        <p>{words.say('bring.forget_means')}</p>
      </LaterConfirm>
    </Panel>
  )
}

function Mapping({ mapping: { name, header, made_at, used_at }, onDrop }: { readonly mapping: Saved; readonly onDrop: () => void }): ReactNode {
  const words = useWords()
  const { day } = useFormats()
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-[240px]">
        <div className="font-medium [overflow-wrap:anywhere]">{name}</div>
        <div className="truncate text-sm text-ink-2">{used_at === null ? words.say('bring.made_on', { day: day(made_at) }) : words.say('bring.used_on', { day: day(used_at) })}{header.length > 0 && ` · ${header.join(', ')}`}</div>
      </div>
      <DownloadLink href={`/v1/mappings/${encodeURIComponent(name)}/file`} icon={Download}>{words.say('bring.as_file')}</DownloadLink>
      <IconButton icon={Trash2} label={words.say('bring.forget_one', { name })} onPress={onDrop} />
    </li>
  )
}
