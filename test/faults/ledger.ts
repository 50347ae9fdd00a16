import type { Fact } from '#core/history/fact.ts'

const nameOf = ({ customer, source, id }: Pick<Fact, 'customer' | 'source' | 'id'>): string => JSON.stringify([customer, source, id])

/** A fact as it is found in the database. */
export interface FoundFact extends Pick<Fact, 'customer' | 'source' | 'id' | 'at'> {
  readonly paid: number | null
}

/** How what is there differs from what was acknowledged. */
export interface Balance {
  readonly acknowledged: number
  /** Acknowledged, and not there or not as it was. */
  readonly lost: readonly string[]
  /** There, and never sent or taken out again. */
  readonly strange: readonly string[]
}

const paidOf = (fact: Fact): number | null => (fact.kind === 'purchase' ? fact.paid : fact.kind === 'refund' ? -fact.amount : null)

/** What was sent, and what of it was acknowledged: written down by those who sent it, outside of whatever is killed. */
export class Ledger {
  readonly #sent = new Map<string, Fact>()
  readonly #acknowledged = new Set<string>()

  sending(facts: readonly Fact[]): void {
    for (const fact of facts) this.#sent.set(nameOf(fact), fact)
  }

  acknowledged(facts: readonly Fact[]): void {
    for (const fact of facts) this.#acknowledged.add(nameOf(fact))
  }

  /** They were asked to go: whether they are still there is not known. */
  taking(facts: readonly Fact[]): void {
    for (const fact of facts) this.#acknowledged.delete(nameOf(fact))
  }

  /** They are gone for good. */
  taken(facts: readonly Fact[]): void {
    this.taking(facts)
    for (const fact of facts) this.#sent.delete(nameOf(fact))
  }

  get count(): number {
    return this.#acknowledged.size
  }

  balance(there: readonly FoundFact[]): Balance {
    const found = new Map(there.map((fact) => [nameOf(fact), fact]))
    const isThere = (name: string): boolean => {
      const [sent, kept] = [this.#sent.get(name), found.get(name)]
      return sent !== undefined && kept?.at === sent.at && kept.paid === paidOf(sent)
    }
    return {
      acknowledged: this.#acknowledged.size,
      lost: [...this.#acknowledged].filter((name) => !isThere(name)),
      strange: [...found.keys()].filter((name) => !this.#sent.has(name)),
    }
  }
}
