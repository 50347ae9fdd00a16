import { beforeEach, describe, expect, test } from 'vitest'
import { openHouse } from '#actions/house/open-house.ts'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { changePassword } from '#actions/house/access/change-password.ts'
import { checkSession, signOut } from '#actions/house/access/check-session.ts'
import { countTry, triedAs } from '#actions/house/access/count-try.ts'
import { endSessions } from '#actions/house/access/end-sessions.ts'
import { hasAccounts, listAccounts } from '#actions/house/access/list-accounts.ts'
import { listInvitations } from '#actions/house/access/list-invitations.ts'
import { invite, makeOwnerLink, makeResetLink } from '#actions/house/access/make-link.ts'
import { hashPassword, isPassword } from '#actions/house/access/password.ts'
import { readAudit } from '#actions/house/access/read-audit.ts'
import { revokeInvitation } from '#actions/house/access/revoke-invitation.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { auditQuery } from '#contract/house/audit.ts'
import type { Result } from '#contract/refusals.ts'
import { openPool } from '#store/pool.ts'
import { PASSWORD, tokenOf, valueOf } from '#test/api/callers.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'

const { pool, connection } = await testDatabase()
const NOW = Date.parse('2026-03-01T12:00:00Z')
const HOUR = 3_600_000
const ctx = contextOf(pool, NOW)
await openHouse(ctx)

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : (result.refusals[0]?.code ?? ''))
const begin = async (email = 'owner@troth.example', name = 'Olev'): Promise<string> => valueOf(await useLink(ctx, { link: tokenOf(await makeOwnerLink(ctx)), name, email, password: PASSWORD })).token
const idOf = async (email: string): Promise<string> => (await listAccounts(ctx)).accounts.find((account) => account.email === email)?.id ?? ''
const trySignIn = (email: string, password = PASSWORD, address = '203.0.113.1', as = ctx): ReturnType<typeof signIn> => signIn(as, { email, password, address })
beforeEach(() => pool.query('truncate attempt'))

describe('the owner’s link', () => {
  test('works once, and a newer one takes its place; what is kept of it is a hash', async () => {
    expect(await hasAccounts(ctx)).toBe(false)
    const [first, second] = [await makeOwnerLink(ctx), await makeOwnerLink(ctx)]
    expect([first.expires_at, codeOf(await lookAtLink(ctx, tokenOf(first))), codeOf(await lookAtLink(ctx, tokenOf(second)))]).toEqual([null, 'link_unknown', 'ok'])
    expect(JSON.stringify((await pool.query('select * from link')).rows)).not.toContain(tokenOf(second))
    const use = { link: tokenOf(second), name: 'Olev', email: 'Owner@Troth.example ', password: PASSWORD }
    expect(codeOf(await useLink(ctx, { ...use, password: 'too short' }))).toBe('password_weak')
    const both = await Promise.all([useLink(ctx, use), useLink(ctx, { ...use, email: 'second@troth.example' })])
    expect(both.map(codeOf).toSorted()).toEqual(['link_unknown', 'ok'])
    expect((await listAccounts(ctx)).accounts).toMatchObject([{ role: 'owner', units: [], disabled_at: null }])
    await pool.query('truncate account, account_unit, session, link')
  })

  test('where there are accounts it lasts an hour, and lets an owner back in who was shut out', async () => {
    const token = await begin()
    const link = await makeOwnerLink(ctx)
    expect(link.expires_at).toBe(new Date(NOW + HOUR).toISOString())
    ctx.at += HOUR
    expect(codeOf(await useLink(ctx, { link: tokenOf(link), name: 'x', email: 'x@troth.example', password: PASSWORD }))).toBe('link_unknown')
    ctx.at = NOW
    await begin('other@troth.example')
    valueOf(await changeAccount(ctx, await idOf('owner@troth.example'), { role: 'counter', units: ['u1'] }))
    valueOf(await changeAccount(ctx, await idOf('owner@troth.example'), { disabled: true }))
    expect(codeOf(await checkSession(ctx, token))).toBe('session_unknown')
    const again = valueOf(await useLink(ctx, { link: tokenOf(await makeOwnerLink(ctx)), name: 'Olev', email: 'owner@troth.example', password: 'another heron, same quay' }))
    expect(valueOf(await checkSession(ctx, again.token))).toMatchObject({ reach: 'all', rights: expect.arrayContaining(['people.manage']) as unknown })
    expect([codeOf(await trySignIn('owner@troth.example')), codeOf(await trySignIn('OWNER@troth.example', 'another heron, same quay'))]).toEqual(['signin_failed', 'ok'])
    await pool.query('truncate account, account_unit, session, link, attempt')
  })
})

describe('signing in', () => {
  test('an unknown address, a wrong password and a shut account get the same answer; the log names the account alone, and never a password', async () => {
    await begin()
    await begin('shut@troth.example')
    await changeAccount(ctx, await idOf('shut@troth.example'), { disabled: true })
    await pool.query('truncate audit')
    const refused = [await trySignIn('nobody@else.example', 'whatever it is'), await trySignIn('owner@troth.example', 'whatever it is'), await trySignIn('shut@troth.example')]
    expect(new Set(refused.map((result) => JSON.stringify(result)))).toEqual(new Set([JSON.stringify({ ok: false, refusals: [{ code: 'signin_failed' }] })]))
    const { rows } = await pool.query<{ what: string; subject: string | null; detail: object }>('select what, subject, detail from audit order by id')
    expect(rows.map(({ what, detail }) => [what, detail])).toEqual([['signin.failed', {}], ['signin.failed', { email: 'owner@troth.example' }], ['signin.failed', { email: 'shut@troth.example' }]])
    expect(JSON.stringify(rows)).not.toMatch(/nobody@else|whatever/)
  })

  test('without an account it takes as long', async () => {
    const took = async (password: string | null): Promise<number> => {
      const begun = process.cpuUsage()
      for (let i = 0; i < 3; i++) await isPassword('whatever it is', password)
      const { user, system } = process.cpuUsage(begun)
      return user + system
    }
    const kept = await hashPassword(ctx, PASSWORD)
    const [unknown, known] = [await took(null), await took(kept)]
    expect(unknown / known).toBeGreaterThan(0.6)
    expect(unknown / known).toBeLessThan(1.7)
    expect([await isPassword(PASSWORD, kept), await isPassword(`${PASSWORD} `, kept), await isPassword('', null)]).toEqual([true, false, false])
  })

  test('is slowed after five tries in vain, for every process, the right password too, and for an account there is not', async () => {
    const elsewhere = openPool({ connection })
    const there = contextOf(elsewhere, NOW)
    for (const email of ['owner@troth.example', 'nobody@else.example']) {
      const codes = []
      for (let i = 0; i < 7; i++) codes.push(codeOf(await trySignIn(email, 'wrong, wrong, wrong', `203.0.113.${i}`, i % 2 ? ctx : there)))
      expect(codes).toEqual([...Array<string>(5).fill('signin_failed'), 'attempts_too_many', 'attempts_too_many'])
    }
    expect(await trySignIn('owner@troth.example', PASSWORD, '203.0.113.9')).toEqual({ ok: false, refusals: [{ code: 'attempts_too_many', values: { seconds: 1 } }] })
    ctx.at += 1000
    expect(codeOf(await trySignIn('owner@troth.example'))).toBe('ok')
    expect(codeOf(await trySignIn('owner@troth.example', 'wrong again, wrong'))).toBe('signin_failed')
    expect(JSON.stringify((await pool.query('select * from attempt')).rows)).not.toMatch(/troth|203\.0/)
    await elsewhere.end()
  })

  test('of twenty at once, five are tried', async () => {
    const codes = (await Promise.all(Array.from({ length: 20 }, () => trySignIn('owner@troth.example', 'wrong, all at once')))).map(codeOf)
    expect(codes.filter((code) => code === 'signin_failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'attempts_too_many')).toHaveLength(15)
  })

  test('one address gets thirty tries, whoever it tries', async () => {
    for (let i = 0; i < 30; i++) expect(codeOf(await countTry(ctx, await triedAs(ctx, `p${i % 10}@else.example`, '198.51.100.7')))).toBe('ok')
    expect([codeOf(await trySignIn('owner@troth.example', PASSWORD, '198.51.100.7')), codeOf(await trySignIn('owner@troth.example', PASSWORD, '198.51.100.8'))]).toEqual(['attempts_too_many', 'ok'])
  })
})

describe('sessions', () => {
  test('end after thirty days, after seven without use, and by signing out; nothing of a token is kept', async () => {
    const [long, idle, out] = [valueOf(await trySignIn('owner@troth.example')).token, valueOf(await trySignIn('owner@troth.example')).token, valueOf(await trySignIn('owner@troth.example')).token]
    expect(JSON.stringify((await pool.query('select * from session')).rows)).not.toContain(long)
    const caller = valueOf(await checkSession(ctx, out))
    await signOut(ctx, caller.session?.hash as Buffer)
    expect(codeOf(await checkSession(ctx, out))).toBe('session_unknown')
    for (let day = 6; day < 30; day += 6) {
      ctx.at = NOW + 1000 + day * 24 * HOUR
      expect(codeOf(await checkSession(ctx, long)), `day ${day}`).toBe('ok')
    }
    expect(codeOf(await checkSession(ctx, idle))).toBe('session_unknown')
    ctx.at = NOW + 1000 + 30 * 24 * HOUR
    expect(codeOf(await checkSession(ctx, long))).toBe('session_unknown')
    ctx.at = NOW
  })

  test('what an account may do changes at once here, and elsewhere within five seconds', async () => {
    const elsewhere = openPool({ connection })
    const there = contextOf(elsewhere, NOW)
    const token = await begin('mari@troth.example', 'Mari')
    const id = await idOf('mari@troth.example')
    const seen = async (as: typeof ctx): Promise<unknown> => {
      const caller = await checkSession(as, token)
      return caller.ok ? [caller.value.rights.length, caller.value.reach] : codeOf(caller)
    }
    expect([await seen(ctx), await seen(there)]).toEqual([[9, 'all'], [9, 'all']])
    valueOf(await changeAccount(ctx, id, { role: 'manager', units: ['north'] }))
    expect(await seen(ctx)).toEqual([4, ['north']])
    there.at += 4001
    expect(await seen(there)).toEqual([4, ['north']])
    valueOf(await endSessions(ctx, id))
    expect(await seen(ctx)).toBe('session_unknown')
    there.at += 4001
    expect(await seen(there)).toBe('session_unknown')
    await elsewhere.end()
  })

  test('a new password needs the old one and ends the others', async () => {
    const [here, other] = [valueOf(await trySignIn('mari@troth.example')).token, valueOf(await trySignIn('mari@troth.example')).token]
    const caller = valueOf(await checkSession(ctx, here))
    const change = (old: string, fresh: string): Promise<Result<{ ended: number }>> => changePassword(ctx, caller, { old, new: fresh, address: '203.0.113.1' })
    expect([codeOf(await change('not the old one', 'the tide turns at dawn')), codeOf(await change(PASSWORD, 'short'))]).toEqual(['password_wrong', 'password_weak'])
    expect(await change(PASSWORD, 'the tide turns at dawn')).toEqual({ ok: true, value: { ended: 1 } })
    expect([codeOf(await checkSession(ctx, here)), codeOf(await checkSession(ctx, other)), codeOf(await trySignIn('mari@troth.example'))]).toEqual(['ok', 'session_unknown', 'signin_failed'])
  })
})

describe('accounts', () => {
  test('the last owner stays one, also when two shut each other out at once', async () => {
    await pool.query('truncate account, account_unit, session, link')
    await begin()
    const one = await idOf('owner@troth.example')
    for (const changes of [{ role: 'analyst' as const }, { disabled: true }]) expect(codeOf(await changeAccount(ctx, one, changes))).toBe('owner_last')
    await begin('two@troth.example')
    const two = await idOf('two@troth.example')
    const codes = (await Promise.all([changeAccount(ctx, one, { disabled: true }), changeAccount(ctx, two, { disabled: true })])).map(codeOf)
    expect(codes.toSorted()).toEqual(['ok', 'owner_last'])
    expect(codeOf(await changeAccount(ctx, 'none', {}))).toBe('account_unknown')
  })

  test('roles of units need some, others take none; who comes to work for all leaves theirs behind', async () => {
    await pool.query('truncate account, account_unit, session, link')
    await begin()
    expect(codeOf(await invite(ctx, { email: 'a@troth.example', role: 'manager', units: [] }))).toBe('units_needed')
    expect(codeOf(await invite(ctx, { email: 'a@troth.example', role: 'analyst', units: ['n'] }))).toBe('units_unneeded')
    const link = valueOf(await invite(ctx, { email: 'A@Troth.example', role: 'manager', units: ['n', 'n', 's'] }))
    valueOf(await useLink(ctx, { link: tokenOf(link), name: 'Anu', password: PASSWORD }))
    const id = await idOf('a@troth.example')
    expect((await listAccounts(ctx)).accounts.find((account) => account.id === id)).toMatchObject({ name: 'Anu', role: 'manager', units: ['n', 's'] })
    expect(codeOf(await changeAccount(ctx, id, { units: [] }))).toBe('units_needed')
    expect(valueOf(await changeAccount(ctx, id, { role: 'analyst' }))).toMatchObject({ role: 'analyst', units: [] })
    expect(codeOf(await invite(ctx, { email: 'a@troth.example', role: 'analyst', units: [] }))).toBe('account_exists')
  })

  test('invitations last a week, are taken back, and give way to a newer one', async () => {
    const email = 'b@troth.example'
    const first = valueOf(await invite(ctx, { email, role: 'analyst', units: [] }))
    const second = valueOf(await invite(ctx, { email, role: 'owner', units: [] }))
    expect([codeOf(await lookAtLink(ctx, tokenOf(first))), (await listInvitations(ctx)).invitations.filter((one) => one.email === email).map((one) => one.id)]).toEqual(['link_unknown', [second.id]])
    ctx.at += 7 * 24 * HOUR
    expect(codeOf(await useLink(ctx, { link: tokenOf(second), name: 'Bo', password: PASSWORD }))).toBe('link_unknown')
    ctx.at = NOW
    expect([codeOf(await revokeInvitation(ctx, second.id)), codeOf(await revokeInvitation(ctx, second.id)), codeOf(await lookAtLink(ctx, tokenOf(second)))]).toEqual(['ok', 'invitation_unknown', 'link_unknown'])
  })

  test('a reset link sets a new password within a day, unless the account is shut', async () => {
    const id = await idOf('a@troth.example')
    const link = valueOf(await makeResetLink(ctx, id))
    expect(valueOf(await lookAtLink(ctx, tokenOf(link)))).toEqual({ what: 'reset', email: 'a@troth.example', role: null })
    expect(codeOf(await useLink(ctx, { link: tokenOf(link), password: 'Anu Anu Anu Anu' }))).toBe('password_weak')
    valueOf(await useLink(ctx, { link: tokenOf(link), password: 'the tide turns at dawn' }))
    expect([codeOf(await trySignIn('a@troth.example')), codeOf(await trySignIn('a@troth.example', 'the tide turns at dawn'))]).toEqual(['signin_failed', 'ok'])
    const late = valueOf(await makeResetLink(ctx, id))
    await changeAccount(ctx, id, { disabled: true })
    expect([codeOf(await lookAtLink(ctx, tokenOf(late))), codeOf(await makeResetLink(ctx, 'none'))]).toEqual(['link_unknown', 'account_unknown'])
  })
})

test('the audit log is read in pages, by who, what, whom and when', async () => {
  await pool.query('truncate audit')
  for (let i = 0; i < 25; i++)
    await pool.query(`insert into audit (at, actor, what, subject) values ($1, $2, $3, $4)`, [new Date(NOW + i * HOUR), i % 2 ? 'cli' : `account:${await idOf('owner@troth.example')}`, i % 5 ? 'customer.read' : 'key.made', `s${i % 3}`])
  const read = async (query: object): Promise<{ ids: string[]; next: string | null; names: unknown[] }> => {
    const { entries, next } = valueOf(await readAudit(ctx, auditQuery.parse(query)))
    return { ids: entries.map((entry) => entry.at.slice(11, 13)), next, names: [...new Set(entries.map((entry) => entry.actor_name))] }
  }
  const pages = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await read({ limit: 10, ...(after !== undefined && { after }) })
    pages.push(...page.ids)
    after = page.next
  }
  expect(pages).toEqual(Array.from({ length: 25 }, (_, i) => String((12 + 24 - i) % 24).padStart(2, '0')))
  expect((await read({ actor: 'cli' })).ids).toHaveLength(12)
  expect([(await read({ what: 'key.made' })).ids.length, (await read({ what: 'key.made', subject: 's0' })).ids.length, (await read({ from: '2026-03-02' })).ids.length, (await read({ to: '2026-03-01' })).ids.length]).toEqual([5, 2, 13, 12])
  expect(new Set((await read({})).names)).toEqual(new Set(['Olev', null]))
  expect(codeOf(await readAudit(ctx, auditQuery.parse({ from: 'soon' })))).toBe('period_invalid')
})
