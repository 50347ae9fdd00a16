import type { ReactNode } from 'react'
import type { LookedColumnAnswer } from '#contract/history/upload.ts'
import { Select } from '../parts/Select.tsx'
import { useWords } from '../words/words.tsx'
import { choiceName } from './choices.ts'

interface Props {
  readonly column: LookedColumnAnswer
  readonly place: string
  readonly choices: readonly string[]
  readonly map: Readonly<Record<string, string>>
  readonly onChange: (map: Readonly<Record<string, string>>) => void
}

/** What each word of a column means here; words that are Troth's own need nothing said. */
export function WordMap({ column: { values, samples }, place, choices, map, onChange }: Props): ReactNode {
  const words = useWords()
  const all = values ?? samples
  const unsaid = all.filter((value) => !choices.includes(value))
  if (unsaid.length === 0 && Object.keys(map).length === 0) return <p className="truncate text-sm text-ink-2">{all.slice(0, 4).join(' · ')}</p>
  const set = (value: string, to: string): void => onChange({ ...Object.fromEntries(all.filter((one) => choices.includes(one)).map((one) => [one, one])), ...map, [value]: to })
  return (
    <div className="grid gap-1.5">
      {values === null && <p className="text-sm text-down">{words.say('bring.many_words')}</p>}
      {all.map((value) => (
        <div key={value} className="grid grid-cols-2 items-center gap-2">
          <span className="truncate text-sm" title={value}>{value}</span>
          <Select label={words.say('bring.means', { word: value })} isLabelHidden placeholder={words.say('bring.means_nothing')} options={choices.map((id) => ({ id, name: choiceName(words, place, id) }))} value={map[value] ?? (choices.includes(value) ? value : null)} onChange={(to) => set(value, to)} />
        </div>
      ))}
    </div>
  )
}
