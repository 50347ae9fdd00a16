import { LEARNED_UNDER } from '#core/relationship/model.ts'
import { differences, settingsOf } from '#core/relationship/policy-changes.ts'
import { DEFAULT_POLICY, type Policy } from '#core/relationship/policy.ts'
import { isoOf } from '#core/units/time.ts'
import type { PolicyAnswer, PolicyVersionsAnswer } from '#contract/relationship/policy-answers.ts'
import { boundsOf, type Bounds } from '#contract/relationship/policy.ts'
import type { Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { openJob } from '#store/house/jobs.ts'
import { newestPolicy, readPolicies, readToldUnder, shownUnderSince, type PolicyVersion } from '#store/relationship/policies.ts'

type Setting = PolicyAnswer['settings'][number]
/** As it is answered, but for what each setting means and why its default is what it is, which is said in the reader's language. */
export type ShownPolicy = Omit<PolicyAnswer, 'settings'> & { readonly settings: readonly Omit<Setting, 'means' | 'why'>[] }

const madeOf = ({ version, made_at, actor, actor_name = null, reason, same_as }: PolicyVersion): Pick<PolicyAnswer, 'version' | 'made_at' | 'by' | 'by_name' | 'reason' | 'same_as'> => ({
  version, made_at: isoOf(made_at), by: actor, by_name: actor_name, reason, same_as,
})

/** The policy that the map is told under: its settings, and for each its default and what it may be. */
export async function showPolicy(ctx: Context): Promise<ShownPolicy> {
  const { telling } = await inForce(ctx.pool)
  const versions = await readPolicies(ctx.pool)
  const version = versions.find((each) => each.version === telling.policy_version) as PolicyVersion
  const newest = versions[0] as PolicyVersion
  return {
    ...madeOf(version),
    since: isoOf(await shownUnderSince(ctx.pool, version.version)),
    telling: tellingOf(telling),
    next: newest.version === version.version ? null : { ...madeOf(newest), job: await openJob(ctx.pool, 'retell') },
    settings: settingsShown(version.settings),
  }
}

/** The newest version: what a change is made to, whether or not the map is told under it yet. */
export const newestVersion = async (ctx: Context): Promise<number> => (await newestPolicy(ctx.pool)).version

function settingsShown(policy: Policy): ShownPolicy['settings'] {
  const defaults = settingsOf(DEFAULT_POLICY)
  return [...settingsOf(policy)].map(([name, value]) => {
    const group = name.split('.')[0] as keyof Policy
    return { name, value, default: defaults.get(name) as Setting['default'], ...boundsShown(boundsOf(name)), learned: LEARNED_UNDER.includes(group) }
  })
}

const boundsShown = (bounds: Bounds | readonly string[]): Pick<Setting, 'least' | 'most' | 'whole' | 'choices'> =>
  'least' in bounds ? { least: bounds.least, most: bounds.most, whole: bounds.whole === true, choices: null } : { least: null, most: null, whole: false, choices: [...bounds] }

/** Every version there has been, the newest first: who made it, why, what differs from the one before, and what was told under it. */
export async function listPolicyVersions(ctx: Context): Promise<PolicyVersionsAnswer> {
  const versions = await readPolicies(ctx.pool)
  const told = Map.groupBy(await readToldUnder(ctx.pool), (telling) => telling.policy)
  return {
    versions: versions.map((version, i) => {
      const before = versions[i + 1]
      return {
        ...madeOf(version),
        changes: before ? differences(before.settings, version.settings) : [],
        tellings: (told.get(version.version) ?? []).map(({ id, state, shown_at }) => ({ id, state, shown_at: isoOf(shown_at) })),
      }
    }),
  }
}
