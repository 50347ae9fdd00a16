import { beforeAll, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '#core/units/time.ts'
import { diceOf } from '#stats/random.ts'
import { readMet } from '#store/map/drivers.ts'
import { readMetAtMoments, type MomentsQuery } from '#store/map/moments.ts'
import type { WhatWasMet } from '#store/map/met-rows.ts'
import { slicesOf } from '#store/slices.ts'
import { testDatabase } from '#test/setup/database.ts'
import { on, START } from '#test/core/relationship/histories.ts'
import { numberOf, putWorld, type FactRow, type SpanRow } from './rows.ts'

const { pool } = await testDatabase()
const dice = diceOf(9)
const below = (n: number): number => Math.floor(dice.uniform() * n)
const WINDOW = 30 * DAY_MS
const CUSTOMERS = 80
/** Numbers whose every byte says something; every ninth was merged into the one before. */
const own = (i: number): string => numberOf(i * 7_654_321_987)
const isMember = (i: number): boolean => i % 9 === 8
const rootOf = (i: number): string => own(isMember(i) ? i - 1 : i)

const spans: SpanRow[] = []
const facts: (FactRow & { readonly root: string })[] = []
for (let i = 1; i <= CUSTOMERS; i++) {
  const customer = own(i)
  let at = START + below(60) * DAY_MS
  for (let n = 1; !isMember(i) && n < 12; n++) {
    const until = n === 11 ? Infinity : at + below(40 * 24) * HOUR_MS
    spans.push({ customer, n, at, until, state: dice.uniform() < 0.5 ? 3 : 1 + below(8) })
    at = until
  }
  const moves = spans.filter((span) => span.customer === customer)
  for (let k = below(60); k > 0; k--) {
    const when = dice.uniform() < 0.3 && moves.length > 0 ? moves[below(moves.length)]!.at : START + below(330 * 24) * HOUR_MS
    facts.push({ customer, root: rootOf(i), kind: 'contact', at: when, body: { topic: `t${below(5)}`, resolved: dice.uniform() < 0.5 }, unit: null, deals: null, retracted: dice.uniform() < 0.1 })
  }
}

let telling = 0
beforeAll(async () => {
  const merged = Array.from({ length: CUSTOMERS }, (_, i) => i + 1).filter(isMember)
  telling = await putWorld(pool, START + 400 * DAY_MS, { spans, facts, members: merged.map((i) => [own(i), own(i - 1)]) })
})

const asked = (every_ms: number, slice = slicesOf(1)[0]!): MomentsQuery => ({
  telling, was: 3, is: 4, from: on(60), to: on(300), window_ms: WINDOW, filter: {}, units: null, slice, fewest: 1, every_ms,
})

interface Moment {
  readonly customer: string
  readonly moved: boolean
  readonly is_new: boolean
  readonly met: ReadonlySet<string>
  readonly now: ReadonlySet<string>
}

/** The slow twin: every moment looked at by itself, with all facts gone through. */
function slowly({ from, to, every_ms }: MomentsQuery): Moment[] {
  const phase = (customer: string): number => Number.parseInt(customer.replaceAll('-', '').slice(22, 28), 16) / 2 ** 24
  const lookAt = (span: SpanRow, at: number, moved: boolean): Moment => {
    const before = facts.filter((fact) => !fact.retracted && fact.root === span.customer && fact.at <= at && fact.at > at - WINDOW)
    const names = (of: typeof facts): Set<string> => new Set(of.flatMap(({ body }) => [`topic:${String(body['topic'])}`, ...(body['resolved'] ? [] : ['resolved:no'])]))
    return { customer: span.customer, moved, is_new: span.at + WINDOW > at, met: names(before), now: moved ? names(before.filter((fact) => fact.at === at)) : new Set() }
  }
  return spans.filter(({ state }) => state === 3).flatMap((span) => {
    const next = spans.find(({ customer, n }) => customer === span.customer && n === span.n + 1)
    const moved = next?.state === 4 && span.until > from && span.until <= to ? [lookAt(span, span.until, true)] : []
    const drawn: Moment[] = []
    for (let at = from + phase(span.customer) * every_ms; at < Math.min(span.until, to); at += every_ms) if (at >= span.at && span.until > from) drawn.push(lookAt(span, at, false))
    return [...moved, ...drawn]
  })
}

const nameOf = ({ by, what }: { readonly by: string | null; readonly what: string | null }): string => `${by}:${what}`

/** Cells as counts of moves and days by lot and all that had been met. */
const cellsOf = ({ cells }: WhatWasMet): Map<string, readonly [number, number]> => new Map(Array.from(cells.lot, (lot, c) => {
  const [met, now] = [cells.patterns[cells.pattern[c]!]!, cells.patterns[cells.at_once[c]!]!]
  const names = (numbers: readonly number[]): string[] => cells.drivers.flatMap((driver, i) => (numbers.includes(i) ? [nameOf(driver)] : [])).toSorted()
  return [[lot, met.includes(cells.just_come), ...names(met), 'now', ...names(now)].join(), [cells.moves[c]!, Number(cells.days[c]!.toFixed(6))] as const]
}))

test('what was met at moves and at moments drawn from the time is what looking at each finds, with members told under whom they were merged into', async () => {
  const query = asked(11.3 * DAY_MS)
  const [found, slow] = [await readMetAtMoments(pool, query), slowly(query)]
  expect([slow.filter(({ moved }) => moved).length > 20, slow.filter(({ moved }) => !moved).length > 200, slow.filter(({ now }) => now.size > 0).length > 3]).toEqual([true, true, true])
  const names = [...new Set(slow.flatMap(({ met }) => [...met]))]
  const told = (name: string) => {
    const met = slow.filter((moment) => moment.met.has(name))
    return { customers: new Set(met.map(({ customer }) => customer)).size, moves: met.filter(({ moved }) => moved).length, at_once: met.filter(({ now }) => now.has(name)).length, days: Number((11.3 * met.filter(({ moved }) => !moved).length).toFixed(6)) }
  }
  expect(found.kinds).toBe(names.length)
  expect(new Map(found.met.map((met) => [nameOf(met), { customers: met.customers, moves: met.moves, at_once: met.at_once, days: Number(met.days.toFixed(6)) }]))).toEqual(new Map(names.map((name) => [name, told(name)])))
  const cells = Map.groupBy(slow, ({ customer, is_new, met, now }) => [Number.parseInt(customer.slice(-2), 16) % 64, is_new, ...[...met].toSorted(), 'now', ...[...now].toSorted()].join())
  expect(cellsOf(found)).toEqual(new Map([...cells].map(([key, of]) => [key, [of.filter(({ moved }) => moved).length, Number((11.3 * of.filter(({ moved }) => !moved).length).toFixed(6))]])))
  expect(found.cells.every_days).toBeCloseTo(11.3, 9)
})

test('moment upon moment it is what cutting all of the time finds', async () => {
  const query = { ...asked(HOUR_MS), to: on(130) }
  const [drawn, cut] = [await readMetAtMoments(pool, query), await readMet(pool, query)]
  // Facts and spans begin at whole hours, and so no moment is missed; but who met something at the last moment of all is seen at no other.
  const known = new Map(drawn.met.map((met) => [nameOf(met), met]))
  for (const met of cut.met) {
    const same = known.get(nameOf(met))!
    expect([nameOf(met), same.moves, same.at_once, Number(same.days.toFixed(6))]).toEqual([nameOf(met), met.moves, met.at_once, Number(met.days.toFixed(6))])
    expect([0, 1, 2]).toContain(met.customers - same.customers)
  }
  const [few, all] = [cellsOf(drawn), cellsOf(cut)]
  for (const [key, [moves]] of all) if (moves > 0) expect([key, few.get(key)?.[0]]).toEqual([key, moves])
})

test('of slices it adds up to that of all', async () => {
  const whole = await readMetAtMoments(pool, asked(5 * DAY_MS))
  const parts = await Promise.all(slicesOf(4).map((slice) => readMetAtMoments(pool, asked(5 * DAY_MS, slice))))
  for (const met of whole.met) {
    const sum = (of: 'customers' | 'moves' | 'days'): number => parts.reduce((total, part) => total + (part.met.find((each) => nameOf(each) === nameOf(met))?.[of] ?? 0), 0)
    expect([nameOf(met), sum('customers'), sum('moves'), sum('days')]).toEqual([nameOf(met), met.customers, met.moves, met.days])
  }
})
