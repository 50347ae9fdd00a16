/**
 * bench/import: a company's history in, its map ready, against a raw COPY of the same rows.
 *
 *   npm run bench -- import [customers] [ndjson|csv] [folder]
 *
 * 100,000 customers with a year of about ten facts each, unless told otherwise; the file is written into the folder and used again where it
 * is there already. It is in the order in which the facts happened, as a till or a shop system would write it. As CSV it holds what a
 * table can: orders, refunds and visits. The raw COPY brings exactly the rows that the import leaves in the table `fact`, in file order, into an
 * empty table with the same columns, key and index, in the same database and the same run; that is what a bare loader would have to do
 * without understanding anything.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pgCopy from 'pg-copy-streams'
import { importPaths } from '#actions/history/import/import-paths.ts'
import type { OnProgress } from '#actions/context.ts'
import { readMap } from '#actions/map/read-map.ts'
import { factFile, MAPPING, type Format } from './fact-file.ts'
import { END, machine, per, seconds } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'

const [customers = '100000', format = 'ndjson', kept] = process.argv.slice(2)

/** The rows of `fact`, in the order of their moments, copied raw into an empty twin of the table. */
async function rawCopy({ pool, folder }: Scratch): Promise<number> {
  const rows = join(folder, 'rows.copy')
  const client = await pool.connect()
  try {
    await pipeline(client.query(pgCopy.to('copy (select * from fact order by at, customer, id) to stdout')), createWriteStream(rows))
    await client.query('create table raw_fact (like fact including all)')
    return await seconds(() => pipeline(createReadStream(rows, { highWaterMark: 1 << 18 }), client.query(pgCopy.from('copy raw_fact from stdin'))))
  } finally {
    client.release()
  }
}

/** Seconds of each phase, as an import tells of them. */
function stopwatch(): { readonly onProgress: OnProgress; readonly phases: () => readonly (readonly [string, number])[] } {
  const begun: [string, number][] = [['reading', performance.now()]]
  return {
    onProgress: ({ phase }) => void (begun.at(-1)?.[0] !== phase && begun.push([phase, performance.now()])),
    phases: () => {
      const end = performance.now()
      return begun.map(([phase, at], i) => [phase, ((begun[i + 1]?.[1] ?? end) - at) / 1000] as const)
    },
  }
}

async function bringIn({ ctx }: Scratch, path: string, onProgress: OnProgress): Promise<number> {
  const done = await importPaths(ctx, { paths: [path], ...(format === 'csv' && { mapping: { name: 'bench', text: MAPPING } }), onProgress })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  const map = await readMap(ctx, {})
  if (!map.ok || map.value.customers.now === 0) throw new Error('there is no map')
  return done.value.facts.taken
}

async function bench(): Promise<void> {
  await inScratch(END, async (scratch) => {
    const path = factFile(kept ?? scratch.folder, Number(customers), format as Format)
    const { onProgress, phases } = stopwatch()
    let facts = 0
    const whole = await seconds(async () => (facts = await bringIn(scratch, path, onProgress)))
    const [told, peak] = [phases(), process.resourceUsage().maxRSS / 1024]
    const raw = await rawCopy(scratch)
    console.log(`bench/import  ${machine()}`)
    console.log(`${Number(customers).toLocaleString('en')} customers, ${facts.toLocaleString('en')} facts, ${format.toUpperCase()} of ${Math.round(statSync(path).size / 1e6)} MB in order of time; embedded PostgreSQL 18, fsync on`)
    console.log(`import, map ready  ${whole.toFixed(1)} s  ${per(facts, whole)}  peak memory ${Math.round(peak)} MB (goal 1,000)`)
    for (const [phase, s] of told) console.log(`  ${phase.padEnd(12)} ${s.toFixed(1)} s`)
    console.log(`raw COPY           ${raw.toFixed(1)} s  ${per(facts, raw)}`)
    console.log(`ratio              ${(whole / raw).toFixed(2)}  (goal 2)`)
  })
}

await bench()
