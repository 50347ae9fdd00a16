/** Money is a whole number of minor units (cents, øre, yen) of an ISO 4217 currency; never a fraction. */
export type Minor = number

/** No amount is larger: ten thousand million of a currency with cents. Nine thousand such amounts still add up exactly. */
export const MOST_MINOR: Minor = 1_000_000_000_000

const DIGITS = new Map<string, number>()

/** How many decimals a currency's major unit has (EUR 2, JPY 0, KWD 3), by ISO 4217 as the runtime knows it. */
export function minorDigits(currency: string): number {
  let digits = DIGITS.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    DIGITS.set(currency, digits)
  }
  return digits
}

/**
 * An amount in another currency's minor units, rounded half away from zero.
 * @param perUnit how many major units of `to` one major unit of `from` buys
 */
export function convertMinor(amount: Minor, from: string, to: string, perUnit: number): Minor {
  if (from === to) return amount
  const exact = amount * perUnit * 10 ** (minorDigits(to) - minorDigits(from))
  return Math.sign(exact) * Math.round(Math.abs(exact))
}
