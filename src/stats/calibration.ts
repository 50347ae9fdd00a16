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

/** The logistic line through (x, did) by Newton's method; null where nothing varies or the two sides do not overlap. */
function line(x: Float64Array, did: Uint8Array): { slope: number; intercept: number } | null {
  let [a, b] = [0, 0]
  for (let step = 0; step < MOST_STEPS; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0]
    for (let i = 0; i < x.length; i++) {
      const xi = x[i] as number
      const p = 1 / (1 + Math.exp(-a - b * xi))
      const off = (did[i] as number) - p
      const w = p * (1 - p)
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

const BANDS = 10

function bandsOf(chances: Float64Array, did: Uint8Array): Band[] {
  const order = Uint32Array.from(chances, (_, i) => i).sort((i, j) => (chances[i] as number) - (chances[j] as number) || i - j)
  const bands: Band[] = []
  for (let k = 0; k < BANDS; k++) {
    const part = order.subarray(Math.round((k * order.length) / BANDS), Math.round(((k + 1) * order.length) / BANDS))
    if (part.length === 0) continue
    let [said, count] = [0, 0]
    for (const i of part) {
      said += chances[i] as number
      count += did[i] as number
    }
    bands.push({ n: part.length, from: chances[part[0] as number] as number, to: chances[part.at(-1) as number] as number, said: said / part.length, did: wilson(count, part.length) })
  }
  return bands
}

/** Holds chances against what happened. @param did 1 for whoever did, 0 for whoever did not; null without anybody */
export function calibrate(chances: Float64Array, did: Uint8Array): Calibration | null {
  const n = chances.length
  if (n === 0) return null
  let [said, count, squares] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    said += chances[i] as number
    count += did[i] as number
    squares += ((chances[i] as number) - (did[i] as number)) ** 2
  }
  const base = count / n
  const fit = count === 0 || count === n ? null : line(chances.map(logit), did)
  return { n, said: said / n, did: wilson(count, n), bands: bandsOf(chances, did), slope: fit?.slope ?? null, intercept: fit?.intercept ?? null, brier: squares / n, brier_base: base * (1 - base) }
}
