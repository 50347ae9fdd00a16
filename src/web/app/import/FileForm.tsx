import { useState, type ReactNode } from 'react'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { FileSettings } from '#contract/history/written.ts'
import type { LookAnswer, UploadAnswer } from '#contract/history/upload.ts'
import { client } from '../data/client.ts'
import { useMe } from '../data/me.ts'
import { Button } from '../parts/Button.tsx'
import { Select } from '../parts/Select.tsx'
import { TextField } from '../parts/Field.tsx'
import { Panel } from '../parts/Panel.tsx'
import { useFormats, useWords } from '../words/words.tsx'
import { lookAsked } from './data.ts'
import { columnsSaid, settingsOf, withSetting, type Draft } from './draft.ts'
import type { Drafting } from './use-draft.ts'

interface Props {
  readonly upload: UploadAnswer
  readonly look: LookAnswer
  readonly drafting: Drafting
}

/** How the file is written: found by looking, said in a sentence, and changed where it was found wrong. */
export function FileForm(props: Props): ReactNode {
  const words = useWords()
  const { count } = useFormats()
  const [isOpen, setOpen] = useState(false)
  const { look: { columns, rows_about, odd, form, delimiter, encoding } } = props
  const between = form === 'json' ? 'json' : delimiterWord(delimiter)
  const said = words.say('bring.written', { rows: rows_about === null ? '' : count(rows_about), known: rows_about === null ? 'no' : 'yes', columns: columns.length, between: words.say(`bring.between.${between}`, { sign: delimiter ?? '' }), encoding: words.say(`bring.encoding.${encoding}`) })
  return (
    <Panel title={words.say('bring.how_written')} note={said} actions={<Button icon={isOpen ? ChevronUp : ChevronDown} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>{words.say(isOpen ? 'bring.less' : 'bring.change')}</Button>}>
      {odd > 0 && <p className="mb-2 text-sm text-down">{words.say('bring.odd', { odd })}</p>}
      <DateOrder {...props} />
      {isOpen && <Settings {...props} />}
    </Panel>
  )
}

const delimiterWord = (delimiter: string | null): string => ({ ',': 'comma', ';': 'semicolon', tab: 'tab', '|': 'bar', whitespace: 'spaces' })[delimiter ?? ','] ?? 'other'

/** Where day and month cannot be told apart, somebody has to say. */
function DateOrder({ look, drafting: { draft, change } }: Props): ReactNode {
  const words = useWords()
  const column = look.columns.find(({ role, holds }) => role === 'at' && (holds.patterns?.length ?? 0) > 1)
  const patterns = column?.holds.patterns ?? []
  const [sample] = column?.samples ?? []
  if (!column || sample === undefined || !patterns.some((one) => one.startsWith('M')) || !patterns.some((one) => one.startsWith('d'))) return null
  return (
    <div className="mb-1 max-w-[420px] rounded-md border border-line-strong p-3">
      <Select label={words.say('bring.which_date', { sample })} options={patterns.map((pattern) => ({ id: pattern, name: words.say(pattern.startsWith('M') ? 'bring.month_first' : 'bring.day_first', { pattern }) }))}
        value={settingsOf(draft).date ?? 'iso'} onChange={(pattern) => change(withSetting(draft, 'date', pattern))} />
    </div>
  )
}

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'shift_jis', 'gb18030'] as const
const DELIMITERS = [',', ';', 'tab', '|', 'whitespace'] as const
const THOUSANDS = ['', '.', ',', ' ', "'"] as const
const DATES = ['iso', 'yyyyMMdd', 'd.M.yyyy', 'd/M/yyyy', 'M/d/yyyy', 'd-M-yyyy', 'yyyy/M/d', 'yyyy-M-d H:mm', 'd.M.yyyy H:mm', 'd/M/yyyy H:mm', 'M/d/yyyy h:mm a', 'unix', 'unix_ms'] as const

/** Reads the file anew where it was said to be written another way; what was said of columns that are no longer there is guessed anew. */
async function readAnew(id: string, draft: Draft, change: (next: Draft) => void): Promise<void> {
  const look = await client.fetchQuery<LookAnswer>(lookAsked(id, draft) as never)
  const guess = look.guess.written as Draft | null
  const there = new Set(look.columns.map(({ column }) => String(column)))
  const isThere = columnsSaid(draft).every((column) => there.has(String(column)))
  const { source, currency, zone } = draft
  change(isThere || !guess ? draft : { ...guess, source, currency, ...(zone !== undefined && { zone }) })
}

function Settings({ upload: { id }, look, drafting: { draft, change } }: Props): ReactNode {
  const words = useWords()
  const { company } = useMe()
  const settings = settingsOf(draft)
  const set = <K extends keyof FileSettings>(name: K, value: FileSettings[K]): void => change(withSetting(draft, name, value))
  const anew = <K extends keyof FileSettings>(name: K, value: FileSettings[K]): void => void readAnew(id, withSetting(draft, name, value), change)
  const delimiters = DELIMITERS.map((one) => ({ id: one, name: words.say(`bring.between.${delimiterWord(one)}`, { sign: one }) }))
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
      {look.form !== 'json' && <Select label={words.say('bring.delimiter')} options={delimiters} value={look.delimiter} onChange={(one) => anew('delimiter', one)} />}
      {look.form !== 'json' && <Select label={words.say('bring.header')} options={['yes', 'no'].map((id) => ({ id, name: words.say(`bring.has_header.${id}`) }))} value={look.header ? 'yes' : 'no'} onChange={(one) => anew('header', one === 'yes')} />}
      <Select label={words.say('bring.encoding')} options={ENCODINGS.map((id) => ({ id, name: words.say(`bring.encoding.${id}`) }))} value={look.encoding} onChange={(one) => anew('encoding', one as 'utf-8')} />
      <Select label={words.say('bring.dates')} options={[...new Set([...DATES, settings.date ?? 'iso', ...look.columns.flatMap(({ holds }) => holds.patterns ?? [])])].map((one) => ({ id: one, name: words.has(`bring.date.${one}`) ? words.say(`bring.date.${one}`) : one }))} value={settings.date ?? 'iso'} onChange={(one) => set('date', one)} />
      <Select label={words.say('bring.decimal')} options={[{ id: '.', name: '1234.50' }, { id: ',', name: '1234,50' }]} value={settings.decimal ?? '.'} onChange={(one) => set('decimal', one as '.')} />
      <Select label={words.say('bring.thousands')} options={THOUSANDS.filter((one) => one !== (settings.decimal ?? '.')).map((one) => ({ id: one === '' ? 'none' : one, name: one === '' ? words.say('bring.no_thousands') : `1${one}234` }))} value={settings.thousands || 'none'} onChange={(one) => set('thousands', one === 'none' ? undefined : one)} />
      <Select label={words.say('bring.money')} options={['major', 'minor'].map((id) => ({ id, name: words.say(`bring.money_in.${id}`) }))} value={settings.money ?? 'major'} onChange={(one) => set('money', one as 'major')} />
      <TextField label={words.say('bring.currency')} hint={words.say('bring.currency_hint', { currency: company.currency })} value={settings.currency ?? ''} onChange={(one) => set('currency', one.toUpperCase() || undefined)} maxLength={3} />
      <TextField label={words.say('bring.zone')} hint={words.say('bring.zone_hint', { zone: company.zone })} value={settings.zone ?? ''} onChange={(one) => set('zone', one.trim() || undefined)} />
      <TextField label={words.say('bring.source')} hint={words.say('bring.source_hint')} value={settings.source ?? ''} onChange={(one) => set('source', one || undefined)} />
      <TextField label={words.say('bring.empty')} hint={words.say('bring.empty_hint')} value={(settings.empty ?? []).join(', ')} onChange={(one) => set('empty', wordsIn(one))} />
    </div>
  )
}

function wordsIn(text: string): readonly string[] | undefined {
  const said = text.split(',').map((one) => one.trim()).filter((one) => one !== '')
  return said.length > 0 ? said : undefined
}
