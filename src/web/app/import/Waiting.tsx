import { ArrowRight, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { UploadAnswer } from '#contract/history/upload.ts'
import { tell } from '../data/ask.ts'
import { IconButton, LinkButton } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { isOpen, lookAgain } from './data.ts'
import { bytesText } from './texts.ts'

type Upload = Omit<UploadAnswer, 'mapping' | 'checked'>

/** At what a file has come to a halt. */
const stageOf = ({ whole, check, bring }: Upload): 'half' | 'importing' | 'checking' | 'checked' | 'mapping' =>
  !whole ? 'half' : isOpen(bring) ? 'importing' : isOpen(check) ? 'checking' : check?.state === 'done' ? 'checked' : 'mapping'

const STEPS = { half: 'map', mapping: 'map', checking: 'check', checked: 'check', importing: 'import' } as const

/** Files that were begun and not imported yet. */
export function Waiting({ uploads }: { readonly uploads: readonly Upload[] }): ReactNode {
  const words = useWords()
  return (
    <Panel title={words.say('bring.waiting')} note={words.say('bring.waiting_note')}>
      <ul className="divide-y divide-line">{uploads.map((upload) => <WaitingFile key={upload.id} upload={upload} />)}</ul>
    </Panel>
  )
}

function WaitingFile({ upload }: { readonly upload: Upload }): ReactNode {
  const words = useWords()
  const { figure, moment, percent } = useFormats()
  const stage = stageOf(upload)
  const share = percent(upload.bytes / Math.max(1, upload.expected ?? upload.bytes))
  const drop = (): void => void tell('DELETE', `/v1/uploads/${upload.id}`).finally(lookAgain)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-[240px]">
        <div className="font-medium [overflow-wrap:anywhere]">{upload.name}</div>
        <div className="text-sm text-ink-2">{words.say(`bring.stage.${stage}`, { share })} · {bytesText(words, figure, upload.bytes)} · {words.say('bring.kept_until', { when: moment(upload.kept_until) })}</div>
      </div>
      {stage !== 'half' && <LinkButton to={`/import/${upload.id}`} search={{ step: STEPS[stage] }} icon={ArrowRight}>{words.say('bring.go_on')}</LinkButton>}
      <IconButton icon={Trash2} label={words.say('bring.drop_file', { file: upload.name })} onPress={drop} isDisabled={stage === 'importing' || stage === 'checking'} />
    </li>
  )
}
