/**
 * bench/truth: what befell the sample company, against what is found to go before moves.
 *
 *   npm run bench -- truth [customers] [seed]     (20,000 customers; three years)
 *
 * A price letter in the 20th month (told by lot), a warehouse that was slow for four months, and two shops whose people are happier must be found. Letters
 * that do nothing are planted beside them: ten on days drawn by lot, and one that goes along with asking where an order is. None may stand out.
 */
import { loadSample } from '#actions/house/load-sample.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import type { DriverAnswer, DriversAnswer } from '#contract/map/drivers.ts'
import { playSample } from '#sample/play.ts'
import { befell, driverOf, driversFor, isFound, placebosIn, QUIET_MOVES, SHADOW, withPlacebos } from '#test/actions/map/planted.ts'
import { END, machine, seconds } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 20_000)
const SEED = Number(process.argv[3] ?? 3)

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
function estimateOf(driver: DriverAnswer | undefined): string {
  if (!driver) return 'not looked at'
  const { adjusted, attributable } = driver
  if (adjusted) return `${adjusted.value.toFixed(2)} × (${adjusted.low.toFixed(2)}–${adjusted.high.toFixed(2)})`
  return attributable ? `${percent(attributable.value)} of moves (${percent(attributable.low)}–${percent(attributable.high)})` : `none: ${driver.unadjusted}`
}

await inScratch(END, async ({ ctx }) => {
  const sample = playSample({ customers: CUSTOMERS, years: 3, seed: SEED, end: END })
  await loadSample(ctx, withPlacebos(sample), { customers: CUSTOMERS })
  await keepTime(ctx)
  console.log(`bench/truth  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers of the sample company, three years, seed ${SEED}; found or not with 5 % of those said to stand out wrong\n`)
  const seen = new Map<string, DriversAnswer>()
  for (const { name, move, when, kind, what, truth } of befell(sample.truth.events, sample.truth.start)) {
    const asked = `${move} ${JSON.stringify(when)}`
    const took = await seconds(async () => seen.set(asked, seen.get(asked) ?? (await driversFor(ctx, { move, ...when }))))
    const answer = seen.get(asked)!
    const driver = driverOf(answer, kind, what)
    const place = answer.drivers.findIndex((each) => each === driver) + 1
    console.log(`${name.padEnd(15)} ${move.padEnd(23)} ${what.padEnd(15)} ${estimateOf(driver).padEnd(30)} truth: ${truth.padEnd(24)} ${isFound(driver) ? 'found' : 'NOT FOUND'}, no. ${place} of ${answer.drivers.length}; ${answer.moves} moves, ${(1000 * took).toFixed(0)} ms`)
  }
  for (const move of QUIET_MOVES) seen.set(move, await driversFor(ctx, { move, period: 'all' }))
  const placebos = [...seen.values()].flatMap(placebosIn)
  const held = placebos.filter(({ adjusted }) => adjusted!.low <= 1 && 1 <= adjusted!.high).length
  console.log(`\nletters that do nothing: ${placebos.length} looked at, ${placebos.filter(({ stands_out }) => stands_out).length} stand out; ${held} of ${placebos.length} intervals hold 1 (${percent(held / placebos.length)}, said: 95 %)`)
  for (const [asked, answer] of seen) {
    const shadow = driverOf(answer, 'told', SHADOW)
    if (shadow) console.log(`goes along with asking where an order is, ${asked.split(' ')[0]!.padEnd(23)} plainly ${shadow.ratio?.value.toFixed(1).padStart(5)} ×, all else alike ${estimateOf(shadow).padEnd(22)} ${shadow.stands_out ? 'STANDS OUT' : 'does not stand out'}`)
  }
})
