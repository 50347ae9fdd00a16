import * as z from 'zod'
import { listInvitations } from '#actions/house/access/list-invitations.ts'
import { invite } from '#actions/house/access/make-link.ts'
import { revokeInvitation } from '#actions/house/access/revoke-invitation.ts'
import { useLink } from '#actions/house/access/use-link.ts'
import { acceptBody, done, invitationBody, invitationsAnswer, madeLink, nothing } from '#contract/house/people.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf, READING_ONE } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const invitations = route({
  method: 'GET',
  path: '/v1/invitations',
  access: 'people.manage',
  summary: 'List invitations',
  description: 'All invitations, used and overdue ones too, the newest first.',
  query: z.strictObject({}),
  answer: invitationsAnswer,
  refusals: [],
  act: async ({ ctx }) => yes(await listInvitations(ctx)),
})

export const inviteOne = route({
  method: 'POST',
  path: '/v1/invitations',
  access: 'people.manage',
  summary: 'Invite somebody',
  description: 'Makes a link with which somebody joins in a role, once, within a week. No mail is sent: whoever invites hands it on. Inviting the same address again takes the invitation before it back.',
  query: z.strictObject({}),
  body: invitationBody,
  answer: madeLink,
  refusals: [...READING_ONE, 'account_exists', 'units_needed', 'units_unneeded'],
  async act({ ctx, body }) {
    const asked = objectOf(body, invitationBody)
    return asked.ok ? invite(ctx, asked.value) : asked
  },
})

export const revokeInvited = route({
  method: 'DELETE',
  path: '/v1/invitations/{id}',
  access: 'people.manage',
  summary: 'Take an invitation back',
  params: z.object({ id: z.string().meta({ description: 'The invitation’s id.' }) }),
  query: z.strictObject({}),
  answer: done,
  refusals: ['invitation_unknown'],
  act: ({ ctx, params: { id } }) => revokeInvitation(ctx, id),
})

export const accept = route({
  method: 'POST',
  path: '/v1/invitations/accept',
  access: 'open',
  summary: 'Use a link',
  description: 'Does what a one-time link is for (an invitation, the owner’s link, a new password) and signs the browser in. The pages that links lead to do the same.',
  query: z.strictObject({}),
  body: acceptBody,
  answer: nothing,
  refusals: [...READING_ONE, 'link_unknown', 'password_weak', 'account_exists', 'origin_foreign'],
  async act({ ctx, body, seat }) {
    const asked = objectOf(body, acceptBody)
    if (!asked.ok) return asked
    const begun = await useLink(ctx, asked.value)
    if (!begun.ok) return begun
    seat.begin(begun.value)
    return yes({})
  },
})
