import { beforeAll, describe, expect, test } from 'vitest'
import { monthMarks, yearStarts } from '#core/map/months.ts'
import { FIRST_YEAR, LABELS, type Between, type FlowRow, type MoveRow } from '#core/map/paths.ts'
import type { Stretch } from '#core/map/series.ts'
import { STATES } from '#core/relationship/state.ts'
import { DAY_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { mapQuery } from '#contract/map/map.ts'
import { seriesQuery } from '#contract/map/series.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { countsOf } from '#actions/counts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { chosenOn, countOn, heldPaths, holdPaths, seriesOn } from '#actions/map/paths.ts'
import { readMap } from '#actions/map/read-map.ts'
import { readSeries } from '#actions/map/read-series.ts'
import { waitingForNew, withAge } from '#actions/pictures/drawn.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { inForce, type InForce } from '#actions/relationship/rules-in-force.ts'
import { playSample } from '#sample/play.ts'
import { diceOf } from '#stats/random.ts'
import { readFlows, readMoves } from '#store/map/flows.ts'
import { readPaths } from '#store/map/paths.ts'
import { readPaid, readStood } from '#store/map/series.ts'
import { isOfCustomers, type CustomerFilter } from '#store/relationship/filter.ts'
import { EVERYBODY } from '#store/slices.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact } from '#test/core/relationship/histories.ts'

const { pool } = await testDatabase()
const END = Date.UTC(2026, 5, 10)
const ctx = contextOf(pool, END)

beforeAll(async () => {
  await openHouse(ctx)
  await loadSample(ctx, playSample({ customers: 700, years: 3, seed: 9, end: ctx.at }), { customers: 700 })
  // Somebody who is of no unit, and of whom nothing was ever paid.
  await sendFacts(ctx, [sent({ ...fact('visit', 1, { customer: 'nowhere' }), at: END - 40 * DAY_MS })])
  await keepTime(ctx)
}, 120_000)

const between = ({ company }: InForce, from: number, to: number): Between => {
  const zone = zoneOf(company.zone)
  return { from, to, value_from: zone.monthOf(from), value_to: zone.monthOf(to), year_starts: yearStarts(FIRST_YEAR, 2027, zone) }
}
const inOrder = <Row extends FlowRow | MoveRow>(rows: readonly Row[]): Row[] => rows.toSorted((a, b) => `${a.grp} ${a.from} ${a.to}`.localeCompare(`${b.grp} ${b.from} ${b.to}`))

describe('on paths that are held in columns', () => {
  test.each(['unit', 'cohort', ...LABELS] as const)('flows and moves by %s between any two moments are as a statement finds them', async (by) => {
    const force = await inForce(pool)
    const { id } = force.telling
    const paths = await readPaths(pool, id)
    const dice = diceOf(3)
    const moment = (): number => END - Math.floor(dice.uniform() * 1200 * DAY_MS)
    const periods = Array.from({ length: 12 }, () => [moment(), moment()].toSorted((a, b) => a - b) as [number, number])
    let customers = 0
    for (const [from, to] of [...periods, [END, END], [0, END], [END - 90 * DAY_MS, END]] as const) {
      const asked = between(force, from, to)
      const query = { ...asked, telling: id, filter: {}, group: { by } }
      const [found, flows, moves] = await Promise.all([countOn(paths, asked, by, null), readFlows(pool, query, 700), readMoves(pool, query)])
      expect(inOrder(found.flows)).toEqual(inOrder(flows))
      // Of several parts moves of one kind may come in several rows; whoever shows them adds them up.
      expect(added(found.moves)).toEqual(added(moves))
      customers += flows.reduce((sum, row) => sum + row.customers, 0)
    }
    expect(customers).toBeGreaterThan(4000)
    expect(paths.length).toBeGreaterThan(1)
    expect(paths.some(({ unit }) => unit.names.includes(null))).toBe(true)
  })

  test.each([
    ['a channel', { channel: ['friend', 'search'] }], ['a language and an attribute', { language: ['sv', 'et'], attribute: { member: ['plus'] } }], ['a state and a figure', { states: [1, 2, 3], bounds: [{ figure: 'paid', least: 20_000 }] }],
    ['a mark, and a beginning', { marks: ['not_heard', 'quiet'], began: [{ from: 0, before: END - 400 * DAY_MS }] }], ['another filter that must hold too', { channel: ['search'], also: [{ bounds: [{ figure: 'stay', most: 0.8 }] }] }],
    ['somebody, by name', { known: { like: ['%an%'], roots: [] } }], ['nobody', { channel: ['none'] }],
  ] as const)('so they are of who is chosen by %s', async (what, chooses) => {
    const force = await inForce(pool)
    const filter: CustomerFilter = chooses
    const paths = await readPaths(pool, force.telling.id)
    const chosen = await chosenOn(pool, force, paths, filter)
    let customers = 0
    for (const [from, to] of [[END - 90 * DAY_MS, END], [END - 700 * DAY_MS, END - 200 * DAY_MS]] as const) for (const by of ['unit', 'cohort', 'language'] as const) {
      const asked = between(force, from, to)
      const query = { ...asked, telling: force.telling.id, filter, group: { by } }
      const [found, flows, moves] = await Promise.all([countOn(paths, asked, by, chosen), readFlows(pool, query, 700), readMoves(pool, query)])
      expect(inOrder(found.flows)).toEqual(inOrder(flows))
      expect(added(found.moves)).toEqual(added(moves))
      customers += flows.reduce((sum, row) => sum + row.customers, 0)
    }
    expect(customers > 100).toBe(what !== 'nobody')
    expect(await chosenOn(pool, force, paths, filter)).toBe(chosen)
    expect(isOfCustomers(filter) && !isOfCustomers({ also: [{ heard: false }] }) && !isOfCustomers({ ...filter, units: ['tartu'] })).toBe(true)
  })

  test.each([
    ['everybody', {}], ['units', { units: ['tartu', 'bergen-bryggen'] }], ['those not heard, while they were not', { heard: false }], ['a state, of one unit', { states: [3, 4], units: ['tartu'] }], ['nobody', { units: [] }],
  ] as const)('months of %s are as statements find them', async (who, filter: CustomerFilter) => {
    const force = await inForce(pool)
    const zone = zoneOf(force.company.zone)
    const paths = await readPaths(pool, force.telling.id)
    let there = 0
    for (const [from, to] of [[END - 400 * DAY_MS, END], [END - 1100 * DAY_MS, END - 30 * DAY_MS], [Date.UTC(2025, 3, 3), Date.UTC(2025, 3, 9)], [END - 50 * DAY_MS, END - 50 * DAY_MS], [Date.UTC(1990, 0, 1), END]] as const) {
      const marks = monthMarks(from, to, zone)
      const asked = { telling: force.telling.id, marks, filter }
      const found = await seriesOn(pool, force, paths, marks, filter)
      expect(atMarks(found.stood, marks.length)).toEqual(atMarks(await readStood(pool, asked, 700), marks.length))
      expect(atMarks(found.paid, marks.length)).toEqual(atMarks(await readPaid(pool, asked, EVERYBODY), marks.length))
      there += found.stood.length
    }
    expect(there > 30).toBe(who !== 'nobody')
  })

  test('maps are told while paths are held, and are as old as these; others, and those of another telling, are read', async () => {
    const force = await inForce(pool)
    const own = { from: '2025-11-03', to: '2026-02-07' }
    const shown = async (query: object): Promise<unknown> => {
      const map = await readMap(ctx, mapQuery.parse(query))
      if (!map.ok) throw new Error(JSON.stringify(map.refusals))
      return map.value
    }
    const months = async (): Promise<unknown> => {
      const series = await readSeries(ctx, seriesQuery.parse({ ...own, heard: 'true' }))
      return series.ok && series.value.states
    }
    const monthly = await months()
    const filtered = { channel: 'friend', min: { paid: 20_000 } }
    const before = { filtered: await shown({ ...own, ...filtered }), all: await shown(own), unit: await shown({ ...own, unit: 'tartu', by: 'cohort' }), cohort: await shown({ ...own, by: 'cohort' }) }
    expect(await heldPaths(pool, force, 'unit')).toBe(null)
    await holdPaths(pool, force)
    // From now on what is stored says something else: who looks at it finds out.
    await pool.query('update span set heard = not heard')
    const later = { from: '2025-11-03T00:00:00+02:00', to: '2026-02-07T23:59:59.999+02:00' }
    expect(await shown(later)).toEqual(before.all)
    expect(await shown({ ...later, by: 'cohort' })).toEqual(before.cohort)
    expect(await months()).toEqual(monthly)
    expect(await shown({ ...later, ...filtered })).toEqual(before.filtered)
    expect(await shown({ ...later, unit: 'tartu', by: 'cohort' })).not.toEqual(before.unit)
    const { pictures } = countsOf(pool)
    await pool.query('update span set heard = not heard')
    // Still right: it is as old as the paths that it was told on, whatever was written since.
    expect(await shown(later)).toEqual(before.all)
    expect(countsOf(pool).pictures).toBe(pictures)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await withAge(() => shown({ from: '2025-11-04', to: '2026-02-08' }))).age).toBeGreaterThan(0)
    // What took long to read on a busy machine is right for some seconds.
    const holdAnew = async (): Promise<void> => {
      const old = await heldPaths(pool, force, null)
      const asOf = async (): Promise<number> => (await waitingForNew(() => holdPaths(pool, force)), (await heldPaths(pool, force, null))!.as_of_ms)
      await expect.poll(asOf, { timeout: 30_000, interval: 200 }).toBeGreaterThan(old!.as_of_ms)
    }
    await holdAnew()
    // On other paths it is told anew. (Twice the other way is as it was.)
    expect(await shown(later)).toEqual(before.all)
    expect(countsOf(pool).pictures).toBe(pictures + 3)
    await pool.query('update span set heard = not heard')
    await holdAnew()
    expect(await months()).not.toEqual(monthly)
    const next = { ...force, telling: { ...force.telling, made_at: force.telling.made_at + 1 } }
    expect(await heldPaths(pool, next, 'unit')).toBe(null)
  }, 60_000)
})

/** What stretches come to, by state and mark. */
function atMarks(stretches: readonly Stretch[], marks: number): number[][] {
  const sums = STATES.map(() => Array.from({ length: marks }, () => 0))
  for (const { state, lo, hi, amount } of stretches) for (let mark = lo; mark < hi; mark++) sums[state - 1]![mark]! += amount
  return sums
}

function added(moves: readonly MoveRow[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { from, to, grp, moves: count } of inOrder(moves)) sums[`${grp} ${from} ${to}`] = (sums[`${grp} ${from} ${to}`] ?? 0) + count
  return sums
}
