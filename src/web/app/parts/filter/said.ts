import type { Formats } from '#core/words/format.ts'
import { sayDriver } from '#core/words/driver.ts'
import { plain } from '#core/words/plain.ts'
import type { Words } from '#core/words/words.ts'
import type { Driver } from '#core/map/drivers.ts'
import { FIGURES, NOT_YET, type FigureName } from '#core/customers/sorts.ts'
import { allOf, oneOf } from '../../data/search.ts'

/** What stands behind the ? of an address. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

/** Words of a filter whose values are chosen from a list. */
export const LISTED = ['state', 'mark', 'unit', 'cohort', 'channel', 'campaign', 'language'] as const
export type Listed = (typeof LISTED)[number]

/** One condition of a filter: its names in the address, and how it reads. */
export interface Condition {
  readonly id: string
  readonly names: readonly string[]
  readonly said: string
}

/** What keys are called. */
export interface Called {
  readonly units: ReadonlyMap<string, string>
  readonly segments: ReadonlyMap<string, string>
}

/** How everything in a filter is said to a reader. */
export interface Saying {
  readonly words: Words
  readonly formats: Formats
  readonly called: Called
}

const MOVED = ['moved', 'moved_from', 'moved_to'] as const
const MADE = ['made', 'met', 'met_within'] as const

/** Lists of what fits: "devoted or loyal". */
const either = (words: Words, values: readonly string[]): string => new Intl.ListFormat(words.locale, { type: 'disjunction' }).format(values)
const small = (words: Words, text: string): string => text.toLocaleLowerCase(words.locale)

/** What a value of a listed word is called, by itself. */
export function valueName(word: Listed, value: string, { words, formats, called }: Saying): string {
  if (word === 'state') return words.say(`state.${value}`)
  if (word === 'mark') return words.say(`mark.${value}`)
  if (word === 'unit') return called.units.get(value) ?? value
  if (word === 'cohort') return value.length === 4 ? value : formats.month(`${value}-15T12:00:00Z`)
  if (word === 'language') return languageName(words, value)
  if (word === 'channel' || word === 'campaign') return plain(value)
  return value
}

function languageName({ locale }: Words, tag: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** A figure as it is shown and typed: shares in percent, money in whole units of the currency. */
export function figureSaid(figure: FigureName, value: number, formats: Formats): string {
  if (figure === 'stay' || figure === 'pay') return formats.percent(value)
  if (figure === 'value' || figure === 'paid') return formats.sum(value)
  return figure === 'orders' ? formats.count(value) : formats.figure(value)
}

function listed(word: Listed, search: Search, saying: Saying): Condition[] {
  const values = allOf(search[word])
  if (values.length === 0) return []
  const names = values.map((value) => valueName(word, value, saying))
  const inText = word === 'state' ? names.map((name) => small(saying.words, name)) : names
  return [{ id: word, names: [word], said: saying.words.say(`filter.said.${word}`, { values: either(saying.words, inText) }) }]
}

function bounded(figure: FigureName, search: Search, { words, formats }: Saying): Condition[] {
  const names = [`min.${figure}`, `max.${figure}`]
  const [least, most] = names.map((name) => (oneOf(search[name]) === undefined ? undefined : figureSaid(figure, Number(oneOf(search[name])), formats)))
  if (least === undefined && most === undefined) return []
  const values = { figure: words.say(`filter.figure.${figure}`), least: least ?? '', most: most ?? '' }
  return [{ id: figure, names, said: words.say(`filter.said.${least === undefined ? 'most' : most === undefined ? 'least' : 'between'}`, values) }]
}

/** The names of attributes that are asked for. */
export const attributesIn = (search: Search): string[] => Object.keys(search).filter((name) => name.startsWith('attribute.') && allOf(search[name]).length > 0).map((name) => name.slice('attribute.'.length))

function attribute(name: string, search: Search, { words }: Saying): Condition {
  return { id: `attribute.${name}`, names: [`attribute.${name}`], said: words.say('filter.said.attribute', { name, values: either(words, allOf(search[`attribute.${name}`])) }) }
}

/** A day of an address in the middle of it, so that it is the same day in every zone; an instant as it is. */
const middleOf = (when: string): string => (when.length === 10 ? `${when}T12:00:00Z` : when)

function movedSaid(search: Search, { words, formats }: Saying): Condition[] {
  const [moved, from, to] = MOVED.map((name) => allOf(search[name])) as [readonly string[], readonly string[], readonly string[]]
  if (moved.length + from.length + to.length === 0) return []
  const states = (values: readonly string[]): string => either(words, values.map((state) => small(words, words.say(state === NOT_YET ? 'filter.said.moved_none' : `state.${state}`))))
  const [was, is] = [states(from), states(to)]
  const by = from.length > 0 && to.length > 0 ? words.say('filter.said.moved', { from: was, to: is }) : from.length > 0 ? words.say('filter.said.moved_from', { from: was }) : to.length > 0 ? words.say('filter.said.moved_to', { to: is }) : null
  const what = [...(moved.length > 0 ? [either(words, moved.map((one) => words.say(`class.${one}`)))] : []), ...(by === null ? [] : [by])].join(' · ')
  return [{ id: 'moved', names: [...MOVED, 'from', 'to', 'period'], said: whenSaid(what, search, words, formats) }]
}

function whenSaid(what: string, search: Search, words: Words, formats: Formats): string {
  const [begin, end] = [oneOf(search['from']), oneOf(search['to'])]
  return begin !== undefined && end !== undefined ? words.say('filter.said.when', { what, when: formats.period(middleOf(begin), middleOf(end)) }) : what
}

/** A move that they made, maybe after something that they met. */
function madeSaid(search: Search, { words, formats, called }: Saying): Condition[] {
  const [made, met] = [oneOf(search['made']), oneOf(search['met'])]
  if (made === undefined) return []
  const [from, to] = made.split('>').map((state) => small(words, words.say(`state.${state}`))) as [string, string]
  const [kind, by, ...what] = met?.split(':') ?? []
  const driver = { kind: kind as Driver['kind'], by: (by ?? null) as Driver['by'], what: by === undefined ? null : what.join(':'), name: by === 'unit' ? (called.units.get(what.join(':')) ?? null) : null }
  const said = met === undefined ? words.say('made.said', { from, to }) : words.say('made.met', { from, to, days: Number(oneOf(search['met_within']) ?? 30), what: sayDriver(words, driver) })
  return [{ id: 'made', names: [...MADE, 'from', 'to', 'period'], said: whenSaid(said, search, words, formats) }]
}

/** A filter as it reads: its conditions, in one order whatever that of the address is. The first begins like a sentence. */
export function conditionsOf(search: Search, saying: Saying): Condition[] {
  const { words, called } = saying
  const heard = oneOf(search['heard'])
  const segments = allOf(search['segment'])
  const found = [
    ...listed('state', search, saying), ...listed('mark', search, saying), ...movedSaid(search, saying), ...madeSaid(search, saying), ...listed('unit', search, saying),
    ...FIGURES.flatMap((figure) => bounded(figure, search, saying)),
    ...listed('cohort', search, saying), ...listed('channel', search, saying), ...listed('campaign', search, saying), ...listed('language', search, saying),
    ...attributesIn(search).map((name) => attribute(name, search, saying)),
    ...(heard === undefined ? [] : [{ id: 'heard', names: ['heard'], said: words.say('filter.said.heard', { heard }) }]),
    ...segments.map((id) => ({ id: `segment.${id}`, names: ['segment'], said: words.say('filter.said.segment', { values: called.segments.get(id) ?? id }) })),
  ]
  return found.map((condition, i) => (i === 0 ? { ...condition, said: begun(words, condition.said) } : condition))
}

const begun = ({ locale }: Words, text: string): string => {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase(locale) + rest.join('')
}

/** Can this condition be put together by hand? What comes from the map, and segments, can only be taken away. */
export const isEditable = (id: string): boolean => id !== 'moved' && id !== 'made' && !id.startsWith('segment.')

/** The filter alone, without what else stands in an address. */
export function filterIn(search: Search): Search {
  const own = new Set<string>(['q', 'heard', 'segment', 'from', 'to', 'period', ...LISTED, ...MOVED, ...MADE])
  return Object.fromEntries(Object.entries(search).filter(([name, value]) => allOf(value).length > 0 && (own.has(name) || /^(attribute|min|max)\./.test(name))))
}

/** An address without a condition. Of several segments only the one meant goes. */
export function without(search: Search, { id, names }: Condition): Search {
  if (id.startsWith('segment.')) return { ...search, segment: allOf(search['segment']).filter((one) => `segment.${one}` !== id) }
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name)))
}

/** A filter as a body has it: `min.value` within `min`. */
export function filterBody(search: Search): Record<string, unknown> {
  const { q: _q, segment: _s, ...saved } = filterIn(search)
  const body: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(saved)) {
    const at = name.indexOf('.')
    if (at < 0) body[name] = value
    else body[name.slice(0, at)] = { ...(body[name.slice(0, at)] as object | undefined), [name.slice(at + 1)]: value }
  }
  return body
}

/** The other way: a filter as a body has it, as an address. */
export function searchOf(body: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const text = (value: unknown): string | string[] => (Array.isArray(value) ? value.map(String) : `${value as string | number}`)
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).map(([within, one]) => [`${name}.${within}`, text(one)]) : [[name, text(value)]]))
}
