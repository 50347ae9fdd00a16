/**
 * bench/truth: what befell the sample company, against what is found to go before moves.
 *
 *   npm run bench -- truth [customers] [seeds]     (20,000 customers; three years; seed 3, or as many companies as seeds: 3,4,5)
 *
 * A price letter in the 20th month (told by lot), a warehouse that was slow for four months, and two shops whose people are happier must be found. Letters
 * that do nothing are planted beside them: ten on days drawn by lot, and one that goes along with asking where an order is. None may stand out. The same seed again is the same company
 * imported anew: customers then lie in other lots, and other moments of theirs are drawn.
 */
import { loadSample } from '#actions/house/load-sample.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import type { DriverAnswer, DriversAnswer } from '#contract/map/drivers.ts'
import type { Context } from '#actions/context.ts'
import { playSample, type Sample } from '#sample/play.ts'
import { befell, driverOf, driversFor, isFound, placebosIn, QUIET_MOVES, SHADOW, withPlacebos } from '#test/actions/map/planted.ts'
import { END, machine, seconds } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 20_000)
const SEEDS = (process.argv[3] ?? '3').split(',').map(Number)

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
function estimateOf(driver: DriverAnswer | undefined): string {
  if (!driver) return 'not looked at'
  const { adjusted, attributable } = driver
  if (adjusted) return `${adjusted.value.toFixed(2)} × (${adjusted.low.toFixed(2)}–${adjusted.high.toFixed(2)})`
  return attributable ? `${percent(attributable.value)} of moves (${percent(attributable.low)}–${percent(attributable.high)})` : `none: ${driver.unadjusted}`
}

/** Moves with their drivers, by what was asked. */
type Seen = Map<string, DriversAnswer>

const companies: { readonly found: number; readonly of: number; readonly tables: number; readonly letters: number; readonly out: number }[] = []

async function tellPlanted(ctx: Context, seen: Seen, { events, start }: Sample['truth']): Promise<readonly boolean[]> {
  const found: boolean[] = []
  for (const { name, move, when, kind, what, truth } of befell(events, start)) {
    const asked = `${move} ${JSON.stringify(when)}`
    const took = await seconds(async () => seen.set(asked, seen.get(asked) ?? (await driversFor(ctx, { move, ...when }))))
    const answer = seen.get(asked)!
    const driver = driverOf(answer, kind, what)
    const place = answer.drivers.findIndex((each) => each === driver) + 1
    found.push(isFound(driver))
    console.log(`${name.padEnd(15)} ${move.padEnd(23)} ${what.padEnd(15)} ${estimateOf(driver).padEnd(30)} truth: ${truth.padEnd(24)} ${isFound(driver) ? 'found' : 'NOT FOUND'}, no. ${place} of ${answer.drivers.length}; ${answer.moves} moves, ${(1000 * took).toFixed(0)} ms`)
  }
  return found
}

/** The letters that do nothing. @returns those that go along with something among them, too */
function tellLetters(seen: Seen): readonly DriverAnswer[] {
  const placebos = [...seen.values()].flatMap(placebosIn)
  const held = placebos.filter(({ adjusted }) => adjusted!.low <= 1 && 1 <= adjusted!.high).length
  console.log(`\nletters that do nothing: ${placebos.length} looked at, ${placebos.filter(({ stands_out }) => stands_out).length} stand out; ${held} of ${placebos.length} intervals hold 1 (${percent(held / placebos.length)}, said: 95 %)`)
  const shadows = [...seen].flatMap(([asked, answer]) => {
    const shadow = driverOf(answer, 'told', SHADOW)
    return shadow ? [[asked, shadow] as const] : []
  })
  for (const [asked, shadow] of shadows)
    console.log(`goes along with asking where an order is, ${asked.split(' ')[0]!.padEnd(23)} plainly ${shadow.ratio?.value.toFixed(1).padStart(5)} ×, all else alike ${estimateOf(shadow).padEnd(22)} ${shadow.stands_out ? 'STANDS OUT' : 'does not stand out'}`)
  return [...placebos, ...shadows.map(([, shadow]) => shadow)]
}

console.log(`bench/truth  ${machine()}`)
console.log(`${CUSTOMERS.toLocaleString('en')} customers of the sample company, three years; what stands out does so though so many are looked at`)
for (const seed of SEEDS) await inScratch(END, async ({ ctx }) => {
  const sample = playSample({ customers: CUSTOMERS, years: 3, seed, end: END })
  await loadSample(ctx, withPlacebos(sample, 8 + seed), { customers: CUSTOMERS })
  await keepTime(ctx)
  console.log(`\nseed ${seed}\n`)
  const seen: Seen = new Map()
  const found = await tellPlanted(ctx, seen, sample.truth)
  for (const move of QUIET_MOVES) seen.set(move, await driversFor(ctx, { move, period: 'all' }))
  const letters = tellLetters(seen)
  companies.push({ found: found.filter(Boolean).length, of: found.length, tables: seen.size, letters: letters.length, out: letters.filter(({ stands_out }) => stands_out).length })
})
const sum = (of: keyof (typeof companies)[number]): number => companies.reduce((total, each) => total + each[of], 0)
console.log(`\nin all: ${sum('found')} of ${sum('of')} that were planted found; ${sum('out')} of ${sum('letters')} letters that do nothing stand out, in ${sum('tables')} lists`)
