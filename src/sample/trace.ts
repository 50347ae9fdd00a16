import type { Instant } from '#core/units/time.ts'

/** The hidden side of one life, kept only when asked for. */
export interface Trace {
  /** Ends of quarters still to come, and then those noted. */
  readonly quarters: readonly Instant[]
  readonly bonds: { readonly at: Instant; readonly bond: number; readonly satisfaction: number }[]
  readonly gone: { readonly at: Instant; readonly cause: string }[]
  readonly returned: Instant[]
}

/** The ends of the calendar quarters (UTC) after `from` and not after `until`. */
export function quartersOf(from: Instant, until: Instant): Instant[] {
  const first = new Date(from)
  const ends: Instant[] = []
  for (let q = Math.floor(first.getUTCMonth() / 3) + 1; ; q++) {
    const at = Date.UTC(first.getUTCFullYear(), q * 3, 1)
    if (at > until) return ends
    if (at > from) ends.push(at)
  }
}

/** Notes the bond at every quarter that ends in (from, to]; `at` works out the bond at an instant. */
export function note(trace: Trace, from: Instant, to: Instant, at: (instant: Instant) => { bond: number; satisfaction: number }): void {
  for (const quarter of trace.quarters) if (quarter > from && quarter <= to) trace.bonds.push({ at: quarter, ...at(quarter) })
}
