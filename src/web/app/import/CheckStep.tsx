import { ArrowLeft, ArrowRight, RotateCw } from 'lucide-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { AskButton } from './AskButton.tsx'
import { isOpen } from './data.ts'
import { DownloadLink } from './DownloadLink.tsx'
import { Groups } from './Groups.tsx'
import { JobFailed, JobProgress } from './JobProgress.tsx'
import { ReportFigures } from './ReportFigures.tsx'

/** What an import of the whole file would do, before it does it. */
export function CheckStep({ upload }: { readonly upload: UploadAnswer }): ReactNode {
  const words = useWords()
  const { check, checked } = upload
  if (check && isOpen(check)) return <Panel title={words.say('bring.checking')} note={words.say('bring.checking_note')}><JobProgress job={check} upload={upload} /></Panel>
  if (checked) return <Checked upload={upload} checked={checked} />
  return (
    <Panel>
      {check && <JobFailed job={check} />}
      <Empty title={words.say('bring.unchecked')} action={<><BackToMapping upload={upload} /><AskButton upload={upload} kind="check" icon={ArrowRight}>{words.say('bring.check')}</AskButton></>}>{words.say('bring.unchecked_do')}</Empty>
    </Panel>
  )
}

const BackToMapping = ({ upload: { id } }: { readonly upload: UploadAnswer }): ReactNode => <LinkButton to={`/import/${id}`} search={{ step: 'map' }} icon={ArrowLeft}>{useWords().say('bring.back_to_mapping')}</LinkButton>

function Checked({ upload, checked }: { readonly upload: UploadAnswer; readonly checked: NonNullable<UploadAnswer['checked']> }): ReactNode {
  const words = useWords()
  const navigate = useNavigate()
  const { count } = useFormats()
  const { facts, records, rejected, groups, rejects } = checked
  const takes = facts.taken + records.taken
  return (
    <div className="grid gap-4 md:gap-5">
      <Panel title={words.say(rejected === 0 ? 'bring.all_right' : takes === 0 ? 'bring.nothing_right' : 'bring.some_wrong', { rows: rejected })} note={words.say('bring.checked_note')}>
        <ReportFigures report={checked} isDone={false} />
      </Panel>
      {rejected > 0 && (
        <Panel title={words.say('bring.groups')} note={words.say('bring.groups_note')} actions={rejects && <DownloadLink href={`/v1/uploads/${upload.id}/rejects`}>{words.say('bring.rejects_file')}</DownloadLink>}>
          <Groups groups={groups ?? []} />
        </Panel>
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <BackToMapping upload={upload} />
        {takes === 0
          ? <AskButton upload={upload} kind="check" icon={RotateCw}>{words.say('bring.check_again')}</AskButton>
          : <AskButton upload={upload} kind="import" icon={ArrowRight} onAsked={() => void navigate({ to: '/import/$id', params: { id: upload.id }, search: { step: 'import' } })}>{facts.taken > 0 ? words.say('bring.import_facts', { n: facts.taken, count: count(facts.taken) }) : words.say('bring.import_records', { n: records.taken, count: count(records.taken) })}</AskButton>}
      </div>
    </div>
  )
}
