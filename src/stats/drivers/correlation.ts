import { normalQuantile } from '../quantiles.ts'
import type { Effect } from './penalty-reward.ts'

const Z = normalQuantile(0.975)
/** As good as a straight line: how sure it is cannot be said. */
const STRAIGHT = 1 - 1e-9

/**
 * Pearson's correlation of two columns with its 95 % interval, whatever their distributions: how far each row pulls at it (its influence: Devlin, Gnanadesikan & Kettenring 1975) says how it
 * scatters, and the interval lies on Fisher's scale, where it scatters evenly. Answers are few steps, and feelings yes or no: what is right for normal numbers is not for these.
 * @returns null where either column does not vary
 */
export function correlation(one: Float64Array, other: Float64Array): Effect | null {
  const [x, y] = [standardised(one), standardised(other)]
  if (!x || !y) return null
  const n = x.length
  const r = x.reduce((sum, value, i) => sum + value * y[i]!, 0) / n
  if (Math.abs(r) > STRAIGHT) return { value: Math.sign(r), low: Math.sign(r), high: Math.sign(r) }
  const scatter = x.reduce((sum, value, i) => sum + (value * y[i]! - (r * (value ** 2 + y[i]! ** 2)) / 2) ** 2, 0) / (n * (n - 3))
  const half = (Z * Math.sqrt(scatter)) / (1 - r ** 2)
  return { value: r, low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) }
}

/** With mean 0 and variance 1; null where it does not vary, or there are too few to say. */
function standardised(column: Float64Array): Float64Array | null {
  const n = column.length
  if (n < 4) return null
  const mean = column.reduce((sum, value) => sum + value, 0) / n
  const spread = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
  return spread > 1e-12 * Math.abs(mean) ? column.map((value) => (value - mean) / spread) : null
}
