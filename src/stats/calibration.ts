import { wilson, type Share } from './proportions.ts'

/** How chances that were said stand to what happened. */

/** A tenth of the people, by the chance that was said of them. */
export interface Band {
  readonly n: number
  /** The lowest and highest chance said in it. */
  readonly from: number
  readonly to: number
  /** The mean chance said, and the share that did. */
  readonly said: number
  readonly did: Share
}

export interface Calibration {
  readonly n: number
  readonly said: number
  readonly did: Share
  readonly bands: readonly Band[]
  /** Of the logistic regression of what happened on the logit of what was said (Cox 1958): 1 and 0 where they agree. A slope under 1 says that the chances are too far apart. */
  readonly slope: number | null
  readonly intercept: number | null
  /** Mean squared error of what was said, and of saying the same share of everybody (Brier 1950). */
  readonly brier: number
  readonly brier_base: number
}

/** A chance is never said to be none or certain; beyond this the logit says nothing more. */
const NEAREST = 1e-6
const logit = (p: number): number => {
  const held = Math.min(1 - NEAREST, Math.max(NEAREST, p))
  return Math.log(held / (1 - held))
}

const MOST_STEPS = 50
const ENOUGH = 1e-10

/** The logistic line through (x, did of n) by Newton's method; null where nothing varies or the two sides do not overlap. */
function line(x: Float64Array, did: ArrayLike<number>, n: ArrayLike<number> | undefined): { slope: number; intercept: number } | null {
  let [a, b] = [0, 0]
  for (let step = 0; step < MOST_STEPS; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0]
    for (let i = 0; i < x.length; i++) {
      const xi = x[i] as number
      const count = n ? (n[i] as number) : 1
      const p = 1 / (1 + Math.exp(-a - b * xi))
      const off = (did[i] as number) - count * p
      const w = count * p * (1 - p)
      ga += off
      gb += off * xi
      haa += w
      hab += w * xi
      hbb += w * xi * xi
    }
    const det = haa * hbb - hab * hab
    if (!(det > 1e-12 * haa * hbb)) return null
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det]
    a += da
    b += db
    if (Math.abs(da) + Math.abs(db) < ENOUGH * (1 + Math.abs(a) + Math.abs(b))) return Math.abs(b) < 100 ? { slope: b, intercept: a } : null
  }
  return null
}

/** The standard error of the slope of a calibration line that was fitted to chances. @param of how many people each row is */
export function slopeError(chances: Float64Array, { slope, intercept }: { readonly slope: number; readonly intercept: number }, of?: ArrayLike<number>): number {
  let [haa, hab, hbb] = [0, 0, 0]
  for (let i = 0; i < chances.length; i++) {
    const x = logit(chances[i] as number)
    const p = 1 / (1 + Math.exp(-intercept - slope * x))
    const w = (of ? (of[i] as number) : 1) * p * (1 - p)
    haa += w
    hab += w * x
    hbb += w * x * x
  }
  return Math.sqrt(haa / (haa * hbb - hab * hab))
}

const BANDS = 10

/** Tenths of the people in the order of their chances; a row of several people may be parted between two, each with its share of those who did. */
function bandsOf(chances: Float64Array, did: ArrayLike<number>, n: ArrayLike<number> | undefined, people: number): Band[] {
  const order = Uint32Array.from(chances, (_, i) => i).sort((i, j) => (chances[i] as number) - (chances[j] as number) || i - j)
  const bands: Band[] = []
  let [row, left] = [0, Infinity]
  for (let k = 0; k < BANDS; k++) {
    const size = Math.round(((k + 1) * people) / BANDS) - Math.round((k * people) / BANDS)
    let [taken, said, count, from, to] = [0, 0, 0, NaN, NaN]
    while (taken < size && row < order.length) {
      const at = order[row] as number
      const whole = n ? (n[at] as number) : 1
      const here = Math.min(left, whole, size - taken)
      to = chances[at] as number
      if (taken === 0) from = to
      taken += here
      said += here * to
      count += here === whole ? (did[at] as number) : ((did[at] as number) * here) / whole
      left = Math.min(left, whole) - here
      if (left > 0) break
      left = Infinity
      row++
    }
    if (taken > 0) bands.push({ n: taken, from, to, said: said / taken, did: wilson(count, taken) })
  }
  return bands
}

/**
 * Holds chances against what happened.
 * @param did how many of each row did: 1 or 0 where a row is one person
 * @param of how many people each row is; one each where it is left out
 * @returns null without anybody
 */
export function calibrate(chances: Float64Array, did: ArrayLike<number>, of?: ArrayLike<number>): Calibration | null {
  let [n, said, count, squares] = [0, 0, 0, 0]
  for (let i = 0; i < chances.length; i++) {
    const [chance, here, came] = [chances[i] as number, of ? (of[i] as number) : 1, did[i] as number]
    n += here
    said += here * chance
    count += came
    squares += came * (chance - 1) ** 2 + (here - came) * chance ** 2
  }
  if (n === 0) return null
  const base = count / n
  const fit = count === 0 || count === n ? null : line(chances.map(logit), did, of)
  return { n, said: said / n, did: wilson(count, n), bands: bandsOf(chances, did, of, n), slope: fit?.slope ?? null, intercept: fit?.intercept ?? null, brier: squares / n, brier_base: base * (1 - base) }
}
