import { useQuery } from '@tanstack/react-query'
import type { UnitsAnswer } from '#contract/house/unit.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { asked } from '../data/ask.ts'
import { useMay } from '../data/me.ts'
import { useWords } from '../words/words.tsx'

/** Says one word of a filter and its value: `Unit: Tartu`. */
export function useWordOf(): (name: string, value: string) => string {
  const words = useWords()
  const may = useMay()
  const units = useQuery({ ...asked<UnitsAnswer>('/v1/units'), enabled: may('customers.read') })
  const nameOf = (name: string, value: string): string => {
    if (name === 'unit') return units.data?.units.find(({ key }) => key === value)?.name ?? value
    if (name === 'language' && (LANGUAGES as readonly string[]).includes(value)) return new Intl.DisplayNames(words.locale, { type: 'language' }).of(value) ?? value
    return words.has(`state.${value}`) ? words.say(`state.${value}`) : value
  }
  return (name, value) => {
    const label = name.startsWith('attribute.') ? name.slice('attribute.'.length) : words.has(`groups.${name}`) ? words.say(`groups.${name}`) : name
    return words.say('chips.word', { name: label, value: nameOf(name, value) })
  }
}
