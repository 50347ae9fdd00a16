import { describe, expect, test } from 'vitest'
import { checkKey } from '#actions/house/check-key.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { lookAtLink, useLink } from '#actions/house/access/use-link.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { PASSWORD, valueOf } from '#test/api/callers.ts'
import { contextOf } from '#test/actions/world.ts'
import { testDatabase } from '#test/setup/database.ts'
import { run } from './cli-here.ts'
import { END } from './sample-here.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, END)
await openHouse(ctx)
const settings = { host: '127.0.0.1', port: 7420 }
const linkOf = (out: string): string => /^http:\/\/127\.0\.0\.1:7420\/begin\?link=([\w-]{43})\n$/.exec(out)?.[1] ?? ''

describe('people', () => {
  test('the owner’s link is alone on standard output', async () => {
    expect((await run('account list', { ctx })).out).toContain('npx troth owner')
    const { out, err } = await run('owner', { ctx, settings })
    expect(err).toContain('It is good until it is used.')
    valueOf(await useLink(ctx, { link: linkOf(out), name: 'Olev', email: 'olev@troth.example', password: PASSWORD }))
    expect((await run('owner', { ctx, settings })).err).toContain('It is good for one hour.')
    expect((await run('account list', { ctx })).out).toMatch(/Olev +olev@troth.example +owner +– .*open\n/)
  })

  test('are invited, changed, shut out and signed out', async () => {
    const { out, err } = await run('invite create anu@troth.example --role manager --unit north --unit south', { ctx, settings })
    expect(err).toContain('anu@troth.example joins by this link, within a week, as: manager of units')
    expect((await run('invite list', { ctx })).out).toMatch(/anu@troth.example +manager of units +north, south +open until/)
    valueOf(await useLink(ctx, { link: linkOf(out), name: 'Anu', password: PASSWORD }))
    expect((await run('invite list', { ctx })).out).toMatch(/used \d/)
    const { accounts } = JSON.parse((await run('account list --json', { ctx })).out) as { accounts: { id: string; email: string; units: string[] }[] }
    const [olev, anu] = ['olev', 'anu'].map((name) => accounts.find(({ email }) => email.startsWith(name))?.id ?? '')
    expect((await run(`account change ${anu} --unit west --name Anni`, { ctx })).out).toMatch(/Anni .*west/)
    expect(JSON.parse((await run(`account change ${anu} --role analyst --json`, { ctx })).out)).toMatchObject({ role: 'analyst', units: [] })
    expect((await run(`account sign-out ${anu}`, { ctx })).out).toBe('One session ended.\n')
    expect((await run(`account change ${anu} --shut`, { ctx })).out).toMatch(/shut \d/)
    expect((await run(`account change ${anu} --open`, { ctx })).out).toMatch(/open\n$/)
    expect((await run(`account change ${olev} --shut`, { ctx })).err).toContain('This is the last owner who can get in.')
    const reset = await run(`account reset ${anu}`, { ctx, settings })
    expect(valueOf(await lookAtLink(ctx, linkOf(reset.out)))).toMatchObject({ what: 'reset' })
  })

  test.each([
    ['invite create anu@troth.example --role analyst', 'has an account already'], ['invite create nobody --role analyst', 'does not fit the field “email”'], ['invite create a@b.example --role king', 'does not fit the field “role”'],
    ['invite create a@b.example --role counter', 'Whoever is counter works for units'], ['invite revoke none', 'no open invitation'], ['account change none --name x', 'no account with the id none'], ['account sign-out none', 'no account'],
  ])('%s is refused', async (line, said) => expect(await run(line, { ctx, settings })).toMatchObject({ code: 1, out: '', err: expect.stringContaining(said) as string }))

  test('an invitation is taken back', async () => {
    const { id } = JSON.parse((await run('invite create bo@troth.example --role owner --json', { ctx, settings })).out) as { id: string }
    expect((await run(`invite revoke ${id}`, { ctx })).out).toBe(`The invitation ${id} opens nothing any more.\n`)
  })
})

test('a key is made for no more than it is said to do', async () => {
  const { out } = await run('key create till --scope facts.send --scope map.read', { ctx })
  expect(valueOf(await checkKey(ctx, out.trim())).rights).toEqual(['facts.send', 'map.read'])
  expect((await run('key list', { ctx })).out).toMatch(/till +facts\.send/)
  expect((await run('key create x --scope everything', { ctx })).err).toContain('“everything” is no right that a key can have.')
})

test.each(LANGUAGES)('the audit log, in %s', async (language) => {
  const { out } = await run('audit --limit 200', { ctx, language, columns: 200 })
  for (const what of ['account.made', 'account.changed', 'invitation.made', 'owner_link.made', 'key.made', 'sessions.ended', 'reset_link.made']) expect(out).toContain(what)
  expect(out).toContain('Olev (account:')
  const page = await run('audit --what account.changed --limit 2', { ctx, language })
  expect([page.out.trim().split('\n').length, page.err]).toEqual([3, expect.stringMatching(/--after \d+/) as string])
  expect((await run('audit --actor nobody', { ctx, language })).out).not.toContain('account')
})
