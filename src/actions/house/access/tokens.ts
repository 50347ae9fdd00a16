import { hash } from 'node:crypto'
import type { Context } from '#actions/context.ts'

/** A secret as only its holder has it, and as it is kept: of 256 random bits nothing can be guessed, so a fast hash is enough. */
export interface Token {
  readonly token: string
  readonly hash: Buffer
}

export const hashOfToken = (token: string): Buffer => hash('sha256', token, 'buffer')

export function makeToken(ctx: Context): Token {
  const token = ctx.random(32).toString('base64url')
  return { token, hash: hashOfToken(token) }
}

export const makeId = (ctx: Context): string => ctx.random(8).toString('hex')
