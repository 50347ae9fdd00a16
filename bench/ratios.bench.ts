/**
 * bench/ratios: adjusted ratios of what comes before a move, against truths that were played.
 *
 *   npm run -s bench -- ratios [companies]     (100 of each kind)
 *
 * In each company things befall customers on days drawn by lot and make a move so many times as likely for 30 days. How often does what does something stand out, in how many companies does
 * anything that does nothing, and how often does the 95 % interval hold the truth: as it is, with moments in the place of all time, with a normal prior in the place of the t, and with
 * customers in more lots. Beside it what would stand out by the ratios' errors alone, by the rate of false discoveries (Benjamini & Hochberg 1995), and one by one.
 */
import { weighExposures, type ExposureWeight } from '#stats/drivers/exposure-doubt.ts'
import { fitExposures, type Exposures } from '#stats/drivers/exposure.ts'
import { standOut } from '#stats/drivers/stand-out.ts'
import { normalQuantile } from '#stats/quantiles.ts'
import { customers, drawnFrom, type Played } from '#test/stats/drivers/played.ts'
import { machine } from './machine.ts'

const COMPANIES = Number(process.argv[2] ?? 100)
const times = (n: number, ratio = 1): number[] => Array.from({ length: n }, () => ratio)

/** What is played, and whose figures are told: a few by place, and all that do nothing together. */
interface Kind {
  readonly name: string
  readonly played: Played
  readonly told: readonly string[]
  readonly ways?: readonly string[]
}
const AS_IT_IS = 'as it is'
const MOMENTS = 'at moments, one in 30 days'
const NORMAL = 'a normal prior of .8'
const LOTS = 'in 256 lots instead of 64'
const COMMON = [AS_IT_IS, MOMENTS, NORMAL]
const KINDS: readonly Kind[] = [
  { name: 'fifty times, with something along at 9 in 10', played: { people: 1200, days: 160, base: 1 / 5000, times: [50, 1, ...times(18)], together: 0.9, first: 2 }, told: ['50 ×', 'along'] },
  { name: 'fifty times, with something along at 95 in 100', played: { people: 1200, days: 160, base: 1 / 5000, times: [50, 1, ...times(18)], together: 0.95, first: 2 }, told: ['50 ×', 'along'] },
  { name: 'fifty times, and three of 1.4 among thirty', played: { people: 2500, days: 160, base: 1 / 600, times: [50, 1.4, 1.4, 1.4, ...times(26)] }, told: ['50 ×', '1.4 ×', '1.4 ×', '1.4 ×'] },
  { name: 'four of 1.4 among forty', played: { people: 2500, days: 160, base: 1 / 200, times: [1.4, 1.4, 1.4, 1.4, ...times(36)] }, told: ['1.4 ×', '1.4 ×', '1.4 ×', '1.4 ×'], ways: [...COMMON, LOTS] },
  { name: 'nothing does', played: { people: 1500, days: 160, base: 1 / 600, times: times(40) }, told: [] },
  {
    name: 'a long list: fifty times with something along at 9 in 10, four of 3, four of 1.4, and sixty that do nothing', ways: [AS_IT_IS, MOMENTS],
    played: { people: 3000, days: 160, base: 1 / 600, times: [50, 1, ...times(4, 3), ...times(4, 1.4), ...times(60)], together: 0.9, first: 2, met: [0.1, 0.1, ...times(4, 0.4)] },
    told: ['50 ×', 'along', ...Array.from({ length: 4 }, () => '3 ×'), ...Array.from({ length: 4 }, () => '1.4 ×')],
  },
  {
    name: 'customers unlike each other who move again and again: four of 1.4, and fifty-six that do nothing, most of them seldom met', ways: [AS_IT_IS, LOTS],
    played: { people: 1500, days: 160, base: 1 / 150, unlike: 1, times: [...times(4, 1.4), ...times(56)], met: [...times(4), ...times(56).map((_, i) => [0.02, 0.05, 0.2, 1][i % 4]!)] },
    told: Array.from({ length: 4 }, () => '1.4 ×'),
  },
  {
    name: 'a list on a handful of moves: fifty times, two of twenty, and fifty that do nothing, most of them seldom met', ways: [AS_IT_IS],
    played: { people: 3000, days: 40, base: 1 / 200_000, times: [50, 20, 20, ...times(50)], met: [0.3, 0.3, 0.3, ...times(50).map((_, i) => [0.05, 0.1, 0.3, 1][i % 4]!)] }, told: ['50 ×', '20 ×', '20 ×'],
  },
]
type Way = (company: Exposures, seed: number, played: Played) => { readonly exposures: Exposures; readonly spread?: number }
const WAYS: readonly (readonly [string, Way])[] = [
  [AS_IT_IS, (exposures) => ({ exposures })],
  [MOMENTS, (company, seed) => ({ exposures: drawnFrom(company, seed, 30) })],
  [NORMAL, (exposures) => ({ exposures, spread: 0.8 })],
  [LOTS, (_, seed, played) => ({ exposures: customers(seed, { ...played, lots: 256 }) })],
]

const errorsAlone = ({ ratio }: ExposureWeight): number => (2 * normalQuantile(0.975) * Math.log(ratio.value)) / Math.log(ratio.high / ratio.low)

/** By the rate of false discoveries: of those said to differ from nothing, so many do not. */
function discovered(z: readonly number[], wrong = 0.05): boolean[] {
  const sizes = z.map(Math.abs).toSorted((a, b) => b - a)
  const least = sizes.findLast((size, i) => size >= normalQuantile(1 - (wrong * (i + 1)) / (2 * z.length))) ?? Infinity
  return z.map((each) => Math.abs(each) >= least)
}

/** What may be said to stand out, and by what. The first is what is said. */
const RULES: readonly (readonly [string, (weights: readonly ExposureWeight[]) => readonly boolean[]])[] = [
  ['as it is said', (weights) => standOut(weights.map(({ z }) => z))],
  ['by errors alone', (weights) => standOut(weights.map(errorsAlone))],
  ['one false of twenty discoveries', (weights) => discovered(weights.map(errorsAlone))],
  ['one by one', (weights) => weights.map(({ ratio }) => ratio.low > 1 || ratio.high < 1)],
]

interface Tally {
  n: number
  sum: number
  held: number
  /** Of those that stand out. */
  heldOut: number
  readonly out: number[]
}
interface Told {
  readonly of: Map<string, Tally>
  /** Companies in which anything that does nothing stands out, by rule. */
  readonly wrong: number[]
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`).padStart(8)

console.log(`bench/ratios  ${machine()}`)
console.log(`${COMPANIES} companies of each kind; stands out: as it is said, by errors alone, at one false of twenty discoveries, one by one`)
for (const { name, played, told, ways } of KINDS) {
  const looked = WAYS.filter(([way]) => (ways ?? COMMON).includes(way))
  const tallies = looked.map((): Told => ({ of: new Map(), wrong: RULES.map(() => 0) }))
  let events = 0
  for (let seed = 1; seed <= COMPANIES; seed++) {
    const company = customers(seed, played)
    events += company.events.reduce((sum, each) => sum + each, 0)
    for (const [w, [, way]] of looked.entries()) tally(tallies[w]!, way(company, seed, played), played.times, told)
  }
  console.log(`\n${name}: ${(events / COMPANIES).toFixed(0)} moves a company`)
  for (const [w, [way]] of looked.entries()) {
    for (const [what, { n, out, held, heldOut, sum }] of tallies[w]!.of)
      console.log(`  ${way.padEnd(27)} ${what.padEnd(8)} ${Math.exp(sum / n).toFixed(2).padStart(6)} ×  stands out ${out.map((each) => percent(each, n)).join('')}   interval holds it ${percent(held, n)}, of those that stand out ${percent(heldOut, out[0]!)}  (${n})`)
    console.log(`  ${way.padEnd(27)} anything false in a company ${tallies[w]!.wrong.map((each) => percent(each, COMPANIES)).join('')}`)
  }
}

function tally({ of, wrong }: Told, { exposures, ...options }: ReturnType<Way>, truth: readonly number[], told: readonly string[]): void {
  const fit = fitExposures(exposures, options)
  if (!fit.ok) throw new Error(fit.reason)
  const weights = weighExposures(exposures, fit.value, { resamples: 2, besides: new Set(truth.keys()) })
  const out = RULES.map(([, rule]) => rule(weights))
  for (const [r, isOut] of out.entries()) wrong[r]! += Number(weights.some(({ driver }, i) => isOut[i]! && truth[driver] === 1))
  for (const [i, { driver, ratio }] of weights.entries()) {
    const what = told[driver] ?? 'nothing'
    const own = of.get(what) ?? { n: 0, sum: 0, held: 0, heldOut: 0, out: RULES.map(() => 0) }
    of.set(what, own)
    const holds = ratio.low <= truth[driver]! && truth[driver]! <= ratio.high
    own.n++
    own.sum += Math.log(ratio.value)
    own.held += Number(holds)
    own.heldOut += Number(holds && out[0]![i]!)
    for (const [r, isOut] of out.entries()) own.out[r]! += Number(isOut[i])
  }
}
