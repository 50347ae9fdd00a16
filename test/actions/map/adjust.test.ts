import { expect, test } from 'vitest'
import type { Cells } from '#core/map/adjust-drivers.ts'
import type { Driver } from '#core/map/drivers.ts'
import { diceOf } from '#stats/random.ts'
import { adjustersFor, type ToAdjust } from '#actions/map/adjust.ts'

const topics = ['where', 'along', 'price', 'hours']

/** Some customers' days after contacts on four topics, of which the first brings moves, in any pattern. */
function met(seed: number): ToAdjust {
  const dice = diceOf(seed)
  const drivers = topics.map((what): Driver => ({ kind: 'contact', by: 'topic', what }))
  const patterns = [...Array.from({ length: 16 }, (_, mask) => topics.flatMap((_topic, i) => ((mask >> i) & 1 ? [i] : []))), []]
  const rows = patterns.slice(0, 16).flatMap((on, pattern) => Array.from({ length: 64 }, (_, lot) => ({ lot, pattern, days: 400 / (1 + on.length) + 100 * dice.uniform(), moves: Math.floor(dice.uniform() * (on.includes(0) ? 6 : 2)) })))
  const column = (of: 'lot' | 'pattern' | 'days' | 'moves'): number[] => rows.map((row) => row[of])
  const cells: Cells = {
    drivers, just_come: drivers.length, patterns, lots: 64, lot: Uint16Array.from(column('lot')), pattern: Uint32Array.from(column('pattern')), at_once: Uint32Array.from(rows, () => 16),
    days: Float64Array.from(column('days')), moves: Float64Array.from(column('moves')), every_days: null,
  }
  const sum = (of: 'days' | 'moves', driver?: number): number => rows.reduce((total, row) => total + (driver === undefined || patterns[row.pattern]!.includes(driver) ? row[of] : 0), 0)
  return { cells, met: drivers.map((driver, i) => ({ ...driver, customers: 500, at_once: 0, days: sum('days', i), moves: sum('moves', i) })), all: { days: sum('days'), moves: sum('moves') }, from: 'satisfied', to: 'disappointed' }
}

test('another thread finds the same as this one, to the bit', async () => {
  const [here, there] = [adjustersFor(0), adjustersFor(Infinity)]
  try {
    const [own, other] = await Promise.all([here.ask(met(5)), there.ask(met(5))])
    expect(other).toEqual(own)
    expect(own.drivers.map(({ what, stands_out }) => [what, stands_out])).toContainEqual(['where', true])
  } finally {
    await Promise.all([here.close(), there.close()])
  }
})

test('what goes wrong there is told as it is here, and the next is answered', async () => {
  const [here, there] = [adjustersFor(0), adjustersFor(Infinity)]
  const broken = { ...met(5), cells: null as unknown as Cells }
  try {
    const error = await here.ask(broken).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    await expect(there.ask(broken)).rejects.toThrow((error as TypeError).message)
    expect((await there.ask(met(6))).drivers).toHaveLength(4)
  } finally {
    await Promise.all([here.close(), there.close()])
  }
})
