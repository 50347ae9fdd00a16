import { useIsMutating, useQuery } from '@tanstack/react-query'
import { Map as MapIcon, Plus } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ImportAnswer } from '#contract/history/import-report.ts'
import { asked } from '../data/ask.ts'
import { Await } from '../parts/Await.tsx'
import { LinkButton } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { DownloadLink } from './DownloadLink.tsx'
import { Groups } from './Groups.tsx'
import { MapChange } from './MapChange.tsx'
import { uploadAsked } from './data.ts'
import { ReportFigures } from './ReportFigures.tsx'
import { Steps } from './Steps.tsx'
import { Undo, undoing } from './Undo.tsx'
import { UndoProgress } from './UndoProgress.tsx'

const LOOK_AGAIN_MS = 2000

/** What came of an import: what it took and refused, what it did to the map, and the way back. */
export function Result({ id }: { readonly id: string }): ReactNode {
  const words = useWords()
  const isUndoing = useIsMutating({ mutationKey: undoing(id) }) > 0
  const query = useQuery({ ...asked<ImportAnswer>(`/v1/imports/${id}`), refetchInterval: ({ state: { data } }) => (isUndoing || (data && (!data.settled || data.state === 'reading')) ? LOOK_AGAIN_MS : false) })
  const actions = query.data?.state === 'done' && <><LinkButton to="/map" look="primary" icon={MapIcon}>{words.say('bring.see_map')}</LinkButton><LinkButton to="/import" icon={Plus}>{words.say('bring.another')}</LinkButton></>
  return (
    <Page title={query.data?.what ?? words.say('nav.import')} lead={query.data && <Lead one={query.data} />} actions={actions}>
      {query.data?.upload && <FromFile id={query.data.upload} />}
      <Await query={query} height={420}>{(one) => <Shown one={one} isUndoing={isUndoing || (one.state === 'undone' && !one.settled)} />}</Await>
    </Page>
  )
}

/** The way that it came, while its file is kept. */
function FromFile({ id }: { readonly id: string }): ReactNode {
  const { data } = useQuery(uploadAsked(id))
  return <div className="mb-4 min-h-8 md:mb-5">{data && <Steps upload={data} at="result" />}</div>
}

function Lead({ one: { id, state, settled, begun_at, ended_at, report } }: { readonly one: ImportAnswer }): ReactNode {
  const words = useWords()
  const { moment, span } = useFormats()
  const seconds = report?.seconds ?? 0
  if (state === 'reading') return words.say('bring.result.reading', { id: String(id), when: moment(begun_at) })
  if (state === 'undone') return words.say(settled ? 'bring.result.undone' : 'bring.result.undoing', { id: String(id), when: moment(ended_at ?? begun_at) })
  return words.say(settled ? 'bring.result.done' : 'bring.result.settling', { id: String(id), when: moment(begun_at), span: span(Math.max(1, seconds) * 1000) })
}

function Shown({ one, isUndoing }: { readonly one: ImportAnswer; readonly isUndoing: boolean }): ReactNode {
  const words = useWords()
  const { report, map, overlaps, state, id, upload } = one
  return (
    <div className="grid items-start gap-4 md:gap-5 lg:grid-cols-[minmax(0,1fr)_380px]">
      <div className="grid min-w-0 gap-4 md:gap-5">
        {isUndoing && <UndoProgress one={one} />}
        {report && <Panel title={words.say('bring.brought')}><ReportFigures report={report} isDone /></Panel>}
        {overlaps.length > 0 && <p className="rounded-md border border-line bg-surface p-3">{words.say('bring.overlapped', { n: overlaps.length })} {overlaps.map((other, i) => <span key={other}>{i > 0 && ', '}<Link to="/import/$id" params={{ id: String(other) }} className="text-accent underline">{other}</Link></span>)}</p>}
        {report && report.rejected > 0 && <Refused one={one} />}
        {state === 'done' && <Undo one={one} />}
        {upload !== null && state !== 'reading' && <p className="text-sm text-ink-2"><Link to="/import/$id" params={{ id: upload }} search={{ step: 'map' } as never} className="text-accent underline">{words.say('bring.to_file')}</Link></p>}
      </div>
      {map && <MapChange key={id} map={map} />}
    </div>
  )
}

function Refused({ one: { id, report } }: { readonly one: ImportAnswer }): ReactNode {
  const words = useWords()
  return (
    <Panel title={words.say('bring.refused_rows', { n: report?.rejected ?? 0 })} note={words.say(report?.groups ? 'bring.refused_note' : 'bring.refused_gone')} actions={report?.rejects && <DownloadLink href={`/v1/imports/${id}/rejects`}>{words.say('bring.rejects_file')}</DownloadLink>}>
      {report?.groups ? <Groups groups={report.groups} /> : null}
    </Panel>
  )
}
