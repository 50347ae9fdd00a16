import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ModelAnswer } from '#contract/relationship/model.ts'
import { contractText } from '#core/words/contract-model.ts'
import { modelName, modelText } from '#core/words/model.ts'
import { asked, tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { useMay } from '../data/me.ts'
import { Await } from '../parts/Await.tsx'
import { DataTable } from '../parts/DataTable.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { Segmented } from '../parts/Segmented.tsx'
import { ModelGroups } from './ModelGroups.tsx'
import { useFormats, useWords } from '../words/words.tsx'

type Learning = ModelAnswer['learning']['every']
type Contracts = NonNullable<ModelAnswer['contract']>
type Stay = NonNullable<ModelAnswer['stay']>
type Contest = Extract<Stay['chosen'], { compared: true }>['models'][number]

/** By what chances are foretold, why by that, learned when and from whom, and when it is learned anew. */
export function ModelPanel(): ReactNode {
  const words = useWords()
  const query = useQuery(asked<ModelAnswer>('/v1/model'))
  return <Panel title={words.say('model.title')}><Await query={query} height={320}>{(model) => <Model model={model} />}</Await></Panel>
}

function Model({ model }: { readonly model: ModelAnswer }): ReactNode {
  const words = useWords()
  const text = modelText(model, words, useFormats())
  const chosen = model.stay?.chosen
  return (
    <div className="grid gap-5">
      <div className="max-w-[80ch] space-y-1.5">
        <p className="text-lg">{text.finding}</p>
        {text.learned !== null && <p className="num text-sm text-ink-2">{text.learned}</p>}
      </div>
      {model.stay && chosen?.compared && (
        <div className="grid gap-3">
          <p className="num max-w-[80ch]">{text.asked}</p>
          <Compared stay={model.stay} models={chosen.models} />
          {text.notes.map((note) => <p key={note} className="num max-w-[80ch] text-sm">{note}</p>)}
          <p className="max-w-[80ch] text-sm text-ink-2">{words.say('model.score_note')}</p>
        </div>
      )}
      {model.contract && <ContractsLearned contract={model.contract} horizon={model.horizon_days} least={model.least_repeaters} />}
      <Disclosure title={words.say('model.groups')} isLate><ModelGroups /></Disclosure>
      <Learned learning={model.learning} next={text.next} />
      {model.earlier.length > 0 && <Earlier earlier={model.earlier} />}
    </div>
  )
}

/** What each model said would come, against what came. */
function Compared({ stay, models }: { readonly stay: Stay; readonly models: readonly Contest[] }): ReactNode {
  const words = useWords()
  const { figure, count } = useFormats()
  const name = ({ model }: Contest): ReactNode => {
    const mark = model === stay.kind ? 'model.in_use' : model === 'paretonbd' ? 'model.as_check' : null
    return <span className="whitespace-nowrap">{modelName(model)}{mark !== null && <span className="ml-2 rounded-sm bg-sunken px-1.5 py-0.5 text-xs font-medium text-ink-2">{words.say(mark)}</span>}</span>
  }
  const columns = [
    { id: 'name', head: words.say('model.name'), cell: name, isName: true },
    { id: 'score', head: words.say('model.score'), cell: (one: Contest) => figure(one.log_score, 4), isNumber: true },
    { id: 'behind', head: words.say('model.behind'), cell: (one: Contest) => (one.behind === 0 ? '–' : <span className="whitespace-nowrap">{figure(one.behind, 4)} ± {figure(one.behind_error, 4)}</span>), isNumber: true },
    { id: 'said', head: words.say('model.said', { came: count(Math.round(models[0]?.returning_came ?? 0)) }), cell: (one: Contest) => count(Math.round(one.returning_said)), isNumber: true },
    { id: 'slope', head: words.say('model.slope'), cell: (one: Contest) => (one.slope === null ? '–' : figure(one.slope)), isNumber: true },
  ]
  return <DataTable caption={words.say('model.table')} columns={columns} rows={models} keyOf={({ model }) => model} width={540} />
}

/** How contracts run, and how many of those who have been under one for so long stay. */
function ContractsLearned({ contract, horizon, least }: { readonly contract: Contracts; readonly horizon: number; readonly least: number }): ReactNode {
  const words = useWords()
  const formats = useFormats()
  const days = formats.days(horizon)
  const columns = [
    { id: 'for', head: words.say('model.contract_for'), cell: (one: Contracts['kept'][number]) => (one.days === 0 ? words.say('model.contract_new') : formats.days(one.days)), isName: true },
    { id: 'still', head: words.say('model.contract_still', { days }), cell: ({ share, low, high }: Contracts['kept'][number]) => words.say('customer.interval', { value: formats.percent(share), low: formats.percent(low), high: formats.percent(high) }), isNumber: true },
  ]
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <h3 className="font-semibold">{words.say('model.contract')}</h3>
      {contractText(contract, least, words, formats).map((sentence) => <p key={sentence} className="num max-w-[80ch]">{sentence}</p>)}
      {contract.kept.length > 0 && <div className="max-w-[80ch]"><DataTable caption={words.say('model.contract_table', { days })} columns={columns} rows={contract.kept} keyOf={({ days: held }) => String(held)} width={300} /></div>}
    </div>
  )
}

const EVERY = ['off', 'weekly', 'monthly'] as const satisfies readonly Learning[]

/** How often it is learned anew by itself, to be changed by those who may. */
function Learned({ learning: { every }, next }: { readonly learning: ModelAnswer['learning']; readonly next: string }): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const { change, isPending, problem } = useChange({ act: (to: Learning) => tell<ModelAnswer>('PATCH', '/v1/model', { every: to }), refresh: ['/v1/model'], said: words.say('settings.saved') })
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-4" aria-busy={isPending}>
      <p className="font-medium">{words.say('model.learning')}{!mayChange && <span className="font-normal">: {words.say(`model.every.${every}`)}</span>}</p>
      {mayChange && <Segmented label={words.say('model.learning')} value={every} onChange={change} options={EVERY.map((one) => ({ id: one, name: words.say(`model.every.${one}`) }))} />}
      <p className="num max-w-[80ch] text-sm text-ink-2">{next}</p>
      {problem && <ProblemNote problem={problem} />}
    </div>
  )
}

function Earlier({ earlier }: Pick<ModelAnswer, 'earlier'>): ReactNode {
  const words = useWords()
  const formats = useFormats()
  return (
    <Disclosure title={words.say('model.earlier')}>
      <ul className="num space-y-1 text-sm text-ink-2">
        {earlier.map(({ id, made_at, kind, customers }) => (
          <li key={id}>{words.say('model.earlier_one', { name: kind === null ? words.say('model.no_chances') : modelName(kind), when: formats.moment(made_at), customers })}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
