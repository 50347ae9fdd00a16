import { compareFacts } from '#core/history/order.ts'
import { fromStored, type StoredFact } from '#core/history/stored.ts'
import { NAMED_PERIODS_MS } from '#core/map/period.ts'
import { begin, unitOf } from '#core/relationship/memory.ts'
import { modelUnder, type Model } from '#core/relationship/model.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { stateOf, type State } from '#core/relationship/state.ts'
import { tell, type Told } from '#core/relationship/tell.ts'
import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { TryPolicyAnswer } from '#contract/relationship/policy-answers.ts'
import { tryPolicyBody, type TryPolicyBody } from '#contract/relationship/policy.ts'
import { yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { sampleHistories } from '#actions/relationship/sample-histories.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { readUnits } from '#store/map/flows.ts'
import { newestPolicy } from '#store/relationship/policies.ts'
import { countByState, countByUnit, newestTold } from '#store/relationship/standings.ts'
import { candidateOf, readChanges } from './candidate.ts'
import { Tally, type Standing } from './tally.ts'

/**
 * What the map would look like under a changed policy: the histories of a random sample of the customers (of all, where they are few) are told twice, as it is
 * and as it would be, under the model there is. Nothing is written.
 */
export async function tryPolicy(ctx: Context, body: unknown): Promise<Result<TryPolicyAnswer>> {
  const read = readChanges(tryPolicyBody, body)
  if (!read.ok) return read
  const newest = await newestPolicy(ctx.pool)
  const candidate = candidateOf(newest.settings, read.value.changes)
  if (!candidate.ok) return candidate
  const { policy, changes } = candidate.value
  const force = await inForce(ctx.pool)
  const { telling } = force
  const latest = Math.max(telling.until, (await newestTold(ctx.pool, telling.id)) ?? 0)
  const quarter = { from: latest - NAMED_PERIODS_MS.quarter, to: latest }
  const tally = await compare(ctx, force, read.value, new Tally(quarter.from), [newest.settings, policy])
  const units = new Map((await readUnits(ctx.pool)).map((unit) => [unit.key, unit.name]))
  const { customers, moves, groups, ...counted } = tally.answer(await standing(ctx, telling.id, read.value), (unit) => (unit === null ? null : (units.get(unit) ?? null)))
  return yes({
    version: newest.version,
    telling: tellingOf(telling),
    changes: [...changes],
    learned_anew: (['least_repeaters', 'horizon_days'] as const).filter((name) => changes.some((change) => change.name === name) && !modelUnder(telling.model, { ...newest.settings, [name]: policy[name] })),
    customers,
    looked_at: tally.all.looked_at,
    ...counted,
    quarter: { from: isoOf(quarter.from), to: isoOf(quarter.to), ...moves },
    groups: read.value.by === 'unit' ? groups : null,
  })
}

/** Who stands where on the map that is read; by unit where that is asked for, which takes several times as long. */
async function standing({ pool }: Context, telling: number, { by }: TryPolicyBody): Promise<Standing[]> {
  if (by === 'unit') return (await countByUnit(pool, telling)).map(({ state, ...row }) => ({ ...row, state: stateOf(state) }))
  return [...(await countByState(pool, telling))].map(([state, n]) => ({ unit: null, state: stateOf(state), n }))
}

const rulesUnder = (policy: Policy, model: Model, { company }: InForce): TellingRules => tellingRules(policy, modelUnder(model, policy) ?? model, zoneOf(company.zone))

/** Tells the sample under both policies. */
async function compare(ctx: Context, force: InForce, { sample }: TryPolicyBody, tally: Tally, policies: readonly [now: Policy, would: Policy]): Promise<Tally> {
  const { telling } = force
  const now = rulesUnder(policies[0], telling.model, force)
  const would = rulesUnder(policies[1], telling.model, force)
  await sampleHistories(ctx, telling.id, sample, (facts, home) => addCompared(tally, facts, home, telling.until, now, would))
  return tally
}

function addCompared(tally: Tally, history: readonly StoredFact[], home: string | null, until: Instant, now: TellingRules, would: TellingRules): void {
  const facts = history.map((row) => fromStored(row, row.customer)).toSorted(compareFacts)
  const as = (rules: TellingRules): Told => tell(begin(home), facts, until, rules)
  const [told, changed] = [as(now), as(would)]
  const stateOf = ({ memory, changes }: Told): { state: State; changes: Told['changes'] } => ({ state: memory.state as State, changes })
  tally.add({ unit: unitOf(told.memory), now: stateOf(told), would: stateOf(changed) })
}
