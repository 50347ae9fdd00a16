import { columnsOfField } from '#core/history/mapping/columns.ts'
import type { CompiledOutput } from '#core/history/mapping/row.ts'
import { FACT_FIELDS } from '#core/history/mapping/targets.ts'
import { minorDigits } from '#core/units/money.ts'
import type { Refusal } from '#contract/refusals.ts'

/** Names the column that a field came from, so that the repair can be made in the file, and shows amounts as the file writes them. */
export function byColumn(refusal: Refusal, { mapping }: CompiledOutput, currency: string): Refusal {
  const [, field = '', , inner] = (refusal.pointer ?? '').split('/')
  const from = mapping.fields[field] ?? mapping.nested[field]?.[inner ?? '']
  const columns = from === undefined ? [] : columnsOfField(from)
  const found = Number(refusal.values?.['found'])
  const isMoney = 'fact' in mapping.makes && FACT_FIELDS[mapping.makes.fact][field] === 'money' && Number.isFinite(found)
  const digits = minorDigits(currency)
  return { ...refusal, values: { ...refusal.values, ...(columns.length > 0 && { column: columns.join(' + ') }), ...(isMoney && { found: (found / 10 ** digits).toFixed(digits) }) } }
}

/** The currency that a fact in the making names, or the company's. */
export const currencyIn = (candidate: Readonly<Record<string, unknown>>, house: string): string =>
  typeof candidate['currency'] === 'string' && /^[A-Z]{3}$/.test(candidate['currency']) ? candidate['currency'] : house

/** Where in a row the trouble is, for the list of rejects. */
export function placed({ pointer, values = {} }: Refusal): { column: string; found: string; expected: string } {
  const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value))
  const field = text(values['field']) || (pointer ?? '').slice(1)
  return { column: text(values['column']) || field, found: text(values['found']), expected: text(values['expected']) }
}

/** One cell that several fields are made of is one thing to mend. */
export function eachOnce(refusals: readonly Refusal[]): readonly Refusal[] {
  if (refusals.length < 2) return refusals
  return [...new Map(refusals.map((refusal) => [`${refusal.code} ${JSON.stringify(placed(refusal))}`, refusal])).values()]
}
