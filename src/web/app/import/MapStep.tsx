import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { Await } from '../parts/Await.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { AskButton } from './AskButton.tsx'
import { lookAsked } from './data.ts'
import { settingsOf } from './draft.ts'
import { Fits } from './Fits.tsx'
import { FileForm } from './FileForm.tsx'
import { MappingActions } from './MappingActions.tsx'
import { Outputs } from './Outputs.tsx'
import { PreviewPanel } from './PreviewPanel.tsx'
import { useBeginning, useDraft } from './use-draft.ts'

/** What the columns of a file mean: guessed first, then mended, with what the first rows make of it beside. */
export function MapStep({ upload }: { readonly upload: UploadAnswer }): ReactNode {
  const beginning = useBeginning(upload)
  const [version, setVersion] = useState(0)
  if (upload.mapping !== null && upload.mapping.written !== null) return <Mapping key={`${version} ${upload.mapping.name ?? ''}`} upload={upload} onAnew={() => setVersion(version + 1)} />
  return <Await query={beginning} height={480}>{(look) => look.form === 'facts' ? <OwnFacts upload={upload} /> : <Panel>{null}</Panel>}</Await>
}

/** A file of Troth's own facts says by itself what it means. */
function OwnFacts({ upload }: { readonly upload: UploadAnswer }): ReactNode {
  const words = useWords()
  return <Panel title={words.say('bring.own')} note={words.say('bring.own_note')} actions={<AskCheck upload={upload} />}>{null}</Panel>
}

function AskCheck({ upload, before }: { readonly upload: UploadAnswer; readonly before?: () => Promise<void> }): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  return <AskButton upload={upload} kind="check" icon={ArrowRight} {...(before && { before })} onAsked={() => void navigate({ to: '/import/$id', params: { id: upload.id }, search: { step: 'check' } })}>{words.say('bring.check')}</AskButton>
}

/** Columns by the names that a mapping gives them where the file has none. */
function named(look: LookAnswer, header: unknown): LookAnswer {
  return Array.isArray(header) ? { ...look, columns: look.columns.map((column, i) => ({ ...column, column: String(header[i] ?? column.column), name: String(header[i] ?? column.name) })) } : look
}

function Mapping({ upload, onAnew }: { readonly upload: UploadAnswer; readonly onAnew: () => void }): ReactNode {
  const words = useWords()
  const drafting = useDraft(upload)
  const look = useQuery(lookAsked(upload.id, drafting.draft))
  return (
    <Await query={look} height={640}>
      {(found) => {
        const seen = named(found, settingsOf(drafting.draft).header)
        return (
          <div className="grid items-start gap-4 md:gap-5 lg:grid-cols-[minmax(0,1fr)_380px]">
            <div className="grid min-w-0 gap-4 md:gap-5">
              <Fits upload={upload} look={seen} />
              <FileForm upload={upload} look={seen} drafting={drafting} />
              <Outputs look={seen} drafting={drafting} />
              <MappingActions upload={upload} look={seen} drafting={drafting} onAnew={onAnew} />
            </div>
            <div className="grid min-w-0 gap-4 lg:sticky lg:top-5">
              <PreviewPanel upload={upload} drafting={drafting} />
              <div className="flex flex-wrap items-center justify-end gap-3">
                <span role="status" className="text-sm text-ink-2">{words.say(drafting.saved ? 'bring.saved' : 'bring.saving')}</span>
                <AskCheck upload={upload} before={drafting.save} />
              </div>
            </div>
          </div>
        )
      }}
    </Await>
  )
}
