import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PersonsAnswer } from '#contract/house/person.ts'
import { asked } from '../data/ask.ts'
import { useMay } from '../data/me.ts'
import { ComboBox } from '../parts/ComboBox.tsx'
import { useWords } from '../words/words.tsx'

interface ServedByProps {
  /** Where it happened: whoever works there comes first. */
  readonly unit: string
  readonly value: string | null
  readonly onChange: (person: string | null) => void
  readonly error: string | undefined
}

const NOBODY = '\u0000'

/** Who served, out of those who work here; nothing for an account that may not see them. */
export function ServedBy({ unit, value, onChange, error }: ServedByProps): ReactNode {
  const words = useWords()
  const may = useMay()('settings.read')
  const { data, isLoading } = useQuery({ ...asked<PersonsAnswer>('/v1/people'), enabled: may })
  const people = data?.people ?? []
  // Its place is kept, so that what is below does not move under a finger.
  if (isLoading) return <div className="waiting h-[60px]" />
  if (people.length === 0) return null
  const here = people.toSorted((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
  const options = [{ id: NOBODY, name: words.say('ask.nobody') }, ...here.map(({ key, name }) => ({ id: key, name }))]
  // Another unit, another order: the list is made anew, what is chosen stays.
  return <ComboBox key={`${unit} ${people.length}`} label={words.say('ask.optional', { label: words.say('ask.person') })} options={options} value={value ?? NOBODY} onChange={(id) => onChange(id === NOBODY ? null : id)} error={error} />
}
