import { useState, type ReactNode } from 'react'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { tell } from '../data/ask.ts'
import { useChange } from '../data/change.ts'
import { Button, LinkButton } from '../parts/Button.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemNote } from '../parts/ProblemNote.tsx'
import { ClearSample } from '../settings/company/ClearSample.tsx'
import { CompanyForm, type CompanySaid } from '../settings/company/CompanyForm.tsx'
import { useWords } from '../words/words.tsx'
import { currencyHere } from './currency-here.ts'

interface NameStepProps {
  readonly company: CompanyAnswer
  readonly onNamed: () => void
}

/** First the sample goes, then the company says who it is. Where it has said so before, it is asked whether that still holds. */
export function NameStep({ company, onNamed }: NameStepProps): ReactNode {
  return company.sample ? <Sample name={company.name} /> : <Name company={company} onNamed={onNamed} />
}

function Sample({ name }: { readonly name: string }): ReactNode {
  const words = useWords()
  const [asking, setAsking] = useState(false)
  return (
    <Panel title={words.say('welcome.clear_first')}>
      <div className="grid max-w-[64ch] justify-items-start gap-4">
        <p className="text-ink-2">{words.say('welcome.clear_about', { name })}</p>
        <div className="flex flex-wrap gap-2"><Button look="primary" onPress={() => setAsking(true)}>{words.say('settings.sample_clear')}</Button><LinkButton to="/welcome">{words.say('welcome.back')}</LinkButton></div>
      </div>
      {asking && <ClearSample onClose={() => setAsking(false)} name={name} onCleared={() => setAsking(false)} />}
    </Panel>
  )
}

/** What a company that has said nothing yet most likely is: where the browser is. */
function firstGuess(company: CompanyAnswer, language: string): CompanySaid {
  const { name, zone, currency, languages } = company
  if (company.named || company.has_facts) return { name: company.named ? name : '', zone, currency, languages }
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return { name: '', zone: here || zone, currency: currencyHere(here) ?? currency, languages: [language] }
}

function Name({ company, onNamed }: NameStepProps): ReactNode {
  const words = useWords()
  const [said, setSaid] = useState(() => firstGuess(company, words.language))
  const { change, isPending, problem } = useChange({
    act: () => tell('PATCH', '/v1/company', company.has_facts ? { name: said.name, languages: said.languages } : said), refresh: ['/v1/company', '/v1/me'], after: onNamed,
  })
  return (
    <Panel title={words.say('welcome.name')} note={words.say('welcome.name_note')}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); change(undefined) }}>
        <CompanyForm said={said} onChange={setSaid} isCounted={company.has_facts} problem={problem} />
        {problem && <ProblemNote problem={problem} />}
        <div className="flex flex-wrap gap-2"><Button look="primary" type="submit" isPending={isPending} isDisabled={said.name.trim() === ''}>{words.say('welcome.next')}</Button><LinkButton to="/welcome">{words.say('welcome.back')}</LinkButton></div>
      </form>
    </Panel>
  )
}
