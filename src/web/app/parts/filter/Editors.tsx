import { Check } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Label, ListBox, ListBoxItem, Input, SearchField, type Selection } from 'react-aria-components'
import type { FigureName } from '#core/customers/sorts.ts'
import type { State } from '#core/relationship/state.ts'
import { minorDigits } from '#core/units/money.ts'
import { useMe } from '../../data/me.ts'
import { allOf, oneOf } from '../../data/search.ts'
import { useWords } from '../../words/words.tsx'
import { NumberField } from '../NumberField.tsx'
import { StateChip } from '../StateChip.tsx'
import { useChoices, useSaying, valuesOf } from './choices.ts'
import { LISTED, valueName, type Listed, type Search } from './said.ts'

interface EditorProps {
  readonly search: Search
  readonly onChange: (search: Search) => void
}

/** So many are seen at a glance; more can be searched. */
const AT_A_GLANCE = 10

interface ChoiceProps {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly name: string; readonly icon?: ReactNode }[]
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly isSingle?: boolean
}

/** Any of a list. */
function Choice({ label, options, value, onChange, isSingle = false }: ChoiceProps): ReactNode {
  const words = useWords()
  const [find, setFind] = useState('')
  const fits = options.filter(({ name }) => name.toLocaleLowerCase(words.locale).includes(find.toLocaleLowerCase(words.locale)))
  const choose = (keys: Selection): void => {
    const chosen = keys === 'all' ? options.map(({ id }) => id) : [...keys].map(String)
    // What is chosen and not in sight for the moment stays chosen.
    onChange([...value.filter((id) => !fits.some((option) => option.id === id) && !isSingle), ...chosen.filter((id) => fits.some((option) => option.id === id))])
  }
  return (
    <div className="grid gap-2">
      {options.length > AT_A_GLANCE && <SearchField aria-label={words.say('filter.find')} value={find} onChange={setFind} autoFocus><Input placeholder={words.say('filter.find')} className="field w-full" /></SearchField>}
      <ListBox aria-label={label} selectionMode={isSingle ? 'single' : 'multiple'} selectionBehavior="toggle" escapeKeyBehavior="none" selectedKeys={value} onSelectionChange={choose} {...(options.length <= AT_A_GLANCE && { autoFocus: 'first' as const })} items={fits}
        renderEmptyState={() => <p className="px-2 py-1.5 text-ink-2">{words.say('filter.nothing')}</p>} className="max-h-72 overflow-auto outline-none">
        {({ id, name, icon }) => (
          <ListBoxItem id={id} textValue={name} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 outline-none data-[focused]:bg-accent-soft">
            {({ isSelected }) => <><Check size={15} aria-hidden className={isSelected ? 'text-accent' : 'invisible'} />{icon}<span className="min-w-0 break-words">{name}</span></>}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}

function ListedEditor({ word, search, onChange }: EditorProps & { readonly word: Listed }): ReactNode {
  const saying = useSaying()
  const chosen = allOf(search[word])
  const values = [...new Set([...valuesOf(word, useChoices()), ...chosen])]
  const options = values.map((id) => ({ id, name: valueName(word, id, saying), ...(word === 'state' && { icon: <StateChip state={id as State} size={20} /> }) }))
  return <Choice label={saying.words.say(`filter.word.${word}`)} options={options} value={chosen} onChange={(next) => onChange({ ...search, [word]: next })} />
}

function AttributeEditor({ name, search, onChange }: EditorProps & { readonly name: string }): ReactNode {
  const chosen = allOf(search[`attribute.${name}`])
  const values = [...new Set([...(useChoices().attributes.find((attribute) => attribute.name === name)?.values ?? []), ...chosen])]
  return <Choice label={name} options={values.map((id) => ({ id, name: id }))} value={chosen} onChange={(next) => onChange({ ...search, [`attribute.${name}`]: next })} />
}

function HeardEditor({ search, onChange }: EditorProps): ReactNode {
  const words = useWords()
  const options = ['true', 'false'].map((id) => ({ id, name: words.say('filter.said.heard', { heard: id }) }))
  return <Choice label={words.say('filter.word.heard')} options={options} value={allOf(search['heard'])} onChange={([next]) => onChange({ ...search, heard: next })} isSingle />
}

const SHARES: ReadonlySet<FigureName> = new Set(['stay', 'pay'])
const MONEY: ReadonlySet<FigureName> = new Set(['value', 'paid'])

function FigureEditor({ figure, search, onChange }: EditorProps & { readonly figure: FigureName }): ReactNode {
  const words = useWords()
  const { currency } = useMe().company
  const isScore = figure === 'heart' || figure === 'head'
  const per = MONEY.has(figure) ? 10 ** minorDigits(currency) : 1
  const options: Intl.NumberFormatOptions = SHARES.has(figure) ? { style: 'percent' } : MONEY.has(figure) ? { style: 'currency', currency, maximumFractionDigits: 0 } : { maximumFractionDigits: figure === 'orders' ? 0 : 2 }
  const field = (bound: 'min' | 'max', label: string, isFirst: boolean): ReactNode => {
    const text = oneOf(search[`${bound}.${figure}`])
    return (
      <NumberField label={label} autoFocus={isFirst} value={text === undefined ? Number.NaN : Number(text) / per} formatOptions={options} step={SHARES.has(figure) ? 0.01 : isScore ? 0.01 : undefined} minValue={isScore ? -1 : 0}
        {...((isScore || SHARES.has(figure)) && { maxValue: 1 })} onChange={(value) => onChange({ ...search, [`${bound}.${figure}`]: Number.isNaN(value) ? undefined : String(Math.round(value * per * 1e6) / 1e6) })} />
    )
  }
  return (
    <div className="grid gap-2 p-1">
      <Label className="font-medium first-letter:uppercase">{words.say(`filter.figure.${figure}`)}</Label>
      <div className="grid grid-cols-2 gap-2">{field('min', words.say('filter.least'), true)}{field('max', words.say('filter.most'), false)}</div>
    </div>
  )
}

const isListed = (id: string): id is Listed => (LISTED as readonly string[]).includes(id)

/** What a condition is chosen by. */
export function Editor({ id, ...props }: EditorProps & { readonly id: string }): ReactNode {
  if (isListed(id)) return <ListedEditor word={id} {...props} />
  if (id === 'heard') return <HeardEditor {...props} />
  if (id.startsWith('attribute.')) return <AttributeEditor name={id.slice('attribute.'.length)} {...props} />
  return <FigureEditor figure={id as FigureName} {...props} />
}
