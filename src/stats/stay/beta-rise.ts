import { digamma, lgammaRatio } from '../special.ts'

/** ln [B(a + k, b + m) / B(a, b)], k and m not negative: the mean of p^k (1 − p)^m over Beta(a, b). */
export const logBetaRise = (a: number, b: number, k: number, m: number): number => lgammaRatio(a, k) + lgammaRatio(b, m) - lgammaRatio(a + b, k + m)

/** Its derivatives by a and b. */
export function slopeOfRise(a: number, b: number, k: number, m: number): [number, number] {
  const both = digamma(a + b) - digamma(a + b + k + m)
  return [digamma(a + k) - digamma(a) + both, digamma(b + m) - digamma(b) + both]
}
