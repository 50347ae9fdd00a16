import type { Kind, Question } from '#core/history/kinds.ts'
import type { DecimalForm } from '../decimal.ts'
import type { Column, Condition, FileSettings } from '../mapping.ts'
import type { WrittenField, WrittenMapping, WrittenOutput } from '../written.ts'
import { COMPLAINT, kindsIn } from './kinds-in.ts'
import type { Looked, LookedColumn } from './look.ts'
import { rolesOf, spaced, type Role } from './roles.ts'

/** What a guess knows beside the file: whose it is. */
export interface GuessFor {
  readonly zone: string
  readonly currency: string
}

type Found = Readonly<Partial<Record<Role, LookedColumn>>>
type Fields = Record<string, WrittenField>

/** What the rows of a file probably mean, as a mapping: to be read and mended by a person, not trusted. */
export function guessMapping(fileName: string, looked: Looked, { currency }: GuessFor, encoding?: FileSettings['encoding']): WrittenMapping {
  const roles = rolesOf(looked.columns)
  const found: Partial<Record<Role, LookedColumn>> = {}
  for (const [column, role] of roles) found[role] ??= column
  const makes = outputsFor(fileName, looked, found, [...roles.keys()])
  const { delimiter, header, skip, empty } = looked.settings
  const at = found.at ?? found.joined
  const pattern = at?.holds.as === 'time' ? at.holds.patterns[0] : undefined
  return {
    source: sourceOf(fileName),
    currency: found.currency?.values?.length === 1 ? (found.currency.values[0] ?? currency) : currency,
    ...(pattern !== undefined && pattern !== 'iso' && { date: pattern }),
    ...marksOf([found.paid, found.list, found.cost, found.score, found.quantity]),
    ...(encoding !== undefined && encoding !== 'utf-8' && { encoding }),
    ...(looked.form === 'json' && { format: 'ndjson' }),
    ...(delimiter !== undefined && delimiter !== ',' && { delimiter: delimiter === '\t' ? 'tab' : delimiter }),
    ...(header === false && { header: false }),
    ...(skip !== undefined && skip > 0 && { skip }),
    ...(empty && { empty }),
    files: [{ name: fileName.replace(/\.gz$/i, ''), makes }],
  }
}

/** A name for the system that a file comes from: that of the file, without what changes from one export to the next. */
function sourceOf(fileName: string): string {
  const plain = fileName.replace(/(\.\w{2,6}){1,2}$/, '').replaceAll(/\d+/g, ' ').replaceAll(/[^\p{L}]+/gu, '-').replaceAll(/^-|-$/g, '').toLowerCase()
  return plain.slice(0, 60) || 'import'
}

/** How the file writes numbers, if all that matter can be read one way and that is not the usual one. */
function marksOf(columns: readonly (LookedColumn | undefined)[]): Pick<FileSettings, 'decimal' | 'thousands'> {
  const forms = columns.flatMap((column) => (column?.holds.as === 'number' ? [column.holds.forms] : []))
  const same = (a: DecimalForm, b: DecimalForm): boolean => a.decimal === b.decimal && a.thousands === b.thousands
  // Where one column shows its marks, that decides for those that have none to show.
  const form = forms.toSorted((a, b) => a.length - b.length)[0]?.find((one) => forms.every((others) => others.some((other) => same(one, other))))
  if (!form) return {}
  return { ...(form.decimal === ',' && { decimal: ',' as const }), ...(form.thousands !== '' && { thousands: form.thousands }) }
}

function outputsFor(fileName: string, looked: Looked, found: Found, known: readonly LookedColumn[]): WrittenOutput[] {
  const kinds = found.customer && found.at ? kindsIn(found.kind) : null
  const outputs = kinds && found.kind ? [...kinds].flatMap(([kind, values]) => outputOf(kind, fileName, found, { column: found.kind!.column, is: values.length === 1 ? values[0] as string : values })) : plainOutputs(fileName, found)
  if (outputs.length > 0) return found.email || (found.name && outputs[0]?.fact === 'purchase') ? [...outputs, customerRecord(found, [])] : outputs
  const rest = looked.columns.filter((column) => !known.includes(column) && column.values !== null && column.distinct > 1 && column.name !== '')
  return [customerRecord(found, [...rest, ...[found.kind, found.quantity].flatMap((column) => column ?? [])])]
}

/** What rows make whose file says of itself what it holds. */
function plainOutputs(fileName: string, found: Found): WrittenOutput[] {
  if (!found.customer || !found.at) return []
  const isList = (found.email ?? found.joined ?? found.name) !== undefined
  if (found.paid) return withRefunds(outputOf('purchase', fileName, found), found)
  if (found.score) return outputOf('rating', fileName, found)
  const complains = COMPLAINT.test(fileName) || [found.topic, found.comment, found.severity].some((column) => COMPLAINT.test(column?.name ?? ''))
  if (complains || found.severity) return outputOf('complaint', fileName, found)
  if (found.topic) return outputOf('contact', fileName, found)
  return isList ? [] : outputOf('visit', fileName, found)
}

/** Amounts below nothing are money that went back. */
function withRefunds(outputs: readonly WrittenOutput[], { paid }: Found): WrittenOutput[] {
  const [sale] = outputs
  if (!sale || paid?.holds.as !== 'number' || paid.holds.least >= 0 || sale.group !== undefined) return [...outputs]
  const { paid: amount, fact: _fact, list: _list, cost: _cost, ...fields } = sale as WrittenOutput & { readonly paid: Column }
  return [
    { ...sale, when: { column: paid.column, above: -0.001 } },
    { ...fields, fact: 'refund', amount: { column: amount, absolute: true }, when: { column: paid.column, below: 0 } } as WrittenOutput,
  ]
}

const by = (column: LookedColumn | undefined): Column | undefined => column?.column

/** The fields that are there. */
const given = (fields: Readonly<Record<string, WrittenField | undefined>>): Fields => Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Fields

function outputOf(kind: Kind, fileName: string, found: Found, when?: Condition): WrittenOutput[] {
  const { order, unit, person } = found
  const own = ownFields(kind, fileName, found)
  if (!own) return []
  const repeats = kind === 'purchase' && order !== undefined && (order.distinct < order.said || found.sku !== undefined || found.quantity !== undefined)
  const named = order && !repeats ? { id: kind === 'purchase' ? order.column : { template: `{${order.column}}-${kind}` } } : {}
  return [{
    fact: kind, ...(when && { when }), ...(repeats && order && { group: order.column }), ...named,
    ...given({ customer: by(found.customer), at: by(found.at), ...own, unit: by(unit), person: by(person) }),
  }]
}

function ownFields(kind: Kind, fileName: string, found: Found): Readonly<Record<string, WrittenField | undefined>> | null {
  const topic = by(found.topic ?? found.comment)
  switch (kind) {
    case 'purchase':
      return found.paid ? { paid: by(found.paid), list: by(found.list), cost: by(found.cost), currency: currencyOf(found), items: itemsOf(found) } : null
    case 'refund':
      return found.paid ? { amount: { column: found.paid.column, absolute: true }, currency: currencyOf(found) } : null
    case 'rating':
      return found.score ? { question: { value: questionOf(found.score, `${fileName} ${found.question?.name ?? ''}`) }, value: by(found.score) } : null
    case 'complaint':
      return { topic: topic ?? { value: 'complaint' }, severity: by(found.severity) ?? { value: 2 } }
    case 'contact':
      return { channel: by(found.channel) ?? { value: 'service' }, topic: topic ?? { value: 'contact' } }
    case 'visit':
      return { channel: by(found.channel) ?? { value: 'visit' } }
    default:
      return null
  }
}

const currencyOf = ({ currency }: Found): Column | undefined => (currency && currency.values?.length !== 1 ? currency.column : undefined)

function itemsOf({ sku, quantity, paid, order }: Found): WrittenField | undefined {
  if (!order || !sku || quantity?.holds.as !== 'number' || !quantity.holds.whole || quantity.holds.least < 1 || !paid) return undefined
  return { sku: sku.column, quantity: quantity.column, paid: paid.column }
}

function questionOf({ name, holds }: LookedColumn, about: string): Question {
  const said = `${spaced(name)} ${spaced(about)}`
  const most = holds.as === 'number' ? holds.most : 5
  if (most <= 5 && /still (at|buy)|price (rise|increase)|prisøkning|prishöjning|hinnatõus|値上|涨价/i.test(said)) return 'still_at_5'
  if (/nps|recommend|anbefal|rekommend|soovita|推奨|推荐/i.test(said) || most > 7) return 'recommend'
  return /ease|easy|effort|ces\b|enkel|lett|lätt|lihtne|簡単|容易/i.test(said) || most > 5 ? 'ease' : 'satisfaction'
}

function customerRecord(found: Found, others: readonly LookedColumn[]): WrittenOutput {
  const attributes = Object.fromEntries(others.slice(0, 12).map(({ name, column }) => [spaced(name).replaceAll(' ', '_'), column]))
  const joined = found.joined ?? (found.paid || found.score ? undefined : found.at)
  return {
    record: 'customer',
    ...given({
      key: by(found.customer ?? found.email) ?? 1, name: by(found.name), email: by(found.email), joined_at: datedBy(joined, found.joined && found.at), channel: by(found.channel), campaign: by(found.campaign),
      referrer: by(found.referrer), language: by(found.language), home_unit: found.paid ? undefined : by(found.unit),
    }),
    ...(others.length > 0 && { attributes }),
  }
}

/** A date, and how it is written where another column decided that for the file. */
function datedBy(column: LookedColumn | undefined, decided: LookedColumn | undefined): WrittenField | undefined {
  const pattern = column?.holds.as === 'time' ? column.holds.patterns[0] : undefined
  const usual = decided?.holds.as === 'time' ? decided.holds.patterns[0] : pattern
  return column && pattern !== undefined && pattern !== usual ? { column: column.column, date: pattern } : column?.column
}
