import { expect } from 'vitest'

/** Equal to a relative tolerance (absolute where the expected value is 0). */
export function expectClose(found: number, expected: number, tolerance: number, what?: string): void {
  const off = Math.abs(found - expected) / (expected === 0 ? 1 : Math.abs(expected))
  expect(off, `${what ?? ''} found ${found}, expected ${expected}`).toBeLessThanOrEqual(tolerance)
}
