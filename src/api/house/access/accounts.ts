import * as z from 'zod'
import { changeAccount } from '#actions/house/access/change-account.ts'
import { endSessions } from '#actions/house/access/end-sessions.ts'
import { accountOf, listAccounts } from '#actions/house/access/list-accounts.ts'
import { makeResetLink } from '#actions/house/access/make-link.ts'
import { account, accountChanges, accountsAnswer, ended, madeLink } from '#contract/house/people.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'

const params = z.object({ id: z.string().meta({ description: 'The account’s id.' }) })

export const accounts = route({
  method: 'GET',
  path: '/v1/accounts',
  access: 'people.manage',
  summary: 'List accounts',
  description: 'Everybody who may sign in, and those who no longer may, oldest first.',
  query: z.strictObject({}),
  answer: accountsAnswer,
  refusals: [],
  act: async ({ ctx }) => yes(await listAccounts(ctx)),
})

export const changeOne = route({
  method: 'PATCH',
  path: '/v1/accounts/{id}',
  access: 'people.manage',
  summary: 'Change an account',
  description: 'Changes what somebody is called, may do and for which units, or shuts their account. It holds at once, in other processes within five seconds. The last owner can neither be shut out nor be made something else.',
  params,
  query: z.strictObject({}),
  body: accountChanges,
  answer: account,
  refusals: ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_unknown', 'field_invalid', 'account_unknown', 'owner_last', 'units_needed', 'units_unneeded'],
  async act({ ctx, params: { id }, body }) {
    const changes = objectOf(body, accountChanges)
    if (!changes.ok) return changes
    const changed = await changeAccount(ctx, id, changes.value)
    return changed.ok ? yes(accountOf(changed.value)) : changed
  },
})

export const endTheirs = route({
  method: 'DELETE',
  path: '/v1/accounts/{id}/sessions',
  access: 'people.manage',
  summary: 'Sign somebody out',
  description: 'Ends all sessions of an account.',
  params,
  query: z.strictObject({}),
  answer: ended,
  refusals: ['account_unknown'],
  act: ({ ctx, params: { id } }) => endSessions(ctx, id),
})

export const resetPassword = route({
  method: 'POST',
  path: '/v1/accounts/{id}/reset',
  access: 'people.manage',
  summary: 'Make a reset link',
  description: 'Makes a link with which somebody sets a new password, once, within a day. No mail is sent: whoever makes it hands it on.',
  params,
  query: z.strictObject({}),
  answer: madeLink,
  refusals: ['account_unknown'],
  act: ({ ctx, params: { id } }) => makeResetLink(ctx, id),
})
