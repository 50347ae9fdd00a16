/** What followed answers on recommending, held against all facts gone through one by one. */
import { beforeAll, expect, test } from 'vitest'
import { heardAs } from '#core/relationship/heard.ts'
import { leaningOf, LEANINGS } from '#core/relationship/leaning.ts'
import type { Fact } from '#core/history/fact.ts'
import { DAY_MS } from '#core/units/time.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readHeard } from '#store/relationship/learn-heard.ts'
import { EVERYBODY } from '#store/slices.ts'
import { diceOf, gamma, type Dice } from '#stats/random.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const LAST = 1460
const ctx = contextOf(pool, on(LAST))
const [SHAPE, RATE] = [0.8, 1.6]
const TRUE = { high: 1, middle: 0, low: -0.5 } as const

/**
 * Customers with a rate of their own (Gamma(.8, 1.6)) who say good words and are asked once, on day 730. Who would recommend has a rate as if one good word more had been said of
 * them; who would not, as if half a one less.
 */
function life(i: number, dice: Dice): Fact[] {
  const customer = `c${i}`
  const [value, leaning] = ([[10, 'high'], [8, 'middle'], [2, 'low']] as const)[i % 3]!
  const own = gamma(dice, SHAPE) / RATE
  const words: Fact[] = []
  const say = (from: number, to: number, rate: number): void => {
    for (let day = from - Math.log(1 - dice.uniform()) * (365 / rate); day < to; day -= Math.log(1 - dice.uniform()) * (365 / rate))
      words.push(fact(i % 2 === 0 ? 'praise' : 'referral', Math.floor(day), { customer, id: `w${words.length}`, ...(i % 2 === 0 ? { where: 'web' } : { invitee: `${customer}-${words.length}`, step: 'invited' }) }))
  }
  say(0, 730, own)
  // Drawn anew from what is known of them then, with what the answer adds.
  const known = gamma(dice, Math.max(0.05, SHAPE + words.length + TRUE[leaning])) / (RATE + 2)
  say(731, 1096, known)
  return [fact('purchase', 0, { customer, id: 'p', order: 'o' }), fact('rating', 730, { customer, id: 'r', question: 'recommend', value }), ...words]
}

const dice = diceOf(5)
const LIVES = Array.from({ length: 6000 }, (_, i) => life(i, dice))

beforeAll(async () => {
  await openHouse(ctx)
  await importFacts(ctx, 'shop', LIVES.flat().map((each) => ({ fact: each })))
}, 120_000)

const query = { shape: SHAPE, rate: RATE, days: 365, through: on(LAST), upTo: null, slice: EVERYBODY }

test('what followed is counted as going through all facts counts it', async () => {
  const twin = LEANINGS.map((leaning) => {
    const sums = { leaning, answers: 0, events: 0, expected: 0, lift: 0 }
    for (const facts of LIVES) {
      const asked = facts.find((each) => each.kind === 'rating')!
      if (leaningOf((asked as unknown as { value: number }).value) !== leaning) continue
      const words = facts.filter(({ kind }) => kind === 'praise' || kind === 'referral').map(({ at }) => at)
      const [earlier, events] = [words.filter((at) => at <= asked.at).length, words.filter((at) => at > asked.at && at <= asked.at + 365 * DAY_MS).length]
      const before = (asked.at - Math.min(...facts.map(({ at }) => at))) / (365 * DAY_MS)
      sums.answers++
      sums.events += events
      sums.expected += (SHAPE + earlier) / (RATE + before)
      sums.lift += 1 / (RATE + before)
    }
    return sums
  })
  const found = await readHeard(pool, query)
  for (const [i, each] of [...found].toSorted((a, b) => LEANINGS.indexOf(a.leaning) - LEANINGS.indexOf(b.leaning)).entries()) {
    const { expected, lift, ...counts } = twin[i]!
    expect(each).toMatchObject(counts)
    expect(each.expected).toBeCloseTo(expected, 6)
    expect(each.lift).toBeCloseTo(lift, 6)
  }
})

test('as how many good words an answer counts is found again where it was planted', async () => {
  const heard = heardAs(SHAPE, await readHeard(pool, query))
  for (const leaning of LEANINGS) expect(Math.abs(heard[leaning] - TRUE[leaning]), leaning).toBeLessThan(0.15)
})

test('what comes later is not known, and of too few answers nothing is said', async () => {
  const early = await readHeard(pool, { ...query, upTo: on(729), through: on(729) })
  expect(early).toEqual([])
  expect(heardAs(SHAPE, early)).toEqual({ high: 0, middle: 0, low: 0 })
})
