import { currencyOf, toStored, type StoredFact } from '#core/history/stored.ts'
import { isInFuture, RATE_REACH_DAYS } from '#core/history/intake.ts'
import type { Fact } from '#core/history/fact.ts'
import { convertMinor, MOST_MINOR } from '#core/units/money.ts'
import { isoDayOf, isoOf, MINUTE_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { parseFact } from '#contract/history/parse.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { readRates } from '#store/history/rates.ts'
import type { Company } from '#store/house/company.ts'
import type { Db } from '#store/pool.ts'

/** Who told a fact by hand, as the audit log names them, and when. */
export interface Told {
  readonly actor: string
  readonly at: number
}

/** One sent fact, as far as it got: ready to be kept, or refused. Of a fact told by hand, who told it. */
export type Prepared = { readonly ok: true; readonly fact: Fact; readonly stored: StoredFact; readonly told?: Told } | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** The day of a fact on the company's calendar: the day whose rate holds. */
const dayOf = (fact: Fact, company: Company): string => isoDayOf(fact.at + zoneOf(company.zone).offsetAt(fact.at) * MINUTE_MS)

/** Parses facts as sent, refuses what cannot be, and brings their money into the company's currency. One answer for each, in order. */
export async function prepareFacts(db: Db, inputs: readonly unknown[], company: Company, now: number): Promise<Prepared[]> {
  const parsed = inputs.map((input) => admit(parseFact(input), now))
  const foreign = parsed.flatMap((p) => {
    const currency = p.ok ? currencyOf(p.value) : undefined
    return p.ok && currency !== undefined && currency !== company.currency ? [{ currency, day: dayOf(p.value, company) }] : []
  })
  const rates = await readRates(db, foreign, RATE_REACH_DAYS)
  return parsed.map((p) => {
    if (!p.ok) return p
    const fact = p.value
    const currency = currencyOf(fact) ?? company.currency
    const perUnit = currency === company.currency ? 1 : rates.get(`${currency} ${dayOf(fact, company)}`)
    if (perUnit === undefined) return no('rate_missing', { currency, day: dayOf(fact, company) }, '/currency')
    const customer = customerIdOf(company.secret, fact.customer)
    const stored = toStored(fact, customer, (amount) => convertMinor(amount, currency, company.currency, perUnit))
    const large = [stored.paid, stored.list, stored.cost].find((amount) => amount !== null && Math.abs(amount) > MOST_MINOR)
    return large === undefined ? { ok: true, fact, stored } : no('field_invalid', { field: 'currency', found: `${currency} → ${large} ${company.currency}`, expected: `≤ ${MOST_MINOR}` }, '/currency')
  })
}

function admit(parsed: Result<Fact>, now: number): Result<Fact> {
  if (!parsed.ok || !isInFuture(parsed.value.at, now)) return parsed.ok ? yes(parsed.value) : parsed
  return no('fact_in_future', { found: isoOf(parsed.value.at), now: isoOf(now) }, '/at')
}
