import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from '#core/history/kinds.ts'
import { weighDrivers, type Met } from '#core/map/weigh-drivers.ts'
import { stateNumber } from '#core/relationship/state.ts'
import { DAY_MS, HOUR_MS } from '#core/units/time.ts'
import { readAtRisk, type DriversQuery } from '#store/map/at-risk.ts'
import { readMet } from '#store/map/drivers.ts'
import { slicesOf } from '#store/slices.ts'
import { testDatabase } from '#test/setup/database.ts'
import { on, START } from '#test/core/relationship/histories.ts'
import { numberOf, putFacts, putSpans, putWorld, type FactRow, type SpanRow } from './rows.ts'

const { pool } = await testDatabase()
const dice = xoroshiro128plus(5)
const uniform = (): number => ((dice.next() >>> 0) + 0.5) / 2 ** 32
const below = (n: number): number => Math.floor(uniform() * n)
const WINDOW = 30 * DAY_MS
const EVERYBODY = { from: null, to: null }

const asked = (telling: number, own: Partial<DriversQuery> = {}): DriversQuery => ({
  telling, was: 3, is: 4, from: on(60), to: on(300), window_ms: WINDOW, filter: {}, units: null, slice: EVERYBODY, fewest: 1, ...own,
})

/** Spans and facts of some customers at random, at whole hours; every seventh was merged into the one before. */
const CUSTOMERS = 70
const isMember = (i: number): boolean => i % 7 === 6
const spans: SpanRow[] = []
const facts: FactRow[] = []
for (let i = 0; i < CUSTOMERS; i++) {
  const customer = numberOf(i)
  let at = START + below(60) * DAY_MS
  for (let n = 1; !isMember(i) && n < 14; n++) {
    const until = n === 13 ? Infinity : at + below(40 * 24) * HOUR_MS
    spans.push({ customer, n, at, until, state: uniform() < 0.5 ? 3 : 1 + below(8) })
    at = until
  }
  for (let k = below(60); k > 0; k--) {
    const kind = (['contact', 'felt', 'purchase', 'rating', 'refund', 'recovery'] as const)[below(6)] as Kind
    const moves = spans.filter((span) => span.customer === customer)
    const body = {
      topic: ['a', 'b:c'][below(2)], resolved: uniform() < 0.5, feelings: ['happy', 'angry'].slice(0, 1 + below(2)), question: ['recommend', 'ease', 'trust'][below(3)], value: 1 + below(5),
      ...(uniform() < 0.7 && { accepted: uniform() < 0.5 }),
    }
    const moment = uniform() < 0.3 && moves.length > 0 ? (moves[below(moves.length)] as SpanRow).at : START + below(330 * 24) * HOUR_MS
    facts.push({ customer, kind, at: moment, body, unit: [null, 'u1', 'u2'][below(3)] ?? null, deals: kind === 'purchase' ? below(2) : null, retracted: uniform() < 0.1 })
  }
}

/** What a fact is met as, told apart in the plainest way. */
function metAs({ kind, body, unit, deals }: FactRow): string[] {
  const b = body as { topic: string; resolved: boolean; feelings: string[]; question: string; value: number; accepted?: boolean }
  if (kind === 'contact') return [`topic:${b.topic}`, ...(b.resolved ? [] : ['resolved:no'])]
  if (kind === 'felt') return b.feelings.map((feeling) => `feeling:${feeling}`)
  if (kind === 'purchase') return ['', ...(deals ? ['price:deal'] : []), ...(unit ? [`unit:${unit}`] : [])]
  if (kind === 'recovery') return [`accepted:${b.accepted ?? 'unknown'}`]
  if (kind === 'refund') return ['']
  const [low, high] = b.question === 'recommend' ? [6, 9] : b.question === 'ease' ? [3.5, 4.5] : [2.5, 3.5]
  return b.value <= low ? [`question:${b.question}:low`] : b.value >= high ? [`question:${b.question}:high`] : []
}

/** The slow twin: every hour that anybody stood in the state, and every move, looked at one by one. */
function slowly({ from, to }: DriversQuery): Map<string, Met> {
  const found = new Map<string, { customers: Set<string>; moves: number; at_once: number; days: number }>()
  const all = facts.filter((fact) => !fact.retracted && fact.at > from - WINDOW && fact.at <= to).flatMap((fact) => metAs(fact).map((met) => ({ at: fact.at, name: `${fact.kind} ${met}`, root: rootOf(Number(fact.customer.slice(-12))) })))
  for (const [name, same] of Map.groupBy(all, (each) => each.name)) for (const [root, own] of Map.groupBy(same, (each) => each.root)) {
    const row = found.get(name) ?? { customers: new Set<string>(), moves: 0, at_once: 0, days: 0 }
    const isMet = (at: number): boolean => own.some((fact) => fact.at <= at && at < fact.at + WINDOW)
    for (const span of spans.filter((each) => each.customer === root && each.state === 3)) {
      const [begin, end] = [Math.max(span.at, from), Math.min(span.until, to)]
      let hours = 0
      for (let hour = begin; hour < end; hour += HOUR_MS) if (isMet(hour)) hours++
      const next = spans.find((each) => each.customer === root && each.n === span.n + 1)
      const moved = next?.state === 4 && span.until > from && span.until <= to && isMet(span.until)
      if (hours > 0 || (end >= begin && span.at <= to && span.until > from && isMet(end))) row.customers.add(root)
      row.days += hours / 24
      if (moved) row.moves++
      if (moved && own.some((fact) => fact.at === span.until)) row.at_once++
    }
    found.set(name, row)
  }
  return new Map([...found].filter(([, row]) => row.customers.size > 0).map(([name, row]) => [name, { ...row, customers: row.customers.size }] as unknown as [string, Met]))
}

const rootOf = (i: number): string => numberOf(isMember(i) ? i - 1 : i)

/** The slow twin of the cells: every hour that anybody stood in the state, and every move, with all that had been met by then. */
function slowCells({ from, to }: DriversQuery, names: readonly string[]): Map<string, readonly [days: number, moves: number]> {
  const cells = new Map<string, readonly [number, number]>()
  const known = facts.filter((fact) => !fact.retracted && fact.at > from - WINDOW && fact.at <= to).flatMap((fact) => metAs(fact).map((met) => ({ at: fact.at, name: `${fact.kind} ${met}`, root: rootOf(Number(fact.customer.slice(-12))) })))
  for (const span of spans.filter(({ state }) => state === 3)) {
    const own = known.filter(({ root }) => root === span.customer)
    const add = (at: number, days: number, moves: number): void => {
      const met = names.filter((name) => own.some((fact) => fact.name === name && fact.at <= at && at < fact.at + WINDOW))
      const now = moves === 0 ? [] : names.filter((name) => own.some((fact) => fact.name === name && fact.at === at))
      const key = [Number.parseInt(span.customer.slice(-2), 16) % 64, ...(at < span.at + WINDOW ? ['just come'] : []), ...met, 'now', ...now].join()
      const [before, had] = cells.get(key) ?? [0, 0]
      cells.set(key, [before + days, had + moves])
    }
    for (let hour = Math.max(span.at, from); hour < Math.min(span.until, to); hour += HOUR_MS) add(hour, 1 / 24, 0)
    const next = spans.find((each) => each.customer === span.customer && each.n === span.n + 1)
    if (next?.state === 4 && span.until > from && span.until <= to) add(span.until, 0, 1)
  }
  return cells
}

let telling = 0
beforeAll(async () => {
  const merged = Array.from({ length: CUSTOMERS }, (_, i) => i).filter(isMember)
  telling = await putWorld(pool, START + 400 * DAY_MS, { spans, facts, members: merged.map((i) => [numberOf(i), numberOf(i - 1)]) })
})

const named = (met: readonly Met[]): Map<string, unknown> => new Map(met.map(({ kind, by, what, days, customers, moves, at_once }) => [`${kind} ${by === null ? '' : `${by}:${what}`}`, { customers, moves, at_once, days: Number(days.toFixed(6)) }]))

describe('what was met before a move', () => {
  test('is what looking at every hour finds, with members told under whom they were merged into, and without what was retracted', async () => {
    const { met, kinds } = await readMet(pool, asked(telling))
    const slow = slowly(asked(telling))
    expect(kinds).toBe(slow.size)
    expect(named(met)).toEqual(new Map([...slow].map(([name, { customers, moves, at_once, days }]) => [name, { customers, moves, at_once, days: Number(days.toFixed(6)) }])))
    expect([...slow.values()].reduce((sum, { moves }) => sum + moves, 0)).toBeGreaterThan(20)
    expect([...slow.values()].reduce((sum, { at_once }) => sum + at_once, 0)).toBeGreaterThan(3)
  })

  test('is cut into stretches of one pattern each, as looking at every hour finds them', async () => {
    const { cells, met } = await readMet(pool, asked(telling))
    const names = cells.drivers.map(({ kind, by, what }) => `${kind} ${by === null ? '' : `${by}:${what}`}`)
    const slow = slowCells(asked(telling), names)
    const fast = new Map(Array.from(cells.lot, (lot, c) => {
      const [on, now] = [cells.patterns[cells.pattern[c]!]!, cells.patterns[cells.at_once[c]!]!]
      return [[lot, ...(on.includes(cells.just_come) ? ['just come'] : []), ...names.filter((_, i) => on.includes(i)), 'now', ...names.filter((_, i) => now.includes(i))].join(), [Number(cells.days[c]!.toFixed(6)), cells.moves[c]] as const]
    }))
    expect(fast).toEqual(new Map([...slow].map(([key, [days, moves]]) => [key, [Number(days.toFixed(6)), moves]])))
    expect(fast.size).toBeGreaterThan(300)
    // What each was met for is in them again.
    for (const [i, row] of met.entries()) expect(cells.days.reduce((sum, days, c) => sum + (cells.patterns[cells.pattern[c]!]!.includes(i) ? days : 0), 0)).toBeCloseTo(row.days, 6)
  })

  test('of slices adds up to that of all', async () => {
    const parts = await Promise.all(slicesOf(4).map((slice) => readMet(pool, asked(telling, { slice }))))
    const sums = new Map<string, number>()
    for (const [name, row] of parts.flatMap(({ met }) => [...named(met)])) sums.set(name, (sums.get(name) ?? 0) + (row as { customers: number }).customers)
    expect(sums).toEqual(new Map([...named((await readMet(pool, asked(telling))).met)].map(([name, row]) => [name, (row as { customers: number }).customers])))
    const risks = await Promise.all(slicesOf(4).map((slice) => readAtRisk(pool, asked(telling, { slice }))))
    const whole = await readAtRisk(pool, asked(telling))
    expect(risks.reduce((sum, { moves }) => sum + moves, 0)).toBe(whole.moves)
    expect(risks.reduce((sum, { days }) => sum + days, 0)).toBeCloseTo(whole.days, 6)
  })

  test('names no unit that is out of reach, and only counts what too few met', async () => {
    const units = (await readMet(pool, asked(telling, { units: ['u2'] }))).met.filter(({ by }) => by === 'unit').map(({ what }) => what)
    expect(units).toEqual(['u2'])
    const { met, kinds } = await readMet(pool, asked(telling, { fewest: 1000 }))
    expect([met, kinds > 5]).toEqual([[], true])
  })
})

test('a world in which one thing triples how often they move, and another does nothing, is read as such', async () => {
  // Half of a year in steps of an hour; who met `slow` moves three times as often for 30 days, who met `idle` does not. Both were met before it, too:
  // else the first days would be those without either.
  const base = 1 / (150 * 24)
  const until = on(1180)
  const world: { spans: SpanRow[]; facts: FactRow[] } = { spans: [], facts: [] }
  for (let i = 1000; i < 4000; i++) {
    const customer = numberOf(i)
    let [slow, n] = [-Infinity, 1]
    let [at, moved] = [on(960), false]
    for (; at < until && !moved; at += HOUR_MS) {
      const meet = (topic: string): void => void world.facts.push({ customer, kind: 'contact', at, body: { topic }, unit: null, deals: null, retracted: false })
      if (uniform() < 1 / (90 * 24)) meet('idle')
      if (uniform() < 1 / (90 * 24)) {
        meet('slow')
        slow = at
      }
      moved = at >= on(1000) && uniform() < base * (at - slow < WINDOW ? 3 : 1)
    }
    world.spans.push({ customer, n: n++, at: on(1000), until: moved ? at : Infinity, state: 3 })
    if (moved) world.spans.push({ customer, n, at, until: Infinity, state: 4 })
  }
  await pool.query('truncate fact, span')
  await putSpans(pool, telling, world.spans)
  await putFacts(pool, world.facts)
  const query = asked(telling, { from: on(1000), to: until, slice: EVERYBODY })
  const all = await readAtRisk(pool, query)
  const drivers = weighDrivers((await readMet(pool, query)).met, all, 'satisfied', 'disappointed')
  const [first, second] = drivers.map(({ what, ratio, tie }) => ({ what, ratio, tie }))
  expect([first?.what, second?.what, first?.tie]).toEqual(['slow', 'idle', 'apart'])
  expect(stateNumber('satisfied')).toBe(query.was)
  for (const [driver, truth] of [[first, 3], [second, 1]] as const) {
    expect(driver?.ratio?.low).toBeLessThan(truth)
    expect(driver?.ratio?.high).toBeGreaterThan(truth)
    expect((driver?.ratio?.high ?? Infinity) / (driver?.ratio?.low ?? 0)).toBeLessThan(1.6)
  }
}, 60_000)
