import type * as z from 'zod'
import { changedBy, differences, settingsOf, type PolicyChanges, type SettingChange } from '#core/relationship/policy-changes.ts'
import { policyFlaws, type PolicyFlaw } from '#core/relationship/policy-flaws.ts'
import { DEFAULT_POLICY, type Policy } from '#core/relationship/policy.ts'
import { readBody } from '#contract/house/body.ts'
import { mayBe } from '#contract/relationship/policy.ts'
import { yes, type Refusal, type Result } from '#contract/refusals.ts'
import { nearest } from './nearest.ts'

/** A policy that might be, and what differs in it. */
export interface Candidate {
  readonly policy: Policy
  readonly changes: readonly SettingChange[]
}

/** What a policy would be with changes that are each within their bounds. @returns a refusal for everything that would not hang together */
export function candidateOf(policy: Policy, changes: PolicyChanges): Result<Candidate> {
  const changed = changedBy(policy, changes)
  const differ = differences(policy, changed)
  const flaws = policyFlaws(changed)
  if (flaws.length > 0) return { ok: false, refusals: flaws.map((flaw) => refusalOf(flaw, new Set(differ.map((change) => change.name)))) }
  return yes({ policy: changed, changes: differ })
}

/** The pointer leads to the one of the settings that was changed. */
function refusalOf(flaw: PolicyFlaw, changed: ReadonlySet<string>): Refusal {
  const other = flaw.kind === 'order' ? flaw.other : 'score_band'
  const at = changed.has(flaw.name) || !changed.has(other) ? flaw.name : other
  const { kind, ...values } = flaw
  return { code: kind === 'order' ? 'policy_order' : 'policy_band', pointer: `/changes/${at.replace('.', '/')}`, values }
}

/** Reads a body that has changes in it. What is wrong with a setting is said in terms of settings: which there are, and what each may be. */
export function readChanges<S extends z.ZodType>(schema: S, body: unknown): Result<z.output<S>> {
  const read = readBody(schema, body)
  return read.ok ? read : { ok: false, refusals: read.refusals.map(ofSetting) }
}

function ofSetting(refusal: Refusal): Refusal {
  const { code, pointer = '', values } = refusal
  const name = /^\/changes\/(.+)$/.exec(pointer)?.[1]?.replaceAll('/', '.')
  if (name === undefined) return refusal
  const known = [...settingsOf(DEFAULT_POLICY).keys()]
  if (code === 'field_unknown') return { code: 'policy_setting_unknown', pointer, values: { name, expected: nearest(name, known) } }
  return { code: 'policy_out_of_bounds', pointer, values: { name, found: values?.found ?? '', expected: mayBe(name) } }
}
