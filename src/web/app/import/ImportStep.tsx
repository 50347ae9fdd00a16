import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { LinkButton } from '../parts/Button.tsx'
import { Empty, Panel } from '../parts/Panel.tsx'
import { useWords } from '../words/words.tsx'
import { isOpen, lookAgain } from './data.ts'
import { JobFailed, JobProgress } from './JobProgress.tsx'

/** An import under way: it goes on whoever looks. When it is done, this leads on to what came of it. */
export function ImportStep({ upload }: { readonly upload: UploadAnswer }): ReactNode {
  const words = useWords()
  const { id, bring } = upload
  useLeadOn(upload)
  if (bring && isOpen(bring)) return <Panel title={words.say('bring.importing')} note={words.say('bring.importing_note')}><JobProgress job={bring} upload={upload} /></Panel>
  const back = <LinkButton to={`/import/${id}`} search={{ step: 'check' }} icon={ArrowLeft}>{words.say('bring.back_to_check')}</LinkButton>
  if (upload.import !== null) return <Panel><Empty title={words.say('bring.imported')} action={<LinkButton look="primary" icon={ArrowRight} to={`/import/${upload.import}`}>{words.say('bring.see_result')}</LinkButton>} /></Panel>
  return <Panel>{bring && <JobFailed job={bring} />}<Empty title={words.say('bring.not_imported')} action={back} /></Panel>
}

/** Leads on to the result once what was seen under way is done. */
function useLeadOn({ bring, import: number }: UploadAnswer): void {
  const navigate = useNavigate()
  const seen = useRef(false)
  const open = isOpen(bring)
  useEffect(() => {
    if (open) seen.current = true
    else if (seen.current && number !== null && bring?.state === 'done') {
      lookAgain()
      void navigate({ to: '/import/$id', params: { id: String(number) }, replace: true })
    }
  }, [open, number, bring?.state, navigate])
}
