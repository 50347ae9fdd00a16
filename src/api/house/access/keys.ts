import * as z from 'zod'
import { listKeys, showKey } from '#actions/house/list-keys.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { revokeKey } from '#actions/house/revoke-key.ts'
import { done, keyAnswer, keyBody, keysAnswer, madeKeyAnswer } from '#contract/house/people.ts'
import { yes } from '#contract/refusals.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'

export const keys = route({
  method: 'GET',
  path: '/v1/keys',
  access: 'people.manage',
  summary: 'List keys',
  description: 'All keys to the API, revoked ones too, oldest first. The keys themselves are not kept.',
  query: z.strictObject({}),
  answer: keysAnswer,
  refusals: [],
  act: async ({ ctx }) => yes({ keys: await listKeys(ctx) }),
})

export const oneKey = route({
  method: 'GET',
  path: '/v1/keys/{id}',
  access: 'people.manage',
  summary: 'One key',
  description: 'A key with what came by it: when the first fact and the latest, its kind and whose it was. Whoever connects a system asks here until its first fact arrives.',
  query: z.strictObject({}),
  params: z.object({ id: z.string().meta({ description: 'The key’s id.' }) }),
  answer: keyAnswer,
  refusals: ['key_absent'],
  act: ({ ctx, params: { id } }) => showKey(ctx, id),
})

export const addKey = route({
  method: 'POST',
  path: '/v1/keys',
  access: 'people.manage',
  summary: 'Make a key',
  description: 'Makes a key to the API. It is told this once.',
  query: z.strictObject({}),
  body: keyBody,
  answer: madeKeyAnswer,
  refusals: ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid', 'key_name_invalid', 'scope_unknown'],
  async act({ ctx, body }) {
    const asked = objectOf(body, keyBody)
    if (!asked.ok) return asked
    const { name, scopes } = asked.value
    const made = await makeKey(ctx, { name, ...(scopes && { scopes }) })
    return made.ok ? yes({ ...made.value, scopes: [...made.value.scopes] }) : made
  },
})

export const takeKey = route({
  method: 'DELETE',
  path: '/v1/keys/{id}',
  access: 'people.manage',
  summary: 'Take a key back',
  description: 'It opens nothing from now on, in other processes within five seconds.',
  params: z.object({ id: z.string().meta({ description: 'The key’s id.' }) }),
  query: z.strictObject({}),
  answer: done,
  refusals: ['key_absent'],
  act: ({ ctx, params: { id } }) => revokeKey(ctx, id),
})
