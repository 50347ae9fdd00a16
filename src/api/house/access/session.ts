import * as z from 'zod'
import { changePassword } from '#actions/house/access/change-password.ts'
import { signOut } from '#actions/house/access/check-session.ts'
import { endOthers } from '#actions/house/access/end-sessions.ts'
import { changeMe, listSessions } from '#actions/house/access/own-account.ts'
import { signIn } from '#actions/house/access/sign-in.ts'
import { whoAsks } from '#actions/house/access/who-asks.ts'
import { account, ended, meAnswer, meChanges, nothing, passwordBody, sessionsAnswer, signInBody } from '#contract/house/people.ts'
import { no, yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const beginSession = route({
  method: 'POST',
  path: '/v1/session',
  access: 'open',
  summary: 'Sign in',
  description: 'Signs a browser in: the answer sets its cookie. An unknown address, a wrong password and an account that is shut get the same answer after the same time. Too many tries in vain have to wait, and are told for how long. Programs use keys instead.',
  query: z.strictObject({}),
  body: signInBody,
  answer: nothing,
  refusals: [...READING_ONE, 'signin_failed', 'attempts_too_many', 'origin_foreign'],
  async act({ ctx, body, address, seat }) {
    const asked = objectOf(body, signInBody)
    if (!asked.ok) return asked
    const begun = await signIn(ctx, { ...asked.value, address })
    if (!begun.ok) return begun
    seat.begin(begun.value)
    return yes({})
  },
})

export const endSession = route({
  method: 'DELETE',
  path: '/v1/session',
  access: 'known',
  summary: 'Sign out',
  description: 'Ends the session of this browser. A key has none.',
  query: z.strictObject({}),
  answer: nothing,
  refusals: ['session_needed'],
  async act({ ctx, caller, seat }) {
    if (!caller.session) return no('session_needed')
    await signOut(ctx, caller.session.hash)
    seat.end()
    return yes({})
  },
})

export const me = route({
  method: 'GET',
  path: '/v1/me',
  access: 'known',
  summary: 'Who asks',
  description: 'Who this key or this browser belongs to, what they may do, for which units, and for which company.',
  query: z.strictObject({}),
  answer: meAnswer,
  refusals: [],
  act: async ({ ctx, caller }) => yes(await whoAsks(ctx, caller)),
})

export const changeOwn = route({
  method: 'PATCH',
  path: '/v1/me',
  access: 'known',
  summary: 'Change one’s own account',
  description: 'What whoever is signed in is called, and their language: null for that of the browser.',
  query: z.strictObject({}),
  body: meChanges,
  answer: account,
  refusals: [...READING_ONE, 'session_needed'],
  async act({ ctx, caller, body }) {
    const changes = objectOf(body, meChanges)
    return changes.ok ? changeMe(ctx, caller, changes.value) : changes
  },
})

export const ownSessions = route({
  method: 'GET',
  path: '/v1/me/sessions',
  access: 'known',
  summary: 'Where one is signed in',
  query: z.strictObject({}),
  answer: sessionsAnswer,
  refusals: ['session_needed'],
  act: ({ ctx, caller }) => listSessions(ctx, caller),
})

export const endOwnOthers = route({
  method: 'DELETE',
  path: '/v1/me/sessions',
  access: 'known',
  summary: 'Sign out everywhere else',
  description: 'Ends all sessions of whoever is signed in, apart from this one.',
  query: z.strictObject({}),
  answer: ended,
  refusals: ['session_needed'],
  act: ({ ctx, caller }) => endOthers(ctx, caller),
})

export const password = route({
  method: 'POST',
  path: '/v1/me/password',
  access: 'known',
  summary: 'Change one’s password',
  description: 'Sets a new password for whoever is signed in, against the old one. Their other sessions end.',
  query: z.strictObject({}),
  body: passwordBody,
  answer: ended,
  refusals: [...READING_ONE, 'session_needed', 'password_wrong', 'password_weak', 'attempts_too_many'],
  async act({ ctx, caller, body, address }) {
    const asked = objectOf(body, passwordBody)
    return asked.ok ? changePassword(ctx, caller, { ...asked.value, address }) : asked
  },
})
