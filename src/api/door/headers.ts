import { hash } from 'node:crypto'
import { ERRORS_STYLE } from '../house/errors-style.ts'

/** What every answer says: take it for what it is, keep no copy, show it in no frame, tell nobody where you were. */
const ALWAYS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

const ERRORS_HASH = `'sha256-${hash('sha256', ERRORS_STYLE, 'base64')}'`

/** Data runs nothing and loads nothing, whatever a browser takes it for. */
export const FOR_DATA = { ...ALWAYS, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" } as const

/**
 * A page may load what this server itself serves, and no style or script of its own but the one that is known here by its hash.
 * @param nonce what the styles carry that its scripts add
 */
export const forPages = (nonce?: string) => ({
  ...ALWAYS,
  // Not even to ourselves would browsers say where a form comes from, were it `no-referrer`; to others they say as little.
  'referrer-policy': 'same-origin',
  'content-security-policy':
    `default-src 'none'; script-src 'self'; style-src 'self' ${nonce === undefined ? ERRORS_HASH : `'nonce-${nonce}'`}; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
}) as const
