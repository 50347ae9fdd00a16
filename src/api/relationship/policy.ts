import * as z from 'zod'
import { changePolicy, goBack } from '#actions/relationship/policy/change-policy.ts'
import { listPolicyVersions, showPolicy } from '#actions/relationship/policy/read-policy.ts'
import { tryPolicy } from '#actions/relationship/policy/try-policy.ts'
import { settingMeans, settingWhy } from '#core/words/setting.ts'
import { policyAnswer, policyChangedAnswer, policyVersionsAnswer, tryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { backPolicyBody, changePolicyBody, tryPolicyBody } from '#contract/relationship/policy.ts'
import { yes } from '#contract/refusals.ts'
import type { RefusalCode, Result } from '#contract/refusals.ts'
import { objectOf } from '#api/door/body.ts'
import { route } from '#api/route.ts'

const nothing = z.strictObject({})
const BODY: readonly RefusalCode[] = ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid']

/** Hands what was sent to an action. */
async function withBody<T>(body: unknown, act: (sent: unknown) => Promise<Result<T>>): Promise<Result<T>> {
  const sent = objectOf(body, z.unknown())
  return sent.ok ? act(sent.value) : sent
}

export const policy = route({
  method: 'GET',
  path: '/v1/policy',
  access: 'settings.read',
  summary: 'The policy',
  description: 'What counts as what: every setting that the map is told under, with its default, its bounds and the reason for it; since when, by whom and why it is so.',
  query: nothing,
  answer: policyAnswer,
  refusals: ['query_unknown'],
  async act({ ctx, words }) {
    const { settings, ...shown } = await showPolicy(ctx)
    return yes({ ...shown, settings: settings.map((setting) => ({ ...setting, means: settingMeans(words, setting.name), why: settingWhy(words, setting.name) })) })
  },
})

export const policyVersions = route({
  method: 'GET',
  path: '/v1/policy/versions',
  access: 'settings.read',
  summary: 'Versions of the policy',
  description: 'Every version there has been, the newest first: who made it, when and why, what differs from the one before, and what was told under it.',
  query: nothing,
  answer: policyVersionsAnswer,
  refusals: ['query_unknown'],
  act: async ({ ctx }) => yes(await listPolicyVersions(ctx)),
})

export const policyTry = route({
  method: 'POST',
  path: '/v1/policy/try',
  access: 'settings.read',
  summary: 'Try a policy',
  description: 'What the map would look like with these changes. The histories of a random sample of customers (all, where there are no more than `sample`) are told twice, as it is and as it would be; nothing is written.',
  query: nothing,
  body: tryPolicyBody,
  answer: tryPolicyAnswer,
  refusals: [...BODY, 'policy_setting_unknown', 'policy_out_of_bounds', 'policy_order', 'policy_band'],
  act: ({ ctx, body }) => withBody(body, (sent) => tryPolicy(ctx, sent)),
})

export const policyChange = route({
  method: 'POST',
  path: '/v1/policy',
  access: 'settings.change',
  summary: 'Change the policy',
  description: 'Makes a new version of the policy, and a job that tells the map under it. Until that is done the map is read as it was; then the new one takes its place at once.',
  query: nothing,
  body: changePolicyBody,
  answer: policyChangedAnswer,
  refusals: [...BODY, 'policy_setting_unknown', 'policy_out_of_bounds', 'policy_order', 'policy_band', 'policy_unchanged', 'policy_overtaken'],
  act: ({ ctx, body }) => withBody(body, (sent) => changePolicy(ctx, sent)),
})

export const policyBack = route({
  method: 'POST',
  path: '/v1/policy/back',
  access: 'settings.change',
  summary: 'Go back to an older policy',
  description: 'Makes the settings of an older version count again, as a new version told like any other. Without a version: the one before; asked again, it goes back further.',
  query: nothing,
  body: backPolicyBody,
  answer: policyChangedAnswer,
  refusals: [...BODY, 'policy_unknown', 'policy_oldest', 'policy_unchanged', 'policy_overtaken'],
  act: ({ ctx, body }) => withBody(body, (sent) => goBack(ctx, sent)),
})
