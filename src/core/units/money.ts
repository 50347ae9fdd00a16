/** Money is a whole number of minor units (cents, øre, yen) of an ISO 4217 currency; never a fraction. */
export type Minor = number

/** An amount that a JavaScript number cannot hold exactly is refused at the door. */
export const isMinor = (value: number): boolean => Number.isSafeInteger(value)

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
