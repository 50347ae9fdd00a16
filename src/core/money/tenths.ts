/** Customers who paid about as much: the band's number grows with what they paid. */
export interface Band {
  readonly band: number
  readonly customers: number
  readonly paid: number
}

/** A tenth of those who paid, and what they paid together. */
export interface Tenth {
  readonly customers: number
  readonly paid: number
  readonly share: number
}

/** Those who paid, in tenths of equal size, the highest first. A band on a border is parted by number: those of one band differ by a hundredth at the most. @param parts of bands, each as often as it was counted */
export function tenthsOf(parts: readonly Band[]): Tenth[] {
  const bands = [...Map.groupBy(parts, ({ band }) => band)].map(([band, same]) => ({ band, customers: sumOf(same, 'customers'), paid: sumOf(same, 'paid') }))
  const all = { customers: sumOf(bands, 'customers'), paid: sumOf(bands, 'paid') }
  if (all.customers === 0) return []
  const sums = Array.from({ length: 10 }, () => 0)
  let passed = 0
  for (const { customers, paid } of bands.toSorted((a, b) => b.band - a.band)) {
    for (let tenth = 0; tenth < 10; tenth++) {
      const here = Math.min(passed + customers, ((tenth + 1) * all.customers) / 10) - Math.max(passed, (tenth * all.customers) / 10)
      if (here > 0) sums[tenth]! += (paid * here) / customers
    }
    passed += customers
  }
  return sums.map((paid) => ({ customers: all.customers / 10, paid, share: paid / all.paid }))
}

const sumOf = (bands: readonly Band[], of: 'customers' | 'paid'): number => bands.reduce((sum, band) => sum + band[of], 0)
