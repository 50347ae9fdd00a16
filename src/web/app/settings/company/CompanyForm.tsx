import { useMemo, type ReactNode } from 'react'
import type { CompanyAnswer } from '#contract/house/company.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { LANGUAGE_NAMES } from '#core/words/words.ts'
import type { Problem } from '../../data/problem.ts'
import { ComboBox } from '../../parts/ComboBox.tsx'
import { CheckboxList } from '../../parts/Choices.tsx'
import { TextField } from '../../parts/Field.tsx'
import type { Option } from '../../parts/Select.tsx'
import { useWords } from '../../words/words.tsx'

/** What a company says of itself. */
export type CompanySaid = Pick<CompanyAnswer, 'name' | 'zone' | 'currency' | 'languages'>

/** Every zone with its name as people know it: the city first. */
function useZones(kept: string): readonly Option[] {
  return useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', kept])
    return [...zones].map((id) => ({ id, name: id.replaceAll('_', ' ') })).toSorted((a, b) => a.name.localeCompare(b.name))
  }, [kept])
}

/** Every currency with its code and its name in the reader's language. */
function useCurrencies(locale: string): readonly Option[] {
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((id) => ({ id, name: `${id} · ${names.of(id) ?? id}` }))
  }, [locale])
}

interface CompanyFormProps {
  readonly said: CompanySaid
  readonly onChange: (said: CompanySaid) => void
  /** Zone and currency stay from the first fact on. */
  readonly isCounted: boolean
  readonly isDisabled?: boolean
  readonly problem: Problem | null
}

/** The fields of a company: its name, its calendar, its currency, its languages. */
export function CompanyForm({ said, onChange, isCounted, isDisabled = false, problem }: CompanyFormProps): ReactNode {
  const words = useWords()
  const zones = useZones(said.zone)
  const currencies = useCurrencies(words.locale)
  const set = (changes: Partial<CompanySaid>): void => onChange({ ...said, ...changes })
  return (
    <div className="grid max-w-[520px] gap-4">
      <TextField label={words.say('settings.company_name')} value={said.name} onChange={(name) => set({ name })} isRequired isDisabled={isDisabled} error={problem?.at('/name')} autoComplete="organization" />
      <ComboBox label={words.say('settings.zone')} hint={words.say(isCounted ? 'settings.zone_kept' : 'settings.zone_hint')} options={zones} value={said.zone} onChange={(zone) => zone !== null && set({ zone })} isDisabled={isDisabled || isCounted} error={problem?.at('/zone')} />
      <ComboBox label={words.say('settings.currency')} hint={words.say(isCounted ? 'settings.currency_kept' : 'settings.currency_hint')} options={currencies} value={said.currency} onChange={(currency) => currency !== null && set({ currency })} isDisabled={isDisabled || isCounted} error={problem?.at('/currency')} />
      <CheckboxList
        isDense label={words.say('settings.languages')} hint={words.say('settings.languages_hint')} value={said.languages} isDisabled={isDisabled} error={problem?.at('/languages')}
        options={LANGUAGES.map((id) => ({ id, name: LANGUAGE_NAMES[id] }))} onChange={(languages) => set({ languages: [...languages] })}
      />
    </div>
  )
}
