import { playSample, type Sample, type SampleCustomer } from '#sample/play.ts'
import type { CustomerTruth } from '#sample/truth.ts'

export const END = Date.UTC(2026, 5, 1)
export const options = (customers: number, seed = 7, years = 3) => ({ customers, years, seed, end: END })

export interface Played {
  readonly sample: Sample
  readonly customers: readonly SampleCustomer[]
  readonly truths: readonly CustomerTruth[]
}

/** A whole sample with its hidden side, for tests that look at many customers. */
export function playAll(customers: number): Played {
  const sample = playSample(options(customers))
  const all = [...sample.customers]
  return { sample, customers: all, truths: all.map((_, i) => sample.truthOf(i + 1)) }
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** A difference of two means with its standard error. */
export function difference(a: readonly number[], b: readonly number[]): { readonly mean: number; readonly error: number } {
  const spread = (values: readonly number[]): number => {
    const middle = mean(values)
    return mean(values.map((x) => (x - middle) ** 2)) / values.length
  }
  return { mean: mean(a) - mean(b), error: Math.sqrt(spread(a) + spread(b)) }
}
