import type { Fact } from '#core/history/fact.ts'
import { DAY_MS } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import type { Chance } from './chance.ts'

/** Facts without end: those of the sample company, each once, some of them late. */
export interface Supply {
  /** Facts that nobody was given yet, of some dozens of customers. */
  readonly take: (count: number) => Fact[]
  /** The whole history of a customer whom nobody else knows. */
  readonly customer: () => Fact[]
}

const CUSTOMERS = 100_000
/** Customers whose facts are mixed: few enough that batches sent at once meet in them. */
const TOGETHER = 60

/** @param chance which of them come late */
export function supplyOf(chance: Chance): Supply {
  const end = Math.floor(Date.now() / DAY_MS) * DAY_MS
  const sample = playSample({ customers: CUSTOMERS, years: 2, seed: chance.seed, end })
  let next = 1
  let last = CUSTOMERS
  let waiting: Fact[] = []
  const refill = (): void => {
    const facts = Array.from({ length: TOGETHER }, () => sample.customerAt(next++).facts).flat().toSorted((a, b) => a.at - b.at)
    // A tenth comes late by up to a few hundred facts, as an offline till has it.
    const order = facts.map((fact, i) => ({ fact, place: i + (chance.is(0.1) ? chance.whole(1, 400) : 0) }))
    waiting = [...waiting, ...order.toSorted((a, b) => a.place - b.place).map(({ fact }) => fact)]
  }
  return {
    take(count) {
      while (waiting.length < count) refill()
      return waiting.splice(0, count)
    },
    customer() {
      for (;;) {
        const { facts } = sample.customerAt(last--)
        if (facts.length > 0) return facts
      }
    },
  }
}
