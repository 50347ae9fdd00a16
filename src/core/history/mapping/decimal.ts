/** How a file writes numbers. */
export interface DecimalForm {
  readonly decimal: '.' | ','
  /** Between thousands, or nothing. */
  readonly thousands: string
}

/** A decimal number without loss: `digits` / 10^`scale`. Floating point has no place where money is read. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/**
 * The fast way for what nearly all cells hold: sign, digits, a decimal mark and at most `places` digits, no more than 15 digits in
 * all. NaN means: not such a number, ask `decimalOf`.
 */
export function plainFixed(text: string, form: DecimalForm, places: number): number {
  const mark = form.decimal === '.' ? 46 : 44
  const negative = text.charCodeAt(0) === 45
  let value = 0
  let after = -1
  let i = negative ? 1 : 0
  if (text.length - i > 16 || text.length === i) return NaN
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48
      if (after >= 0) after++
    } else if (code === mark && after < 0) after = 0
    else return NaN
  }
  if (after === 0 || after > places || value > 1e15) return NaN
  for (let k = Math.max(after, 0); k < places; k++) value *= 10
  return Number.isSafeInteger(value) ? (negative ? 0 - value : value) : NaN
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Reads any way of writing a number that people and programs use: signs, thousands, currency signs, (1.50), 1.50-, 1e-5. */
export function decimalOf(text: string, form: DecimalForm): Decimal | null {
  let plain = text.replace(/^\p{Sc}\s*|\s*\p{Sc}$/gu, '').trim()
  if (/^\(.*\)$/.test(plain)) plain = `-${plain.slice(1, -1)}`
  else if (/^[^-].*-$/.test(plain)) plain = `-${plain.slice(0, -1)}`
  plain = plain.replace(/^([+-]?)\p{Sc}\s*/u, '$1')
  if (form.thousands) {
    if (!inThousands(plain, form)) return null
    plain = plain.replaceAll(form.thousands, '')
    if (form.thousands === ' ') plain = plain.replaceAll(/[\u00a0\u202f]/g, '')
  }
  if (form.decimal === ',') {
    if (plain.includes('.')) return null
    plain = plain.replace(',', '.')
  }
  const found = NUMBER.exec(plain)
  if (!found || (!found[2] && !found[3])) return null
  const digits = BigInt(`${found[2] ?? ''}${found[3] ?? ''}`)
  return { digits: found[1] === '-' ? -digits : digits, scale: (found[3]?.length ?? 0) - Number(found[4] ?? 0) }
}

/** 1.234 is a thousand or one and a bit: a mark between thousands must stand before three digits, or the number is not read. */
function inThousands(text: string, form: DecimalForm): boolean {
  const groups = (text.split(form.decimal)[0] ?? '').split(form.thousands === ' ' ? /[ \u00a0\u202f]/ : form.thousands)
  return groups.slice(1).every((group) => /^\d{3}$/.test(group))
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: a.digits * 10n ** BigInt(scale - a.scale) + b.digits * 10n ** BigInt(scale - b.scale), scale }
}

export const negateDecimal = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale })
export const multiplyDecimals = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })

/** As a whole number of 10^−`places`, rounded half away from zero; NaN where a JavaScript number cannot hold it exactly. */
export function fixedOf(a: Decimal, places: number): number {
  let whole: bigint
  if (a.scale <= places) whole = a.digits * 10n ** BigInt(places - a.scale)
  else {
    const unit = 10n ** BigInt(a.scale - places)
    const size = a.digits < 0n ? -a.digits : a.digits
    const rounded = (size * 2n + unit) / (unit * 2n)
    whole = a.digits < 0n ? -rounded : rounded
  }
  const value = Number(whole)
  return Number.isSafeInteger(value) ? value : NaN
}

/** The nearest JavaScript number. */
export const numberOf = (a: Decimal): number => Number(`${a.digits}e${-a.scale}`)
