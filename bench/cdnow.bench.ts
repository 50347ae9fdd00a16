/**
 * bench/cdnow: does choosing by hold-out foretell better? The orders of CDNOW come in by the import, under the mapping of `examples/cdnow`; the model of the telling is
 * shown, with what it was chosen by; then a model is learned from what was known on 1997-09-30, with the choice and without, and held against the 39 weeks after.
 *
 *   npm run bench -- cdnow [folder]        (with CDNOW_master.txt in it; looked for in shared/data/cdnow beside the repository)
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { importPaths, mappingFile } from '#actions/history/import/import-paths.ts'
import { whichStay } from '#actions/relationship/choose-stay.ts'
import { learnModel } from '#actions/relationship/learn-model.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { DAY_KINDS, stayModelOf, type Contest, type FittedStay } from '#core/relationship/stay.ts'
import { zoneOf } from '#core/units/zone.ts'
import { chooseModel, type HeldOutCell } from '#stats/stay/choose.ts'
import { packCells, unpack } from '#stats/stay/cells.ts'
import { fitStay } from '#stats/stay/fit.ts'
import type { StayModel } from '#stats/stay/model.ts'
import { PARETO_NBD } from '#stats/stay/pareto-model.ts'
import { readCells } from '#store/relationship/learn.ts'
import { readCuts } from '#store/relationship/learn-cuts.ts'
import { EVERYBODY } from '#store/slices.ts'
import { readTelling } from '#store/relationship/tellings.ts'
import { machine, seconds } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'

const FOLDER = process.argv[2] ?? resolve(import.meta.dirname, '../../shared/data/cdnow')
const FILE = join(FOLDER, 'CDNOW_master.txt')
const ZONE = 'America/New_York'
const [CUT, END] = [{ year: 1997, month: 10, day: 1 }, { year: 1998, month: 7, day: 1 }].map((wall) => zoneOf(ZONE).instantOf(wall) - 1) as [number, number]
const WEEKS = 39

const n = (value: number, digits = 0): string => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const row = (cells: readonly string[]): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(i === 2 ? 18 : 12))).join('')
const HEAD = row(['model', 'log score', 'behind', 'back, said', 'back, came', 'orders said', 'orders came', 'slope', 'Brier'])

const rowOf = (c: Contest): string => row([
  c.model, n(c.log_score, 4), c.behind === 0 ? '' : `${n(c.behind, 4)} ± ${n(c.behind_error, 4)}`, n(c.returning_said), n(c.returning_came), n(c.purchases_said), n(c.purchases_came), c.slope === null ? '–' : n(c.slope, 2), n(c.brier, 4),
])

function sayChosen(stay: FittedStay): void {
  const model = stayModelOf(stay.kind)
  console.log(`  chosen ${stay.kind}: ${model.parameters.map((name, i) => `${name} ${stay.parameters[i]!.toPrecision(4)}`).join(', ')} (days), from ${n(stay.cells ?? 0)} distinct histories`)
  if (!stay.chosen.compared) return console.log(`  not compared: ${stay.chosen.reason}`)
  console.log(`  asked as of ${stay.chosen.cuts.join(', ')} about the ${stay.chosen.horizon_days} days that followed, ${n(stay.chosen.asked)} customers`)
  for (const line of [HEAD, ...stay.chosen.models.map(rowOf)]) console.log(`  ${line}`)
}

/** What each model, fitted as of the cut, says of the time after it. */
async function heldOut({ pool }: Scratch): Promise<void> {
  const [after] = await readCuts(pool, ZONE, END, { ahead: WEEKS * 7, back: [WEEKS * 7] }, EVERYBODY)
  const cut = { horizon: WEEKS * 7, cells: after?.cells ?? ([] as readonly HeldOutCell[]) }
  const choice = chooseModel(DAY_KINDS.map((kind) => stayModelOf(kind)), [cut], { prior: 'always', fewestCustomers: 1 }, [PARETO_NBD])
  if (!choice.ok) throw new Error(choice.reason)
  console.log(HEAD)
  for (const { model, logScore, behind, behindError, calibration, purchasesSaid, purchasesCame } of choice.value.table) {
    console.log(rowOf({
      model, log_score: logScore, behind, behind_error: behindError, returning_said: calibration.said * calibration.n, returning_came: calibration.did.value * calibration.n,
      slope: calibration.slope, intercept: calibration.intercept, brier: calibration.brier, brier_base: calibration.brier_base, purchases_said: purchasesSaid, purchases_came: purchasesCame,
    }))
  }
}

/** What a chance costs, of all customers as they are at the end, in nanoseconds of the processor. */
async function prices({ pool }: Scratch): Promise<void> {
  const packed = packCells(await readCells(pool, ZONE, END))
  const cells = unpack(packed)
  const price = (model: StayModel): string => {
    const fit = fitStay(model, packed)
    if (!fit.ok) return '–'
    const before = process.cpuUsage()
    for (const cell of cells) model.chance(fit.value.parameters, cell, 365)
    const { user } = process.cpuUsage(before)
    return `${model.name} ${n((user * 1000) / cells.length)} ns`
  }
  const models = [...DAY_KINDS.map((kind) => stayModelOf(kind)), PARETO_NBD]
  for (const model of models) price(model) // to warm up
  console.log(`a chance costs: ${models.map(price).join(', ')}`)
}

async function bench(scratch: Scratch): Promise<void> {
  const { ctx, pool } = scratch
  await pool.query(`update company set zone = $1, currency = 'USD'`, [ZONE])
  const done = await importPaths(ctx, { paths: [FILE], mapping: await mappingFile(resolve(import.meta.dirname, '../examples/cdnow/cdnow.yaml')) })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  console.log(`bench/cdnow  ${machine()}`)
  console.log(`${n(done.value.facts.taken)} orders of ${n(done.value.customers_new)} customers\n\nThe telling, learned through 1998-06-30:`)
  const telling = await readTelling(pool, 'current')
  if (telling?.model.stay) sayChosen(telling.model.stay)
  console.log('\nAs it would have been learned on 1997-09-30:')
  const model = await learnModel(pool, 0, DEFAULT_POLICY, ZONE, CUT)
  if (model.stay) sayChosen(model.stay)
  console.log(`\nThe ${WEEKS} weeks after it, foretold on 1997-09-30 by each model (without the choice: mbgnbd; with it: ${model.stay?.kind ?? 'none'}):`)
  await heldOut(scratch)
  const cells = await readCells(pool, ZONE, END)
  console.log(`\nchoosing takes ${n(await seconds(() => whichStay(pool, cells, { zone: ZONE, through: END, policy: DEFAULT_POLICY })), 1)} s, in a thread of its own`)
  await prices(scratch)
}

if (existsSync(FILE)) await inScratch(END, bench)
else console.log(`bench/cdnow needs CDNOW_master.txt, which is not part of this repository: there is none in ${FOLDER}.`)
