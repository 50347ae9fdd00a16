/**
 * bench/fold: facts told a second on one core, over the histories of the sample company.
 * Held against reading the same facts' own fields from JSON, which telling from a database cannot do without.
 *
 *   npm run bench -- fold
 */
import type { Fact } from '#core/history/fact.ts'
import { begin } from '#core/relationship/memory.ts'
import { DEFAULT_POLICY } from '#core/relationship/policy.ts'
import { EMPTY_MODEL, type Model } from '#core/relationship/model.ts'
import { tell } from '#core/relationship/tell.ts'
import { tellingRules } from '#core/relationship/telling-rules.ts'
import { zoneOf } from '#core/units/zone.ts'
import { playSample } from '#sample/play.ts'
import { END, machine, median, per } from './machine.ts'

const RUNS = 7
const sample = playSample({ customers: 3000, years: 3, seed: 1, end: END })
const histories: Fact[][] = [...sample.customers].map((c) => [...c.facts])
const facts = histories.reduce((sum, h) => sum + h.length, 0)
const texts = histories.flat().map((fact) => JSON.stringify(fact))

const model: Model = {
  ...EMPTY_MODEL, id: 1, repeaters: 2000, usual_gap_days: 40, answered: true,
  stay: { kind: 'mbgnbd', parameters: [0.8, 40, 0.6, 3], covariance: [[0.01, 0, 0, 0], [0, 0.02, 0, 0], [0, 0, 0.03, 0], [0, 0, 0, 0.05]], cells: null, chosen: { compared: false, reason: 'too_short' } },
  offer: { overall: 0.3, weight: 25, first: 2600, weeks: [0.3] }, say: { shape: 0.4, rate: 1.5, heard: { high: 0.5, middle: 0, low: 0 } }, pay: { mean: 0.9, weight: 10, spread: 0.3 },
}

/** Seconds of the processor, so that neighbours on the machine do not count; one core does all of it. */
function processorSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function measure(conduct: boolean, stay = model.stay): number {
  const rules = tellingRules(DEFAULT_POLICY, { ...model, stay, answered: !conduct }, zoneOf('Europe/Tallinn'))
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) times.push(processorSeconds(() => histories.forEach((h) => tell(begin(null), h, END, rules))))
  return median(times.slice(1))
}

const heard = measure(false)
const conduct = measure(true)
const regular = measure(true, model.stay && { ...model.stay, kind: 'mbgnbd-3', parameters: [0.8, 13, 0.6, 3] })
/** A trade that comes each December: few facts, and long silences between them. */
const trees = model.stay && { ...model.stay, kind: 'bgbb' as const, parameters: [7, 3, 1, 6], season: { months: 12 as const, begins: 7, again: 0.05, passed: Array.from({ length: 12 * 31 + 1 }, (_, day) => Math.min(1, Math.max(0, (day - 155) / 24))) } }
const bySeason = measure(true, trees)
const reads: number[] = []
for (let run = 0; run < RUNS; run++) reads.push(processorSeconds(() => texts.forEach((text) => void JSON.parse(text))))
const read = median(reads.slice(1))

console.log(`bench/fold  ${machine()}`)
console.log(`${facts.toLocaleString('en')} facts of ${histories.length.toLocaleString('en')} customers of the sample company; median of ${RUNS - 1} runs after one to warm up`)
console.log(`told                       ${per(facts, heard)}`)
console.log(`told, loyal by conduct on  ${per(facts, conduct)}`)
console.log(`… gaps of three stages      ${per(facts, regular)}   ${(regular / conduct).toFixed(2)} × as dear as gaps of one`)
console.log(`… by season                 ${per(facts, bySeason)}   ${(bySeason / conduct).toFixed(2)} × as dear as gaps of one`)
console.log(`JSON.parse of the same     ${per(facts, read)}`)
console.log(`telling costs ${(heard / read).toFixed(2)} × reading`)
