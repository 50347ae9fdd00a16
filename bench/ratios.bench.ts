/**
 * bench/ratios: adjusted ratios of what comes before a move, against truths that were played.
 *
 *   npm run -s bench -- ratios [companies]     (100 of each kind)
 *
 * In each company things befall customers on days drawn by lot and make a move so many times as likely for 30 days. How often is what does something found, how often what does nothing, and
 * how often does the 95 % interval hold the truth: as it is, with moments in the place of all time, and with a normal prior in the place of the t.
 */
import { weighExposures } from '#stats/drivers/exposure-doubt.ts'
import { fitExposures, type Exposures } from '#stats/drivers/exposure.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import { customers, drawnFrom, type Played } from '#test/stats/drivers/played.ts'
import { machine } from './machine.ts'

const COMPANIES = Number(process.argv[2] ?? 100)
const nothing = (n: number): number[] => Array.from({ length: n }, () => 1)

/** What is played, and whose figures are told: a few by place, and all that do nothing together. */
interface Kind {
  readonly name: string
  readonly played: Played
  readonly told: readonly string[]
}
const KINDS: readonly Kind[] = [
  { name: 'fifty times, with something along at 9 in 10', played: { people: 1200, days: 160, base: 1 / 5000, times: [50, 1, ...nothing(18)], together: 0.9, first: 2 }, told: ['50 ×', 'along'] },
  { name: 'fifty times, with something along at 95 in 100', played: { people: 1200, days: 160, base: 1 / 5000, times: [50, 1, ...nothing(18)], together: 0.95, first: 2 }, told: ['50 ×', 'along'] },
  { name: 'fifty times, and three of 1.4 among thirty', played: { people: 2500, days: 160, base: 1 / 600, times: [50, 1.4, 1.4, 1.4, ...nothing(26)] }, told: ['50 ×', '1.4 ×', '1.4 ×', '1.4 ×'] },
  { name: 'four of 1.4 among forty', played: { people: 2500, days: 160, base: 1 / 200, times: [1.4, 1.4, 1.4, 1.4, ...nothing(36)] }, told: ['1.4 ×', '1.4 ×', '1.4 ×', '1.4 ×'] },
  { name: 'nothing does', played: { people: 1500, days: 160, base: 1 / 600, times: nothing(40) }, told: [] },
]
type Way = (company: Exposures, seed: number) => { readonly exposures: Exposures; readonly spread?: number }
const WAYS: readonly (readonly [string, Way])[] = [
  ['as it is', (exposures) => ({ exposures })],
  ['at moments, one in 30 days', (company, seed) => ({ exposures: drawnFrom(company, seed, 30) })],
  ['a normal prior of .8', (exposures) => ({ exposures, spread: 0.8 })],
]

interface Tally {
  n: number
  out: number
  held: number
  sum: number
}

console.log(`bench/ratios  ${machine()}`)
console.log(`${COMPANIES} companies of each kind; of those said to stand out one in twenty may be wrong`)
for (const { name, played, told } of KINDS) {
  const tallies = WAYS.map(() => new Map<string, Tally>())
  let events = 0
  for (let seed = 1; seed <= COMPANIES; seed++) {
    const company = customers(seed, played)
    events += company.events.reduce((sum, each) => sum + each, 0)
    for (const [w, [, way]] of WAYS.entries()) tally(tallies[w]!, way(company, seed), played.times, told)
  }
  console.log(`\n${name}: ${(events / COMPANIES).toFixed(0)} moves a company`)
  for (const [w, [way]] of WAYS.entries()) for (const [what, { n, out, held, sum }] of tallies[w]!)
    console.log(`  ${way.padEnd(28)} ${what.padEnd(10)} ${Math.exp(sum / n).toFixed(2).padStart(6)} ×   stands out ${((100 * out) / n).toFixed(1).padStart(5)} %   interval holds it ${((100 * held) / n).toFixed(1).padStart(5)} %   (${n})`)
}

function tally(tallies: Map<string, Tally>, { exposures, ...options }: ReturnType<Way>, times: readonly number[], told: readonly string[]): void {
  const fit = fitExposures(exposures, options)
  if (!fit.ok) throw new Error(fit.reason)
  const weights = weighExposures(exposures, fit.value, { resamples: 2, besides: new Set(times.keys()) })
  const out = standOut(weights.map(({ z }) => z))
  for (const [i, { driver, ratio }] of weights.entries()) {
    const what = told[driver] ?? 'nothing'
    const own = tallies.get(what) ?? { n: 0, out: 0, held: 0, sum: 0 }
    tallies.set(what, own)
    own.n++
    own.out += Number(out[i])
    own.held += Number(ratio.low <= times[driver]! && times[driver]! <= ratio.high)
    own.sum += Math.log(ratio.value)
  }
}
