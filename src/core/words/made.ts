import type { Fact } from '#core/history/fact.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { isoOf } from '#core/units/time.ts'
import { sayFact } from './fact.ts'
import { formatsOf } from './format.ts'
import type { Words } from './index.ts'

/** Something that rows of a file make, in a few words: when, about whom, and what. */
export interface SaidMade {
  readonly kind: string
  /** ISO 8601; null where it is of no moment. */
  readonly at: string | null
  readonly who: string | null
  readonly said: string
}

/** @param company whose money and days are meant */
export function sayMade(words: Words, company: { readonly zone: string; readonly currency: string }, made: Fact | CompanyRecord): SaidMade {
  if ('record' in made) return { kind: made.record, at: null, who: made.record === 'customer' ? made.key : null, said: words.say(`bring.record.${made.record}`, { key: keyOf(made), more: moreOf(made) }) }
  const { at, customer } = made
  const formats = formatsOf(words, company.zone, 'currency' in made && made.currency !== undefined ? made.currency : company.currency)
  return { kind: made.kind, at: isoOf(at), who: customer, said: sayFact(words, formats, made) }
}

const keyOf = (made: CompanyRecord): string => (made.record === 'rate' ? `${made.currency} ${made.day}` : made.key)

/** What is said of a record, value by value. */
function moreOf({ record: _record, ...fields }: CompanyRecord): string {
  const { key: _key, attributes, consents, joined_at, ...plain } = fields as Record<string, unknown>
  const shown = [plain, ...[attributes, consents].filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)].flatMap((one) => Object.values(one))
  const values = [...(typeof joined_at === 'number' ? [isoOf(joined_at).slice(0, 10)] : []), ...shown].map(String)
  return values.join(' · ')
}
