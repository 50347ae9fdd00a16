import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** Numbers of keys asked for lately: a history's facts come together, and a hash costs more than a look-up. */
const MOST_KEPT = 100_000
const kept = new Map<string, string>()
let keptFor: Buffer | null = null
/** Made once: a key given as bytes is made anew for every hash, at six times its cost. */
let secretKey: KeyObject | null = null

function hashOf(secret: Buffer, key: string): Buffer {
  if (keptFor !== secret || secretKey === null) {
    kept.clear()
    keptFor = secret
    secretKey = createSecretKey(secret)
  }
  return createHmac('sha256', secretKey).update(key, 'utf8').digest()
}

/**
 * A customer's number: a keyed 128-bit hash of their key (HMAC-SHA-256, cut), written as a uuid. Known without a look-up, and not to be
 * guessed without the company's secret.
 */
export function customerIdOf(secret: Buffer, key: string): string {
  let id = keptFor === secret ? kept.get(key) : undefined
  if (id === undefined) {
    id = uuidOf(packedIdOf(secret, key))
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, id)
  }
  return id
}

/** A customer's number as sixteen letters of Latin-1: as it goes into a binary copy, and half as large to keep as a uuid. */
export const packedIdOf = (secret: Buffer, key: string): string => hashOf(secret, key).toString('latin1', 0, 16)

export function uuidOf(packed: string): string {
  const hex = Buffer.from(packed, 'latin1').toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
