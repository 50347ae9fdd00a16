import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { asked, tell } from '../../data/ask.ts'
import { useChange } from '../../data/change.ts'
import { useMay } from '../../data/me.ts'
import { Await } from '../../parts/Await.tsx'
import { Button } from '../../parts/Button.tsx'
import { Panel } from '../../parts/Panel.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unsaved } from '../../parts/Unsaved.tsx'
import { later } from '../../parts/later.tsx'
import { useWords } from '../../words/words.tsx'
import { InTheLog } from '../InTheLog.tsx'
import { CompanyForm, type CompanySaid } from './CompanyForm.tsx'
import { ReckoningPanel } from './ReckoningPanel.tsx'

const ClearSample = later(() => import('./ClearSample.tsx').then((it) => it.ClearSample))

/** Who the company is, and how it reckons. */
export function CompanyPart(): ReactNode {
  const query = useQuery(asked<CompanyAnswer>('/v1/company'))
  return (
    <>
      <Await query={query} height={420}>{(company) => <div className="space-y-4">{company.sample && <Sample company={company} />}<Said key={company.name} company={company} /></div>}</Await>
      <ReckoningPanel />
    </>
  )
}

const saidOf = ({ name, zone, currency, languages }: CompanyAnswer): CompanySaid => ({ name, zone, currency, languages })

function Said({ company }: { readonly company: CompanyAnswer }): ReactNode {
  const words = useWords()
  // What the sample says of itself is to be seen, and goes with it.
  const mayChange = useMay()('settings.change') && !company.sample
  const [said, setSaid] = useState(saidOf(company))
  const isDirty = JSON.stringify(said) !== JSON.stringify(saidOf(company))
  const { change, isPending, problem } = useChange({
    act: () => tell<CompanyAnswer>('PATCH', '/v1/company', changesOf(company, said)),
    refresh: ['/v1/company', '/v1/me'], said: words.say('settings.saved'),
  })
  return (
    <Panel title={words.say('settings.company_who')} note={company.sample ? words.say('settings.company_sample') : undefined} actions={<InTheLog what="company" />}>
      <form onSubmit={(event) => { event.preventDefault(); change(undefined) }} className="grid gap-5">
        <CompanyForm said={said} onChange={setSaid} isCounted={company.has_facts} isDisabled={!mayChange} problem={problem} />
        {problem && <ProblemNote problem={problem} />}
        {mayChange && (
          <div className="flex flex-wrap gap-2">
            <Button look="primary" type="submit" isPending={isPending} isDisabled={!isDirty}>{words.say('settings.save')}</Button>
            {isDirty && <Button onPress={() => setSaid(saidOf(company))}>{words.say('settings.undo')}</Button>}
          </div>
        )}
      </form>
      <Unsaved isDirty={isDirty && !isPending} />
    </Panel>
  )
}

/** Only what differs: what is counted by it cannot even be named again. */
const changesOf = (company: CompanyAnswer, said: CompanySaid): Partial<CompanySaid> =>
  Object.fromEntries(Object.entries(said).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(company[name as keyof CompanySaid])))

/** The sample company can be looked at, and cleared away. */
function Sample({ company }: { readonly company: CompanyAnswer }): ReactNode {
  const words = useWords()
  const mayChange = useMay()('settings.change')
  const [asking, setAsking] = useState(false)
  return (
    <Panel title={words.say('settings.sample')}>
      <div className="max-w-[64ch] space-y-3">
        <p>{words.say('settings.sample_about', { name: company.name })}</p>
        {mayChange && <p className="text-ink-2">{words.say('settings.sample_clear_about')}</p>}
        {mayChange && <Button look="danger" onPress={() => setAsking(true)}>{words.say('settings.sample_clear')}</Button>}
      </div>
      {asking && <ClearSample onClose={() => setAsking(false)} name={company.name} onCleared={() => setAsking(false)} />}
    </Panel>
  )
}
