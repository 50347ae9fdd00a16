import type { CompanyRecord } from '#core/history/record.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { customerIdOf, packedIdOf, uuidOf } from '#store/history/customer-id.ts'
import type { StagedLines, StagedRecord } from '#store/history/staged-lines.ts'
import type { Company } from '#store/house/company.ts'

const MOST_KEPT = 500_000

/** Customers' packed numbers; a key that is met for the first time (or again after very many others) is staged with its number. */
export function customerNumbers(company: Company, lines: StagedLines): (key: string) => string {
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  return (key) => {
    let id = young.get(key)
    if (id !== undefined) return id
    id = old.get(key)
    if (id === undefined) {
      id = packedIdOf(company.secret, key)
      lines.customer(uuidOf(id), key)
    }
    // A long piece of a text keeps all of that text in memory; a copy does not.
    young.set(key.length < 13 ? key : Buffer.from(key).toString(), id)
    if (young.size >= MOST_KEPT) {
      old = young
      young = new Map()
    }
    return id
  }
}

/** A record as it is staged: what names it, its plain fields as they are kept, and what is added to instead of replaced. */
export function recordRow(made: CompanyRecord, company: Company): Omit<StagedRecord, 'file' | 'line'> {
  const { record, attributes = {}, consents = {}, ...fields } = made as CompanyRecord & Partial<Pick<StagedRecord, 'attributes' | 'consents'>> & { joined_at?: Instant }
  const body = fields.joined_at === undefined ? fields : { ...fields, joined_at: isoOf(fields.joined_at) }
  const key = made.record === 'rate' ? `${made.currency} ${made.day}` : made.key
  return { record, key, customer: made.record === 'customer' ? customerIdOf(company.secret, made.key) : null, body, attributes, consents }
}
