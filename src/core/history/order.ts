import { kindNumber } from './kinds.ts'
import type { FactRef } from './fact.ts'

/**
 * Text in the order of its code points, as PostgreSQL's `COLLATE "C"` has it for UTF-8.
 * (`<` compares UTF-16 units, which puts U+10000 and above before U+E000 to U+FFFF.)
 */
export function compareText(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    const xHigh = x >= 0xd800 && x <= 0xdfff
    const yHigh = y >= 0xd800 && y <= 0xdfff
    if (xHigh !== yHigh) return xHigh ? 1 : -1
    return x < y ? -1 : 1
  }
  return a.length - b.length
}

/** The total order of a history: when it happened, then the rank of its kind, then source, then id; among customers merged, then whose it is. */
export function compareFacts(a: FactRef, b: FactRef): number {
  return a.at - b.at || kindNumber(a.kind) - kindNumber(b.kind) || compareText(a.source, b.source) || compareText(a.id, b.id) || compareText(a.member ?? '', b.member ?? '')
}
