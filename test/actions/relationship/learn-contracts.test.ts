import { describe, expect, test } from 'vitest'
import type { Contract, Fact } from '#core/history/fact.ts'
import { compareFacts } from '#core/history/order.ts'
import { GRACE, MONTH_DAYS } from '#core/relationship/contract.ts'
import { goesOn, keepingOf } from '#core/relationship/learn-contracts.ts'
import { begin } from '#core/relationship/memory.ts'
import { EMPTY_MODEL } from '#core/relationship/model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { tell } from '#core/relationship/tell.ts'
import { tellingRules } from '#core/relationship/telling-rules.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { learnContracts } from '#actions/relationship/learn-contracts.ts'
import { readBoughtAfter, readContractCells, readKept, type Terms } from '#store/relationship/learn-contracts.ts'
import { beta, diceOf, type Dice } from '#stats/random.ts'
import { keepInterval, type ContractCell } from '#stats/stay/sbg.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '../world.ts'

const START = Date.UTC(2018, 0, 1, 12)
const DAYS = 3000
const THROUGH = START + DAYS * DAY_MS
const ZONE = 'Europe/Tallinn'

interface Act {
  readonly day: number
  readonly action: Contract['action']
  readonly bound?: number
}
type Life = readonly Act[]

const factsOf = (life: Life, i: number): Fact[] => life.map(({ day, action, bound }, n) => ({
  kind: 'contract', id: `${i}-${String(n).padStart(3, '0')}`, source: 't', customer: `c${i}`, at: START + day * DAY_MS, action, ...(bound !== undefined && { locked_until: START + (day + bound) * DAY_MS }),
}) as unknown as Fact)

/** A company of its own with these contracts. */
async function company(lives: readonly Life[]): Promise<Awaited<ReturnType<typeof testDatabase>>['pool']> {
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, THROUGH)
  await openHouse(ctx, { name: 'Contracts', zone: ZONE, currency: 'EUR', languages: ['en'], sample: false })
  await importFacts(ctx, 'contracts', lives.flatMap(factsOf).map((fact) => ({ fact })))
  return pool
}

/** The slow twin: contracts of one customer as one would read them off a list, each with when it began and, where it ended, after how many days. */
function contractsOf(life: Life, { term_days, renewals_told }: Terms, until: number): { begun: number; lasted: number | null }[] {
  const found: { begun: number; last: number; bound: number; lasted: number | null }[] = []
  const runOut = (now: number): void => {
    const open = found.at(-1)
    if (!open || open.lasted !== null || !renewals_told) return
    const term = Math.max(term_days, open.bound)
    if (now >= open.last + (1 + GRACE) * term) open.lasted = open.last + term - open.begun
  }
  for (const { day, action, bound = 0 } of life.filter((act) => act.day <= until)) {
    runOut(day)
    const open = found.at(-1)
    if (action === 'cancelled') {
      if (open && open.lasted === null) open.lasted = day - open.begun
    } else if (!open || open.lasted !== null) found.push({ begun: day, last: day, bound, lasted: null })
    else Object.assign(open, { last: day, bound })
  }
  runOut(until)
  return found
}

function cellsOf(lives: readonly Life[], terms: Terms, until: number): string[] {
  const cells = new Map<string, number>()
  for (const { begun, lasted } of lives.flatMap((life) => contractsOf(life, terms, until))) {
    const over = Math.floor((until - begun) / terms.term_days - GRACE)
    const ended = lasted === null ? Infinity : Math.max(1, Math.ceil(lasted / terms.term_days - GRACE))
    if (over < 1) continue
    const key = `${Math.min(over, ended)} ${ended <= over}`
    cells.set(key, (cells.get(key) ?? 0) + 1)
  }
  return [...cells].map(([key, n]) => `${key} ${n}`).toSorted()
}
const shown = (cells: readonly ContractCell[]): string[] => cells.map(({ periods, left, n }) => `${periods} ${left} ${n}`).toSorted()

/** Anything that can be sent, in any order of actions. */
const muddle = (dice: Dice): Life => Array.from({ length: 1 + Math.floor(6 * dice.uniform()) }, () => {
  const action = (['started', 'renewed', 'renewed', 'cancelled', 'resumed'] as const)[Math.floor(5 * dice.uniform())]!
  return { day: Math.floor(DAYS * dice.uniform()), action, ...(action !== 'cancelled' && { bound: dice.uniform() < 0.3 ? 700 : 0 }) }
}).toSorted((a, b) => a.day - b.day).filter(({ day }, i, all) => day !== all[i - 1]?.day)

/** Terms of a year, of which somebody leaves each with a chance of their own from Beta(a, b): says so, or only does not renew. */
function yearly(dice: Dice, [a, b]: readonly [number, number]): Life {
  const begun = Math.floor(DAYS * dice.uniform())
  const leaves = beta(dice, a, b)
  const acts: Act[] = [{ day: begun, action: 'started' }]
  for (let day = begun + 365; day <= DAYS; day += 365) {
    if (dice.uniform() < leaves) return dice.uniform() < 0.5 ? [...acts, { day: day - 20, action: 'cancelled' }] : acts
    acts.push({ day: day - 4, action: 'renewed' })
  }
  return acts
}

/** Contracts that run on without a word until they are cancelled, at any time of a month. */
function rolling(dice: Dice, [a, b]: readonly [number, number]): Life {
  const begun = Math.floor(DAYS * dice.uniform())
  const leaves = beta(dice, a, b)
  let day = begun
  do day += MONTH_DAYS; while (dice.uniform() >= leaves && day <= DAYS)
  const ended = Math.floor(day - MONTH_DAYS * 0.7 * dice.uniform())
  return [{ day: begun, action: 'started' }, ...(day <= DAYS && ended > begun ? [{ day: ended, action: 'cancelled' as const }] : [])]
}

const many = (customers: number, seed: number, life: (dice: Dice) => Life): Life[] => {
  const dice = diceOf(seed)
  return Array.from({ length: customers }, () => life(dice))
}

describe('of anything that can be sent', async () => {
  const lives = many(1500, 5, muddle)
  const pool = await company(lives)
  test.each<Terms>([{ term_days: 365, renewals_told: true }, { term_days: 90, renewals_told: true }, { term_days: MONTH_DAYS, renewals_told: false }])('cells are those of a list read by hand, and whoever is under contract is so in the fold: %o', async (terms) => {
    expect(shown(await readContractCells(pool, terms, THROUGH))).toEqual(cellsOf(lives, terms, DAYS))
    const rules = tellingRules(DEFAULT_POLICY, { ...EMPTY_MODEL, contract: { ...terms, contracts: 0, lost: 0, longest: 0, goes_on: null, fit: null, missing: 'nobody_left', held: null } }, zoneOf(ZONE))
    const byFold = lives.map((life, i) => tell(begin(null), factsOf(life, i).toSorted(compareFacts), THROUGH, rules).memory.contract)
    const byHand = lives.map((life) => contractsOf(life, terms, DAYS).at(-1))
    expect(byFold.map(({ status, begun_at }) => (status === 'active' ? begun_at : null))).toEqual(byHand.map((last) => (last && last.lasted === null ? START + last.begun * DAY_MS : null)))
    const kept = await readKept(pool, terms, THROUGH, THROUGH)
    expect(kept.reduce((sum, { n }) => sum + n, 0)).toBe(byHand.filter((last) => last && last.lasted === null).length)
    expect(kept.every(({ n, came }) => n === came)).toBe(true)
  })
})

test('terms of a year, some left without a word: their length, that renewals are told, and how many stay are found', async () => {
  const truth = [0.9, 3.2] as const
  const pool = await company(many(4000, 8, (dice) => yearly(dice, truth)))
  const learned = await learnContracts(pool, DEFAULT_POLICY, THROUGH)
  expect(learned).toMatchObject({ term_days: expect.closeTo(365, -1) as number, renewals_told: true, missing: null })
  for (const terms of [0, 1, 3]) {
    const { low, high } = keepInterval({ ...learned.fit!, covariance: learned.fit!.covariance.map((row) => [...row]) }, terms, 1, 0.999)
    const expected = (truth[1] + terms) / (truth[0] + truth[1] + terms)
    expect([terms, low < expected && expected < high, high - low < 0.1]).toEqual([terms, true, true])
  }
  const { asked, said, came, ahead, ahead_error } = learned.held!
  expect(asked).toBeGreaterThan(800)
  expect(Math.abs(said - came)).toBeLessThan(4 * Math.sqrt(asked * 0.2))
  // Whoever has stayed for long goes on staying: the same rate for all foretells worse.
  expect(ahead).toBeGreaterThan(2 * ahead_error)
})

test('contracts that run on without a word are looked at month by month', async () => {
  const truth = [0.7, 12] as const
  const pool = await company(many(3000, 9, (dice) => rolling(dice, truth)))
  const { term_days, renewals_told, fit, held } = await learnContracts(pool, DEFAULT_POLICY, THROUGH)
  expect([term_days, renewals_told]).toEqual([MONTH_DAYS, false])
  for (const months of [0, 12, 36]) {
    const { low, high } = keepInterval({ ...fit!, covariance: fit!.covariance.map((row) => [...row]) }, months, 12, 0.999)
    const expected = Array.from({ length: 12 }, (_, i) => (truth[1] + months + i) / (truth[0] + truth[1] + months + i)).reduce((product, share) => product * share, 1)
    expect([months, low < expected && expected < high]).toEqual([months, true])
  }
  expect(Math.abs(held!.said - held!.came)).toBeLessThan(4 * Math.sqrt(held!.asked * 0.2))
})

test('whether those whose contract ended go on buying is counted among those who have had time to', async () => {
  const acts = (ended: number | null): Life => [{ day: 100, action: 'started' }, ...(ended === null ? [] : [{ day: ended, action: 'cancelled' as const }])]
  /** When a contract ended, and the days of purchases. */
  const told: [number | null, readonly number[]][] = [
    [2000, [1500, 2100]], [2000, [1500, 2040]], [2000, [1500]], [2000, [2100]], [2000, []], [2900, [1500, 2950]], [null, [1500, 2100]],
  ]
  const { pool } = await testDatabase()
  const ctx = contextOf(pool, THROUGH)
  await openHouse(ctx, { name: 'Bills', zone: ZONE, currency: 'EUR', languages: ['en'], sample: false })
  const bills = (days: readonly number[], i: number): Fact[] => days.map((day) => ({ kind: 'purchase', id: `${i}-${day}`, source: 'b', customer: `c${i}`, at: START + day * DAY_MS, order: `${i}-${day}`, paid: 100 }) as unknown as Fact)
  await importFacts(ctx, 'bills', told.flatMap(([ended, days], i) => [...factsOf(acts(ended), i), ...bills(days, i)]).map((fact) => ({ fact })))
  // The first three bought before the end; a bill of the month after it is the last one. The others never had, have had no time to, or are under contract.
  expect(await readBoughtAfter(pool, { term_days: MONTH_DAYS, renewals_told: false }, THROUGH)).toEqual({ ended: 3, on: 1 })
  expect([goesOn({ ended: 29, on: 3 }), goesOn({ ended: 40, on: 10 })]).toEqual([null, 10.5 / 41])
})

test('too few, or nobody who left, is said', () => {
  expect(keepingOf([{ periods: 1, left: true, n: 3 }], 50)).toEqual({ contracts: 3, lost: 3, longest: 1, fit: null, missing: 'too_few' })
  expect(keepingOf([{ periods: 4, left: false, n: 100 }], 50)).toEqual({ contracts: 100, lost: 0, longest: 4, fit: null, missing: 'nobody_left' })
})
