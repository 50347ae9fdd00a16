import { useQuery } from '@tanstack/react-query'
import { FileUp, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { CostFileAnswer, CostsAnswer, CostsBrought } from '#contract/money/costs.ts'
import { asked, send, tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { useMay } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import { LaterConfirm } from '../parts/LaterDialog.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { toast } from '../parts/toast.ts'
import { useFormats, useWords } from '../words/words.tsx'

const TOUCHED = ['/v1/costs', '/v1/keeping']
/** A file is small, or is refused: no need to be able to stop it. */
const NEVER = new AbortController().signal

/** The files of costs that are counted; one is brought in, or taken out. */
export function Costs({ files }: { readonly files: number }): ReactNode {
  const words = useWords()
  const mayBring = useMay()('operate')
  const { data } = useQuery({ ...asked<CostsAnswer>('/v1/costs'), enabled: files > 0 })
  const { change, isPending, problem } = useChange({
    act: (file: File) => send<CostsBrought>('/v1/costs', { name: file.name.slice(0, 200) || 'costs.csv' }, file, NEVER), refresh: TOUCHED,
    after: ({ known, file }) => toast(words.say(known ? 'costs.known' : 'costs.brought', { name: file.name, rows: file.rows })),
  })
  return (
    <div className="no-print mt-4 grid gap-3 border-t border-line pt-4 first:mt-0 first:border-0 first:pt-0">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="max-w-[64ch]"><h3 className="font-semibold">{words.say('money.costs')}</h3><p className="text-sm text-ink-2">{words.say('money.costs_how')}</p></div>
        {mayBring && <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt']} onSelect={(chosen) => chosen?.[0] && change(chosen[0])}><Button icon={FileUp} look={files === 0 ? 'primary' : 'plain'} isPending={isPending}>{words.say('money.costs_bring')}</Button></FileTrigger>}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {data && data.files.length > 0 && <ul className="divide-y divide-line border-t border-line">{data.files.map((file) => <FileRow key={file.id} file={file} mayDrop={mayBring} />)}</ul>}
    </div>
  )
}

function FileRow({ file, mayDrop }: { readonly file: CostFileAnswer; readonly mayDrop: boolean }): ReactNode {
  const words = useWords()
  const { period, sum } = useFormats()
  const [isAsking, setAsking] = useState(false)
  const drop = useChange({ act: () => tell<{ name: string }>('DELETE', `/v1/costs/${file.id}`), refresh: TOUCHED, after: ({ name }) => toast(words.say('costs.dropped', { name })) })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-[240px]">
        <span className="block font-medium [overflow-wrap:anywhere]">{file.name}</span>
        <span className="num block text-sm text-ink-2">{period(`${file.from}T12:00Z`, `${file.to}T12:00Z`)} · {words.say('costs.win')} {sum(file.win)} · {words.say('costs.keep')} {sum(file.keep)}</span>
      </span>
      {mayDrop && <Button look="quiet" icon={Trash2} onPress={() => setAsking(true)} isPending={drop.isPending}>{words.say('money.costs_drop')}<span className="sr-only"> {file.name}</span></Button>}
      {drop.problem && <ProblemNote problem={drop.problem} />}
      <LaterConfirm isOpen={isAsking} onClose={() => setAsking(false)} title={words.say('money.costs_drop_ask', { name: file.name })} confirm={words.say('money.costs_drop')} onConfirm={() => { setAsking(false); drop.change(undefined) }} isPending={drop.isPending} isDanger>
        <p>{words.say('money.costs_drop_means')}</p>
      </LaterConfirm>
    </li>
  )
}
