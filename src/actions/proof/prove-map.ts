import type { Fact } from '#core/history/fact.ts'
import { compareFacts } from '#core/history/order.ts'
import { fromStored, type StoredFact } from '#core/history/stored.ts'
import { momentOf } from '#core/map/period.ts'
import type { Observed } from '#core/proof/observed.ts'
import { tallied, type Variant } from '#core/proof/tally.ts'
import { verdictsOf } from '#core/proof/verdicts.ts'
import { chanceAt, fadedAt, heartOf } from '#core/relationship/figures.ts'
import { begin, type Memory } from '#core/relationship/memory.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { BIT } from '#core/relationship/rules.ts'
import type { State } from '#core/relationship/state.ts'
import { tell } from '#core/relationship/tell.ts'
import { byTheClock, tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import { isLastBill, isUnderContract } from '#core/relationship/under-contract.ts'
import { DAY_MS, isoOf, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { MapProof, ProveBody } from '#contract/proof/proof.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { sampleHistories } from '#actions/relationship/sample-histories.ts'
import { tellingOf } from '#actions/relationship/shown.ts'
import { firstFactAt } from '#store/proof/proofs.ts'
import { newestTold } from '#store/relationship/standings.ts'

/** Settings that are moved, each by a quarter down and up, to see whether they carry the map. */
const MOVED = ['heart_positive', 'heart_high', 'heart_negative', 'head_negative', 'lapse_below', 'lapse_gaps', 'half_life_days', 'betrayal_days', 'loss_weight'] as const satisfies readonly (keyof Policy)[]
const BY = [0.75, 1.25] as const
/** Where the whole history is shorter than it takes, the time after is this share of it. */
const SHARE_AFTER = 0.4
/** With less time before or after, there is nothing to look at. */
const LEAST_DAYS = 28

/** The moment the map is held at, and the time after it. */
interface Cut {
  readonly cut: Instant
  readonly until: Instant
  readonly window_days: number
}

/** Under what everybody is told at the cut. */
interface Rules {
  readonly held: TellingRules
  /** The same, but asked for the chance of return within the time after. */
  readonly foretelling: TellingRules
  readonly variants: readonly TellingRules[]
}

export interface Proving {
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}

/**
 * Holds the map against what happened: a model is learned from what was known at a moment of the past, a random sample of the customers is told up to it, and
 * what they did in the time after is counted, state by state. Nothing is written.
 */
export async function proveMap(ctx: Context, { cut: day, sample }: ProveBody, { signal, onProgress }: Proving = {}): Promise<Result<MapProof>> {
  const force = await inForce(ctx.pool)
  const at = await cutOf(ctx, force, day)
  if (!at.ok) return at
  const { cut, until, window_days } = at.value
  const { policy } = force.rules
  onProgress?.({ phase: 'learning', done: 0, total: null })
  const model = await learnModel(ctx.pool, 0, policy, force.company.zone, cut)
  const variants = variantsOf(policy)
  const under = (changes: Partial<Policy>): TellingRules => tellingRules({ ...policy, ...changes }, model, zoneOf(force.company.zone))
  const rules: Rules = { held: under({}), foretelling: byTheClock(under({ horizon_days: window_days }), cut, until), variants: variants.map(({ name, value }) => under({ [name]: value })) }
  const seen: Observed[] = []
  let looked = 0
  await sampleHistories(ctx, force.telling.id, sample, (facts, home) => {
    const one = observe(facts, home, at.value, rules)
    if (one) seen.push(one)
    signal?.throwIfAborted()
    if (++looked % 500 === 0) onProgress?.({ phase: 'telling', done: looked, total: null })
  })
  const tally = tallied(seen, window_days, variants)
  return yes({
    telling: tellingOf(force.telling), made_at: isoOf(ctx.now()), cut: isoOf(cut), until: isoOf(until), window_days,
    model: { customers: model.customers, repeaters: model.repeaters, stay: model.stay !== null },
    ...copyOf(tally), verdicts: verdictsOf(tally).map((verdict) => ({ ...verdict, values: { ...verdict.values } })),
  })
}

/** The same as plain data that may be handed on and kept. */
const copyOf = (tally: ReturnType<typeof tallied>): Omit<MapProof, 'telling' | 'made_at' | 'cut' | 'until' | 'window_days' | 'model' | 'verdicts'> => JSON.parse(JSON.stringify(tally)) as never

const variantsOf = (policy: Policy): Variant[] => MOVED.flatMap((name) => BY.map((by) => ({ name, value: Number((policy[name] * by).toPrecision(3)) })))

/** Is there enough history to hold the map against? */
export const canBeProven = async (ctx: Context): Promise<boolean> => (await cutOf(ctx, await inForce(ctx.pool), undefined)).ok

async function cutOf(ctx: Context, { telling, company, rules }: InForce, day: string | undefined): Promise<Result<Cut>> {
  const first = await firstFactAt(ctx.pool)
  const until = Math.max(telling.until, (await newestTold(ctx.pool, telling.id)) ?? 0)
  if (first === null) return no('nothing_yet')
  const usual = until - Math.min(rules.policy.horizon_days * DAY_MS, (until - first) * SHARE_AFTER)
  const cut = day === undefined ? usual : momentOf(day, zoneOf(company.zone), 'end')
  if (cut === null) return no('period_invalid', { name: 'cut', found: day ?? '' }, '/cut')
  const [before, after] = [cut - first, until - cut].map((ms) => ms / DAY_MS) as [number, number]
  if (before < LEAST_DAYS || after < LEAST_DAYS) return no('proof_too_short', { before: Math.max(0, Math.floor(before)), after: Math.max(0, Math.floor(after)), least: LEAST_DAYS }, '/cut')
  return yes({ cut, until, window_days: Math.round(after * 100) / 100 })
}

/** What was known of one customer at the cut, and what they did after it; null for whoever came later. */
function observe(stored: readonly StoredFact[], home: string | null, { cut, until }: Cut, { held, foretelling, variants }: Rules): Observed | null {
  const facts = stored.map((row) => fromStored(row, row.customer)).toSorted(compareFacts)
  const before = facts.filter((fact) => fact.at <= cut)
  if (before.length === 0) return null
  const { memory } = tell(begin(home), before, cut, held)
  const stateUnder = (rules: TellingRules): State => tell(begin(home), before, cut, rules).memory.state as State
  const { trade } = memory
  return {
    state: memory.state as State,
    heart: memory.on & BIT.heart_known ? fadedAt(heartOf(memory, held), cut, held) : null,
    chance: chanceAt(memory, cut, foretelling),
    bought_days: trade.days,
    silent_days: trade.days === 0 ? null : (cut - trade.last_at) / DAY_MS,
    variants: variants.map(stateUnder),
    ...after(memory, facts.filter((fact) => fact.at > cut && fact.at <= until), until, held),
  }
}

/** Whoever bought, or is under contract at the end of the time after, came back; of whom the contract decides alone, only the latter, and a last bill is no return. */
function after(memory: Memory, facts: readonly Fact[], until: Instant, held: TellingRules): Pick<Observed, 'returned' | 'referred' | 'paid' | 'list'> {
  let [paid, list] = [0, 0]
  for (const fact of facts) {
    if (fact.kind !== 'purchase' || fact.list === undefined) continue
    paid += fact.paid
    list += fact.list
  }
  const byContract = held.contract?.decides === true && isUnderContract(memory)
  const returned = (!byContract && facts.some((fact) => fact.kind === 'purchase' && !isLastBill(memory, fact.at, held))) || isUnderContract(tell(memory, facts, until, held).memory)
  return { returned, referred: facts.some((fact) => fact.kind === 'referral' || fact.kind === 'praise'), paid, list }
}
