import { normalEmail, LEAST_PASSWORD, MOST_PASSWORD, passwordFlaw } from '#core/house/password.ts'
import type { Role } from '#core/house/rights.ts'
import type { AcceptBody } from '#contract/house/people.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { insertAccount, lockAccounts, readAccount, readByEmail, updateAccount, updatePassword, type Account } from '#store/house/access/accounts.ts'
import { deleteUnused, markLinkUsed, readLink, type Link } from '#store/house/access/links.ts'
import { deleteSessions } from '#store/house/access/sessions.ts'
import { appendAudit } from '#store/house/audit.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { beginSession, forgetSessions, type Begun } from './check-session.ts'
import { hashPassword } from './password.ts'
import { hashOfToken, makeId } from './tokens.ts'

/** What a page has to know of a link to ask for the rest. */
export async function lookAtLink(ctx: Context, token: string): Promise<Result<Pick<Link, 'what' | 'email' | 'role'>>> {
  const link = await readLink(ctx.pool, hashOfToken(token), ctx.now())
  return link ? yes({ what: link.what, email: link.email, role: link.role }) : no('link_unknown')
}

/** What keeps a password from being set. */
export function passwordRefusal(password: string, owner: { readonly email: string; readonly name: string }, pointer: string): Refusal | null {
  const flaw = passwordFlaw(password, owner)
  return flaw && { code: 'password_weak', pointer, values: { flaw, least: LEAST_PASSWORD, most: MOST_PASSWORD } }
}

/** Does what a link is for, once, and signs in whoever did it. */
export async function useLink(ctx: Context, body: AcceptBody): Promise<Result<Begun>> {
  const link = await readLink(ctx.pool, hashOfToken(body.link), ctx.now())
  if (!link) return no('link_unknown')
  const person = link.what === 'reset' ? await readAccount(ctx.pool, link.account as string) : whoJoins(link, body)
  if (!person || ('disabled_at' in person && person.disabled_at !== null)) return no('link_unknown')
  if ('refusals' in person) return person
  const weak = passwordRefusal(body.password, person, '/password')
  if (weak) return { ok: false, refusals: [weak] }
  const password = await hashPassword(ctx, body.password)
  const begun = await withTransaction(ctx.pool, async (db): Promise<Result<Begun>> => {
    await lockAccounts(db)
    if (!(await markLinkUsed(db, link.id, ctx.now()))) return no('link_unknown')
    const account = await letIn(ctx, db, link, person, password)
    return account.ok ? yes(await beginSession(ctx, db, account.value)) : account
  })
  forgetSessions(ctx.pool)
  return begun
}

type Joining = Pick<Account, 'email' | 'name' | 'language'>

function whoJoins(link: Link, { name, email, language = null }: { readonly name?: string | undefined; readonly email?: string | undefined; readonly language?: string | null | undefined }): Joining | ReturnType<typeof no> {
  if (name === undefined) return no('field_missing', { field: 'name' }, '/name')
  if (link.email !== null) return { name, email: link.email, language }
  return email === undefined ? no('field_missing', { field: 'email' }, '/email') : { name, email: normalEmail(email), language }
}

/** @returns the id of the account that is signed in from now on */
async function letIn(ctx: Context, db: Client, link: Link, person: Joining, password: string): Promise<Result<string>> {
  const known = await readByEmail(db, person.email)
  const at = ctx.now()
  if (link.what === 'begin') await deleteUnused(db, 'begin')
  if (link.what === 'join' && known) return no('account_exists', { email: person.email })
  if (known) {
    // A new password shuts out whoever has the old one. An owner's link also opens an account that was shut, and makes it an owner's again.
    if (link.what === 'begin') await updateAccount(db, { ...known, name: person.name, role: 'owner', units: [], disabled_at: null })
    await updatePassword(db, known.id, password)
    await deleteSessions(db, known.id)
    await appendAudit(db, { at, actor: `account:${known.id}`, what: link.what === 'begin' ? 'account.recovered' : 'password.reset', subject: known.id })
    return yes(known.id)
  }
  const account: Account = { ...person, id: makeId(ctx), role: link.role as Role, units: link.units, made_at: at, disabled_at: null }
  await insertAccount(db, account, password)
  await appendAudit(db, { at, actor: `account:${account.id}`, what: 'account.made', subject: account.id, detail: { email: account.email, role: account.role, units: account.units } })
  return yes(account.id)
}
