/**
 * bench/growth: what a fact costs as the company grows: brought in from a file, told anew, and sent.
 *
 *   npm run bench -- growth [folder] [customers…]     (10,000, 100,000 and 1,000,000 customers with a year of about ten facts each)
 *
 * Each size has a database of its own. What is sent are batches of 500 facts of customers picked at random, after all that was imported, one
 * batch after the other in this process. The costs are held against those of the smallest size.
 */
import { importPaths } from '#actions/history/import/import-paths.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { retell } from '#actions/relationship/retell.ts'
import { isoOf } from '#core/units/time.ts'
import { factFile } from './fact-file.ts'
import { END, machine, median, seconds } from './machine.ts'
import { inScratch } from './scratch.ts'

const [folder, ...sizes] = process.argv.slice(2)
const SIZES = sizes.length > 0 ? sizes.map(Number) : [10_000, 100_000, 1_000_000]
const BATCH = 500
const BATCHES = 40

interface Cost {
  readonly customers: number
  readonly facts: number
  /** Microseconds a fact. */
  readonly import: number
  readonly retell: number
  readonly send: number
}

/** Customers who were there, in an order that has nothing to do with theirs; the same at every run. */
const pick = (n: number, customers: number): number => ((n * 7_368_787) % customers) + 1

async function costOf(customers: number): Promise<Cost> {
  return inScratch(END, async ({ ctx, folder: own }) => {
    const path = factFile(folder ?? own, customers, 'ndjson')
    let facts = 0
    const brought = await seconds(async () => {
      const done = await importPaths(ctx, { paths: [path] })
      if (!done.ok) throw new Error(JSON.stringify(done.refusals))
      facts = done.value.facts.taken
    })
    const told = await seconds(() => retell(ctx))
    const sent: number[] = []
    for (let batch = 0; batch < BATCHES; batch++) {
      const inputs = Array.from({ length: BATCH }, (_, i) => {
        const n = batch * BATCH + i
        return { kind: 'purchase', id: `growth-${n}`, source: 'growth', order: `growth-${n}`, customer: `HH-${String(pick(n, customers)).padStart(7, '0')}`, at: isoOf(END - 60_000 + n), paid: 1000 + (n % 900), list: 1900, unit: 'helsinki' }
      })
      sent.push(await seconds(async () => {
        const refused = (await sendFacts(ctx, inputs)).find(({ status }) => status !== 'taken')
        if (refused) throw new Error(JSON.stringify(refused))
      }))
    }
    return { customers, facts, import: (brought / facts) * 1e6, retell: (told / facts) * 1e6, send: (median(sent) / BATCH) * 1e6 }
  })
}

const costs: Cost[] = []
for (const size of SIZES) costs.push(await costOf(size))
const [first] = costs as [Cost]
console.log(`bench/growth  ${machine()}`)
console.log('embedded PostgreSQL 18, fsync on; microseconds a fact, and against the smallest (goal 1.3)')
for (const cost of costs) {
  const told = (['import', 'retell', 'send'] as const).map((name) => `${name} ${cost[name].toFixed(1).padStart(6)} µs ${(cost[name] / first[name]).toFixed(2)}`)
  console.log(`${cost.customers.toLocaleString('en').padStart(10)} customers ${cost.facts.toLocaleString('en').padStart(11)} facts   ${told.join('   ')}`)
}
