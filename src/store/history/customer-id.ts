import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** Numbers of keys asked for lately: a history's facts come together, and a hash costs more than a look-up. */
const MOST_KEPT = 100_000
const kept = new Map<string, string>()
let keptFor: Buffer | null = null
/** Made once: a key given as bytes is made anew for every hash, at six times its cost. */
let secretKey: KeyObject | null = null

/**
 * A customer's number: a keyed 128-bit hash of their key (HMAC-SHA-256, cut), written as a uuid. Known without a look-up, and not to be
 * guessed without the company's secret.
 */
export function customerIdOf(secret: Buffer, key: string): string {
  if (keptFor !== secret || secretKey === null) {
    kept.clear()
    keptFor = secret
    secretKey = createSecretKey(secret)
  }
  let id = kept.get(key)
  if (id === undefined) {
    const hex = createHmac('sha256', secretKey).update(key, 'utf8').digest('hex')
    id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, id)
  }
  return id
}
