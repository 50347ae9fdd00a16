/**
 * bench/worth: does worth come true? What the chain that remembers, and the chain of states alone, expect of those who stood in each state a year before
 * the end, against what they paid and where they stood a year on: of the sample company, and of real ones where their data is there.
 *
 *   npm run bench -- worth [folder]        (looked for in shared/data beside the repository)
 *
 * `before`: both learned only what was before that year. `with it`: both learned from the last two years, that one among them, as the product shows it.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { importPaths, mappingFile } from '#actions/history/import/import-paths.ts'
import { loadSample } from '#actions/house/load-sample.ts'
import { keepTime } from '#actions/relationship/keep-time.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { monthEnds, type MonthMark } from '#core/map/months.ts'
import { basisOfAll } from '#core/worth/basis.ts'
import { checkYear, YEAR_STEPS, type Checked } from '#core/worth/check.ts'
import { FORGETTING, REMEMBERING } from '#core/worth/recall.ts'
import { stepsOf } from '#core/worth/steps.ts'
import { zoneOf } from '#core/units/zone.ts'
import { playSample } from '#sample/play.ts'
import { readFirstAt } from '#store/map/series.ts'
import { EVERYBODY } from '#store/slices.ts'
import { readSteps, type SeenSteps } from '#store/worth/steps.ts'
import { machine } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'

const FOLDER = process.argv[2] ?? resolve(import.meta.dirname, '../../shared/data')
const SAMPLE_END = Date.UTC(2026, 10, 22)
const LEAST_STEPS = 6

interface Company {
  readonly name: string
  readonly end: number
  readonly fill: (scratch: Scratch) => Promise<unknown>
}

const sample = (customers: number, years: number, seed: number): Company => ({
  name: `sample company, ${customers.toLocaleString('en')} customers, ${years} years, seed ${seed}`, end: SAMPLE_END,
  fill: ({ ctx }) => loadSample(ctx, playSample({ customers, years, seed, end: SAMPLE_END }), { customers }),
})

/** A company whose orders are in a file; none where there is no such file. */
const real = (name: string, file: string, mapping: string, end: number, house: { readonly zone: string; readonly currency: string }): Company[] => (existsSync(join(FOLDER, file)) ? [{
  name, end, fill: async ({ ctx, pool, folder }) => {
    await pool.query('update company set zone = $1, currency = $2', [house.zone, house.currency])
    const done = await importPaths(ctx, { paths: [join(FOLDER, file)], rejectsFolder: folder, mapping: await mappingFile(resolve(import.meta.dirname, '../examples', mapping)) })
    if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  },
}] : [])

const COMPANIES: readonly Company[] = [
  ...[3, 4].map((seed) => sample(6000, 3, seed)), ...[5, 6].map((seed) => sample(6000, 5, seed)),
  ...real('CDNOW', 'cdnow/CDNOW_master.txt', 'cdnow/cdnow.yaml', Date.UTC(1998, 6, 1, 5), { zone: 'America/New_York', currency: 'USD' }),
  ...real('gift wholesaler', 'online_retail/customer_day.csv', 'online_retail/online_retail.yaml', Date.UTC(2011, 11, 10), { zone: 'Europe/London', currency: 'GBP' }),
]

/** The steps of so many months up to a mark. */
const stepsTo = (pool: Scratch['pool'], telling: number, marks: readonly MonthMark[], steps: number, year_from: number | null): Promise<SeenSteps & { readonly from: number }> => {
  const from = Math.max(0, marks.length - 1 - steps)
  return readSteps(pool, { telling, marks, from, kinds: REMEMBERING.kinds, slice: EVERYBODY, filter: {}, year_from }).then((seen) => ({ ...seen, from }))
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
const money = (minor: number): string => (minor / 100).toFixed(2)

/** How far off both are over all customers: what is expected too much or too little of a state, as a share of what all paid. */
const offBy = (checked: readonly Checked[]): number => checked.reduce((sum, { customers, year }) => sum + customers * Math.abs(year.expected - year.value), 0) / checked.reduce((sum, { customers, year }) => sum + customers * year.value, 0)

function say(title: string, forgets: readonly Checked[], remembers: readonly Checked[]): void {
  console.log(`\n  ${title}: off by ${percent(offBy(forgets))} of what they paid where it forgets, by ${percent(offBy(remembers))} where it remembers`)
  console.log(`  ${'state'.padEnd(13)} customers   paid in the year          forgets       remembers     still there   forgets  remembers`)
  for (const [i, { state, customers, year, still }] of remembers.entries()) {
    const before = forgets[i]!
    const times = (expected: number): string => `${money(expected)} ×${(expected / year.value).toFixed(2)}`.padStart(15)
    console.log(`  ${state.padEnd(13)} ${String(customers).padStart(8)}   ${`${money(year.value)} (${money(year.low)}–${money(year.high)})`.padEnd(24)}${times(before.year.expected)} ${times(year.expected)}      ${percent(still.value).padStart(5)} ${percent(before.still.expected).padStart(9)} ${percent(still.expected).padStart(9)}`)
  }
}

console.log(`bench/worth  ${machine()}`)
for (const { name, end, fill } of COMPANIES) await inScratch(end, async (scratch) => {
  const { ctx, pool } = scratch
  await fill(scratch)
  await keepTime(ctx)
  const { telling, company } = await inForce(pool)
  const first = (await readFirstAt(pool, telling.id))!
  const marks = monthEnds(end, 240, zoneOf(company.zone)).filter(({ at }) => at >= first)
  const cut = marks.length - 1 - YEAR_STEPS
  const year = await stepsTo(pool, telling.id, marks, YEAR_STEPS, cut)
  console.log(`\n${name}: ${marks.length - 1} months`)
  for (const [title, learned] of [['before', marks.slice(0, cut + 1)], ['with it', marks]] as const) {
    if (learned.length <= LEAST_STEPS) {
      console.log(`\n  ${title}: ${learned.length - 1} months to learn from, too few`)
      continue
    }
    const { stood, paid, from } = await stepsTo(pool, telling.id, learned, learned.length > 2 * YEAR_STEPS ? 2 * YEAR_STEPS : learned.length > YEAR_STEPS ? YEAR_STEPS : learned.length - 1, null)
    const [forgets, remembers] = [FORGETTING, REMEMBERING].map((recall) => checkYear(basisOfAll({ ...stepsOf(stood, { marks: learned.length, from }, recall), paid }, recall), year.year_on, 1)) as [Checked[], Checked[]]
    say(title, forgets, remembers)
  }
})
