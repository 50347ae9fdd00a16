import type { StoredFact } from '#core/history/stored.ts'
import type { Standing } from '#core/relationship/standing.ts'
import { no, type Refusal } from '#contract/refusals.ts'
import type { Numbers } from '#store/customers/numbers.ts'
import { factKey, knownFacts, type KnownFact } from '#store/history/facts.ts'
import type { Client } from '#store/pool.ts'
import type { Prepared } from './prepare-facts.ts'

/** What became of one fact. */
export type Receipt =
  | { readonly status: 'taken' | 'known'; readonly customer: string; readonly standing?: Standing | null }
  | { readonly status: 'refused'; readonly refusals: readonly Refusal[] }

type Ready = Prepared & { ok: true }

export const storedAt = (prepared: readonly Prepared[], i: number): StoredFact => (prepared[i] as Ready).stored

/** A fact under each of the numbers that it may be known by: where customers were merged, another of them may have it already. */
function underEach(fact: StoredFact, { rootOf, treeOf }: Numbers): StoredFact[] {
  const tree = treeOf(rootOf(fact.customer))
  return tree.length === 1 ? [fact] : tree.map((customer) => ({ ...fact, customer }))
}

/**
 * Parts what is new from what is known; what says something else than the fact that is known is refused.
 * @param wanted the places of the facts to look at
 * @returns the places of those that are new
 */
export async function sift(db: Client, wanted: readonly number[], prepared: readonly Prepared[], receipts: Receipt[], numbers: Numbers): Promise<number[]> {
  const open = wanted.filter((i) => {
    const p = prepared[i] as Prepared
    if (!p.ok) receipts[i] = { status: 'refused', refusals: p.refusals }
    return p.ok
  })
  const known = new Map((await knownFacts(db, open.flatMap((i) => underEach(storedAt(prepared, i), numbers)))).map((k) => [factKey(k), k]))
  const taken = new Set<string>()
  return open.filter((i) => {
    const { fact, stored } = prepared[i] as Ready
    const named = { id: fact.id, source: fact.source }
    const verdict = judge(stored, known, numbers, taken)
    if (verdict === 'taken' || verdict === 'known') receipts[i] = { status: verdict, customer: fact.customer }
    else receipts[i] = { status: 'refused', ...no(verdict, named) }
    return verdict === 'taken'
  })
}

/** What is to be done with one fact. @param taken the facts of merged customers that this batch brings, told apart by what they say */
function judge(stored: StoredFact, known: ReadonlyMap<string, KnownFact>, numbers: Numbers, taken: Set<string>): 'taken' | 'known' | 'fact_retracted' | 'fact_differs' {
  const own = known.get(factKey(stored))
  const places = underEach(stored, numbers)
  const same = places.flatMap((place) => known.get(factKey(place)) ?? []).filter((fact) => fact.same)
  if (own?.retracted || same.some((fact) => fact.retracted)) return 'fact_retracted'
  if (same.length > 0) return 'known'
  if (own) return 'fact_differs'
  if (places.length === 1) return 'taken'
  const said = JSON.stringify(places[0])
  if (taken.has(said)) return 'known'
  taken.add(said)
  return 'taken'
}
