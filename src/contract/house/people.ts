import * as z from 'zod'
import { LANGUAGES } from '#core/history/kinds.ts'
import { MOST_PASSWORD } from '#core/house/password.ts'
import { RIGHTS, ROLES } from '#core/house/rights.ts'
import { name } from '#contract/history/fact.ts'

export { LEAST_PASSWORD } from '#core/house/password.ts'

/** Shapes of accounts, sessions, invitations and keys. */

const instant = z.iso.datetime()
const email = z.string().trim().max(254).pipe(z.email())
/** Longer than any password may be, so that a wrong one is told from one that is too long only where it is set. */
const password = z.string().max(MOST_PASSWORD * 5)
const unitList = z.array(name).max(500)
const language = z.enum(LANGUAGES)

export const signInBody = z.strictObject({ email: z.string().max(254), password })

export const account = z.object({
  id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES),
  units: z.array(z.string()).meta({ description: 'The units that a manager or somebody at the counter works for, each with all below it.' }),
  language: language.nullable(), made_at: instant, disabled_at: instant.nullable(),
}).meta({ id: 'Account' })
export type AccountAnswer = z.output<typeof account>

/** Who asks. */
export const meAnswer = z.object({
  actor: z.string().meta({ description: 'As the audit log names them.' }),
  account: account.nullable().meta({ description: 'Null for a key.' }),
  rights: z.array(z.enum(RIGHTS)),
  reach: z.union([z.literal('all'), z.array(z.string())]).meta({ description: 'Their units, each with all below it; `all` where they work for the whole company.' }),
  company: z.object({ name: z.string(), zone: z.string(), currency: z.string(), sample: z.boolean() }).meta({ description: 'For whom they work: on its calendar and in its currency all is shown.' }),
})
export type MeAnswer = z.output<typeof meAnswer>

const seen = account.extend({ seen_at: instant.nullable().meta({ description: 'When they were last here, as far as a session of theirs goes on.' }) })
export type AccountSeen = z.output<typeof seen>
export const accountsAnswer = z.object({ accounts: z.array(seen) })
export type AccountsAnswer = z.output<typeof accountsAnswer>

export const accountChanges = z.strictObject({
  name: name.optional(), language: language.nullable().optional(), role: z.enum(ROLES).optional(),
  units: unitList.optional().meta({ description: 'Replaces those there were.' }),
  disabled: z.boolean().optional().meta({ description: 'A shut account signs in no more, and its sessions end.' }),
})
export type AccountChanges = z.output<typeof accountChanges>

export const invitationBody = z.strictObject({ email, role: z.enum(ROLES), units: unitList.default([]) })
export type InvitationBody = z.output<typeof invitationBody>

export const invitationsAnswer = z.object({
  invitations: z.array(z.object({
    id: z.string(), email: z.string(), role: z.enum(ROLES), units: z.array(z.string()), made_by: z.string(), made_at: instant, expires_at: instant, used_at: instant.nullable(),
  })),
})
export type InvitationsAnswer = z.output<typeof invitationsAnswer>

/** A one-time link, told this once to whoever made it. */
export const madeLink = z.object({
  id: z.string(), path: z.string().meta({ description: 'To be put behind the address at which Troth is reached.' }), expires_at: instant.nullable(),
})
export type MadeLink = z.output<typeof madeLink>

export const acceptBody = z.strictObject({
  link: z.string().max(200).meta({ description: 'What stands behind `link=` in the path.' }), password,
  name: name.optional().meta({ description: 'What they are called; for a link that makes an account.' }),
  email: email.optional().meta({ description: 'For the owner’s link only: an invitation has one already.' }),
  language: language.optional(),
})
export type AcceptBody = z.output<typeof acceptBody>

/** What people change of their own account: what they may do is for others to say. */
export const meChanges = z.strictObject({ name, language: language.nullable() }).partial()
export type MeChanges = z.output<typeof meChanges>

export const sessionsAnswer = z.object({
  sessions: z.array(z.object({ made_at: instant, seen_at: instant, here: z.boolean().meta({ description: 'Is it the one that asks?' }) })).meta({ description: 'The latest used first.' }),
})
export type SessionsAnswer = z.output<typeof sessionsAnswer>

export const passwordBody = z.strictObject({ old: password, new: password })

export const ended = z.object({ ended: z.int().meta({ description: 'How many sessions ended.' }) })
export const done = z.object({ id: z.string() })
export const nothing = z.object({})

export const keyBody = z.strictObject({ name: z.string(), scopes: z.array(z.string()).max(50).optional().meta({ description: 'What it may do: facts.send, map.read and customers.read if left out.' }) })
const key = z.object({ id: z.string(), name: z.string(), scopes: z.array(z.enum(RIGHTS)) })
export const madeKeyAnswer = key.extend({ key: z.string().meta({ description: 'Shown this once.' }) })
export type MadeKeyAnswer = z.output<typeof madeKeyAnswer>
const came = z.object({
  first_at: instant, last_at: instant.meta({ description: 'Give or take two seconds.' }),
  kind: z.string().meta({ description: 'Of the latest.' }), customer: z.string().nullable().meta({ description: 'Whose the latest is; null once they were erased.' }),
})
export const keyAnswer = key.extend({
  made_at: instant, used_at: instant.nullable(), revoked_at: instant.nullable(),
  came: came.nullable().meta({ description: 'The facts that came by it; null where none did.' }),
}).meta({ id: 'Key' })
export type KeyAnswer = z.output<typeof keyAnswer>
export const keysAnswer = z.object({ keys: z.array(keyAnswer) })
export type KeysAnswer = z.output<typeof keysAnswer>
