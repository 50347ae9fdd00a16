import { beginSession } from '#actions/house/access/check-session.ts'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { invite, makeOwnerLink } from '#actions/house/access/make-link.ts'
import { useLink } from '#actions/house/access/use-link.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import type { Context } from '#actions/context.ts'
import { isBound, RIGHTS, RIGHTS_OF, ROLES, type Right, type Role } from '#contract/house/access.ts'
import type { Result } from '#contract/refusals.ts'
import { withTransaction } from '#store/pool.ts'

/** Somebody who knocks: what they may do, and what their requests carry. */
export interface Knocking {
  readonly name: string
  /** What they may do; null for those who are nobody. */
  readonly rights: readonly Right[] | null
  readonly bound: boolean
  /** Made anew for each request: one of them signs out. */
  readonly headers: () => Promise<Record<string, string>>
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals))
  return result.value
}

export const PASSWORD = 'a heron on the quay'
export const tokenOf = ({ path }: { readonly path: string }): string => path.slice('/begin?link='.length)

/** What a page of Troth's own sends along with the browser's cookie. */
export const fromOwnPage = (token: string): Record<string, string> => ({ cookie: `troth_session=${token}`, 'sec-fetch-site': 'same-origin', 'x-troth': '1' })

/** An account of each role, by the ways that people come in: the first owner's link, and invitations. Managers and the counter are of one unit. */
export async function peopleOf(ctx: Context, unit: string): Promise<Readonly<Record<Role, string>>> {
  const ids: [Role, string][] = []
  for (const role of ROLES) {
    const email = `${role}@troth.example`
    const link = role === 'owner' ? await makeOwnerLink(ctx) : valueOf(await invite(ctx, { email, role, units: isBound(role) ? [unit] : [] }))
    valueOf(await useLink(ctx, { link: tokenOf(link), name: `The ${role}`, password: PASSWORD, ...(role === 'owner' && { email }) }))
    ids.push([role, (await ctx.pool.query<{ id: string }>('select id from account where email = $1', [email])).rows[0]?.id ?? ''])
  }
  return Object.fromEntries(ids) as Record<Role, string>
}

const signedIn = (ctx: Context, account: string): Promise<string> => withTransaction(ctx.pool, async (db) => (await beginSession(ctx, db, account)).token)

/** Everybody there can be at the door. */
export async function everybody(ctx: Context, unit: string): Promise<readonly Knocking[]> {
  const people = await peopleOf(ctx, unit)
  const bearer = (key: string) => () => Promise.resolve({ authorization: `Bearer ${key}` })
  const roles = ROLES.map((role): Knocking => ({ name: role, rights: RIGHTS_OF[role], bound: isBound(role), headers: async () => fromOwnPage(await signedIn(ctx, people[role])) }))
  const keys = await Promise.all(RIGHTS.map(async (right): Promise<Knocking> => ({ name: `key ${right}`, rights: [right], bound: false, headers: bearer(valueOf(await makeKey(ctx, { name: right, scopes: [right] })).key) })))
  return [...roles, ...keys, ...(await strangers(ctx, people.owner))]
}

/** Those who may come in no more, or never could. */
async function strangers(ctx: Context, owner: string): Promise<Knocking[]> {
  const nobody = (name: string, headers: Record<string, string>): Knocking => ({ name, rights: null, bound: false, headers: () => Promise.resolve(headers) })
  const revoked = valueOf(await makeKey(ctx, { name: 'gone', scopes: RIGHTS }))
  await revokeKey(ctx, revoked.id)
  const expired = await signedIn(ctx, owner)
  await ctx.pool.query(`update session set expires_at = '2000-01-01' where hash = sha256(convert_to($1, 'UTF8'))`, [expired])
  const shut = valueOf(await useLink(ctx, { link: tokenOf(await makeOwnerLink(ctx)), name: 'Gone', email: 'gone@troth.example', password: PASSWORD }))
  const { id = '' } = (await ctx.pool.query<{ id: string }>(`select id from account where email = 'gone@troth.example'`)).rows[0] ?? {}
  valueOf(await changeAccount(ctx, id, { disabled: true }))
  return [
    nobody('nobody', {}), nobody('revoked key', { authorization: `Bearer ${revoked.key}` }), nobody('expired session', fromOwnPage(expired)),
    nobody('disabled account', fromOwnPage(shut.token)), nobody('signed in after it was shut', fromOwnPage(await signedIn(ctx, id))),
  ]
}
