/**
 * bench/import: a company's history in, its map ready, against a raw COPY of the same rows.
 *
 *   npm run bench -- import [customers]      (100,000 customers with a year of about ten facts each)
 *
 * The file is in the order in which the facts happened, as a till or a shop system would write it. The raw COPY brings exactly the rows
 * that the import leaves in the table `fact`, in file order, into an empty table with the same columns, key and index, in the same
 * database and the same run; that is what a bare loader would have to do without understanding anything.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pgCopy from 'pg-copy-streams'
import { importPaths } from '#actions/history/import/import-paths.ts'
import { readMap } from '#actions/map/read-map.ts'
import type { Fact } from '#core/history/fact.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { machine, per, seconds } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'

const END = Date.UTC(2026, 0, 1)
const CUSTOMERS = Number(process.argv[2] ?? 100_000)

/** A year of the sample company as one fact file, in order of time. */
async function writeFile(folder: string): Promise<{ path: string; facts: number; bytes: number }> {
  const facts: Fact[] = []
  for (const customer of playSample({ customers: CUSTOMERS, years: 1, seed: 1, end: END }).customers) facts.push(...customer.facts)
  facts.sort((a, b) => a.at - b.at)
  const path = join(folder, 'facts.ndjson')
  const out = createWriteStream(path)
  let bytes = 0
  for (const fact of facts) {
    const wire: Record<string, unknown> = { ...fact, at: isoOf(fact.at) }
    if ('locked_until' in fact && fact.locked_until !== undefined) wire.locked_until = isoOf(fact.locked_until)
    const line = `${JSON.stringify(wire)}\n`
    bytes += line.length
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return { path, facts: facts.length, bytes }
}

/** The rows of `fact`, in the order of their moments, copied raw into an empty twin of the table. */
async function rawCopy({ pool }: Scratch, rows: string): Promise<number> {
  await pool.query('create table raw_fact (like fact including all)')
  const client = await pool.connect()
  try {
    return await seconds(() => pipeline(Readable.from(chunks(rows)), client.query(pgCopy.from('copy raw_fact from stdin'))))
  } finally {
    client.release()
    await pool.query('drop table raw_fact')
  }
}

function* chunks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}

async function rowsAsText({ pool }: Scratch): Promise<string> {
  const client = await pool.connect()
  try {
    const parts: Buffer[] = []
    for await (const part of client.query(pgCopy.to('copy (select * from fact order by at, customer, id) to stdout'))) parts.push(part as Buffer)
    return Buffer.concat(parts).toString('utf8')
  } finally {
    client.release()
  }
}

await inScratch(END, async (scratch) => {
  const file = await writeFile(scratch.folder)
  const phases: [string, number][] = []
  let begun = performance.now()
  const whole = await seconds(async () => {
    const done = await importPaths(scratch.ctx, {
      paths: [file.path],
      onProgress: ({ phase }) => {
        if (phases.at(-1)?.[0] === phase) return
        const now = performance.now()
        const last = phases.at(-1)
        if (last) last[1] = (now - begun) / 1000
        phases.push([phase, 0])
        begun = now
      },
    })
    if (!done.ok) throw new Error(JSON.stringify(done.refusals))
    const map = await readMap(scratch.ctx, {})
    if (!map.ok || map.value.customers.now === 0) throw new Error('there is no map')
  })
  const last = phases.at(-1)
  if (last) last[1] = (performance.now() - begun) / 1000
  const peak = process.resourceUsage().maxRSS / 1024
  const raw = await rawCopy(scratch, await rowsAsText(scratch))
  console.log(`bench/import  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${file.facts.toLocaleString('en')} facts, NDJSON of ${Math.round(file.bytes / 1e6)} MB in order of time; embedded PostgreSQL 18, fsync on`)
  console.log(`import, map ready  ${whole.toFixed(1)} s  ${per(file.facts, whole)}  peak memory ${Math.round(peak)} MB (with the benchmark's own file in it)`)
  for (const [phase, s] of phases) console.log(`  ${phase.padEnd(12)} ${s.toFixed(1)} s`)
  console.log(`raw COPY           ${raw.toFixed(1)} s  ${per(file.facts, raw)}`)
  console.log(`ratio              ${(whole / raw).toFixed(2)}`)
})
