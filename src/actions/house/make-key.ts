import { createHash } from 'node:crypto'
import { name as nameSchema } from '#contract/history/fact.ts'
import { RIGHTS, USUAL_SCOPES, type Right } from '#contract/house/access.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertKey } from '#store/house/keys.ts'
import { withTransaction } from '#store/pool.ts'

/** A new key. It is told this once; what is kept of it cannot be turned back into it. */
export interface MadeKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Right[]
  readonly key: string
}

/** 256 random bits leave nothing to guess, so a fast hash is enough, and every request can afford it. */
export const hashOf = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest()

/**
 * Makes a key to the API: `troth_<id>_<secret>`, the id being what lists and logs call it by.
 * @param options.name what it is for, so that somebody later knows whether it may go
 * @param options.scopes what it may do
 */
export async function makeKey(ctx: Context, { name, scopes = USUAL_SCOPES }: { readonly name: string; readonly scopes?: readonly string[] }): Promise<Result<MadeKey>> {
  if (!nameSchema.safeParse(name).success) return no('key_name_invalid', { found: name })
  const strange = scopes.find((scope) => !RIGHTS.includes(scope as Right))
  if (strange !== undefined) return no('scope_unknown', { found: strange, expected: RIGHTS.join(', ') })
  const asked = RIGHTS.filter((right) => scopes.includes(right))
  const id = ctx.random(8).toString('hex')
  const key = `troth_${id}_${ctx.random(32).toString('base64url')}`
  await withTransaction(ctx.pool, async (db) => {
    await insertKey(db, { id, name, scopes: asked, hash: hashOf(key), made_at: ctx.now() })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'key.made', subject: id, detail: { name, scopes: asked } })
  })
  return yes({ id, name, scopes: asked, key })
}
