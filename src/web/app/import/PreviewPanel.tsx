import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useDeferredValue, type ReactNode } from 'react'
import type { PreviewAnswer, SaidFactAnswer } from '#contract/history/import-report.ts'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { Await } from '../parts/Await.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { previewAsked } from './data.ts'
import { kindsText } from './texts.ts'
import type { Drafting } from './use-draft.ts'
import { useSettled } from './use-settled.ts'

/** What the first rows make, said as a person would: read it as if you had never seen it. */
export function PreviewPanel({ upload, drafting }: { readonly upload: UploadAnswer; readonly drafting: Drafting }): ReactNode {
  const words = useWords()
  const draft = useSettled(useDeferredValue(drafting.draft), 300)
  const query = useQuery({ ...previewAsked(upload.id, draft), placeholderData: keepPreviousData })
  return <Panel title={words.say('bring.preview')} note={words.say('bring.preview_note')}><Await query={query} height={300}>{(preview) => <Seen preview={preview} />}</Await></Panel>
}

function Seen({ preview: { rows, facts, kinds, records, rejected, silent, groups } }: { readonly preview: PreviewAnswer }): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-2">{words.say('bring.of_first', { rows })} {kindsText(words, count, { ...kinds, ...records })}</p>
      {facts.length === 0 ? <p>{words.say('bring.nothing_made')}</p> : <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">{facts.slice(0, 12).map((fact, i) => <FactSaid key={i} fact={fact} />)}</ul>}
      {silent > 0 && <p className="text-sm text-ink-2">{words.say('bring.silent', { rows: silent })}</p>}
      {rejected > 0 && (
        <div className="rounded-md border border-line-strong p-3">
          <p className="flex items-center gap-2 font-medium"><TriangleAlert size={16} aria-hidden className="shrink-0 text-down" />{words.say('bring.would_refuse', { rows: rejected })}</p>
          <ul className="mt-1 grid gap-1 text-sm text-ink-2">{groups.slice(0, 3).map((group) => <li key={`${group.code} ${group.column} ${group.expected}`} className="[overflow-wrap:anywhere]">{group.detail}</li>)}</ul>
        </div>
      )}
    </div>
  )
}

function FactSaid({ fact: { at, who, said, line, rows, text } }: { readonly fact: SaidFactAnswer }): ReactNode {
  const words = useWords()
  const { moment } = useFormats()
  return (
    <li className="border-l-2 border-accent pl-3">
      <p className="[overflow-wrap:anywhere]">{who !== null && at !== null && <span className="font-medium">{who}: </span>}{said}</p>
      <p className="num text-sm text-ink-2">{at !== null && `${moment(at)} · `}{words.say('bring.from_row', { line, rows })}</p>
      <p className="truncate font-mono text-xs text-ink-3" title={text}>{text}</p>
    </li>
  )
}
