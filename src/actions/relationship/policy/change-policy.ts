import { differences } from '#core/relationship/policy-changes.ts'
import type { PolicyChangedAnswer } from '#contract/relationship/policy-answers.ts'
import { backPolicyBody, changePolicyBody } from '#contract/relationship/policy.ts'
import { readBody } from '#contract/house/body.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { insertJob } from '#store/house/jobs.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { insertPolicy, newestPolicy, readPolicy, type PolicyVersion } from '#store/relationship/policies.ts'
import { candidateOf, readChanges } from './candidate.ts'

/**
 * Changes the policy: a new version, and a job that tells the map under it. Until that is done the map is read as it was. Who names a version that is no
 * longer the newest is refused, so that two people do not overwrite each other unseen.
 */
export async function changePolicy(ctx: Context, body: unknown): Promise<Result<PolicyChangedAnswer>> {
  const read = readChanges(changePolicyBody, body)
  if (!read.ok) return read
  const { changes, reason, expected_version } = read.value
  return onNewest(ctx, expected_version, async (db, newest) => {
    const candidate = candidateOf(newest.settings, changes)
    if (!candidate.ok) return candidate
    return enact(ctx, db, newest, { settings: candidate.value.policy, reason, same_as: null })
  })
}

/**
 * Goes back: an older version's settings again, as a new version. Without a version it is the one before what is in force; asked again, it goes back
 * further, not to and fro.
 */
export async function goBack(ctx: Context, body: unknown): Promise<Result<PolicyChangedAnswer>> {
  const read = readBody(backPolicyBody, body)
  if (!read.ok) return read
  const { version, reason, expected_version } = read.value
  return onNewest(ctx, expected_version, async (db, newest) => {
    const asked = version ?? (newest.same_as ?? newest.version) - 1
    if (asked < 1) return no('policy_oldest', { version: newest.version })
    const target = await readPolicy(db, asked)
    if (!target) return no('policy_unknown', { version: asked, newest: newest.version }, '/version')
    const same_as = target.same_as ?? target.version
    return enact(ctx, db, newest, { settings: target.settings, reason: reason ?? target.reason, same_as })
  })
}

async function onNewest<T>(ctx: Context, expected: number, work: (db: Client, newest: PolicyVersion) => Promise<Result<T>>): Promise<Result<T>> {
  return withTransaction(ctx.pool, async (db) => {
    const newest = await newestPolicy(db)
    if (newest.version !== expected) return no('policy_overtaken', { expected, newest: newest.version }, '/expected_version')
    return work(db, newest)
  })
}

/** Writes the version, asks for the retelling and notes who did it, all or nothing. */
async function enact(ctx: Context, db: Client, newest: PolicyVersion, next: Pick<PolicyVersion, 'settings' | 'reason' | 'same_as'>): Promise<Result<PolicyChangedAnswer>> {
  const changes = differences(newest.settings, next.settings)
  if (changes.length === 0) return no('policy_unchanged', { version: newest.version })
  const version = newest.version + 1
  const made = { ...next, version, actor: ctx.actor, made_at: ctx.now() }
  if (!(await insertPolicy(db, made))) return no('policy_overtaken', { expected: newest.version, newest: version }, '/expected_version')
  const job = await insertJob(db, { kind: 'retell', reason: 'policy', asked_by: ctx.actor, asked_at: ctx.now() })
  const { reason, same_as } = next
  await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'policy.changed', subject: String(version), detail: { reason, same_as, changes } })
  return yes({ version, same_as, changes, job })
}
