/**
 * bench/retell: telling every history anew, against what no way of doing it can spare: streaming the facts out in binary and copying the
 * rows that result back in.
 *
 *   npm run bench -- retell [customers]        (35,000 customers of the sample company with three years each: about a million facts)
 */
import { finished } from 'node:stream/promises'
import pgCopy from 'pg-copy-streams'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { retell } from '#actions/relationship/retell.ts'
import { playSample } from '#sample/play.ts'
import type { Pool } from '#store/pool.ts'
import { END, machine, median, per, seconds } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 35_000)
const RUNS = 3

function* items(): Generator<Parameters<typeof importFacts>[2] extends Iterable<infer Item> | AsyncIterable<infer Item> ? Item : never> {
  for (const { record, facts } of playSample({ customers: CUSTOMERS, years: 3, seed: 1, end: END }).customers) {
    yield { record }
    for (const fact of facts) yield { fact }
  }
}

/** Streams all facts out in binary, as they lie. */
async function streamOut(pool: Pool): Promise<number> {
  const client = await pool.connect()
  try {
    return await seconds(async () => {
      let bytes = 0
      for await (const chunk of client.query(pgCopy.to('copy fact to stdout (format binary)'))) bytes += (chunk as Buffer).length
      return bytes
    })
  } finally {
    client.release()
  }
}

/** Copies the rows of the current telling, already in memory, into tables like its own, keys included. */
async function copyBack(pool: Pool, telling: number): Promise<number> {
  const client = await pool.connect()
  try {
    let whole = 0
    for (const table of ['standing', 'span', 'spend']) {
      const parts: Buffer[] = []
      for await (const part of client.query(pgCopy.to(`copy ${table}_${telling} to stdout (format binary)`))) parts.push(part as Buffer)
      await client.query(`create table raw_${table} (like ${table}_${telling} including all)`)
      whole += await seconds(async () => {
        const into = client.query(pgCopy.from(`copy raw_${table} from stdin (format binary)`))
        for (const part of parts) if (!into.write(part)) await new Promise((resolve) => into.once('drain', resolve))
        into.end()
        await finished(into)
      })
      await client.query(`drop table raw_${table}`)
    }
    return whole
  } finally {
    client.release()
  }
}

await inScratch(END, async ({ ctx, pool }) => {
  await importFacts(ctx, 'bench', items())
  const { rows } = await pool.query<{ n: number }>('select count(*) as n from fact')
  const facts = rows[0]?.n ?? 0
  const told: number[] = []
  const raw: number[] = []
  const phases = new Map<string, number>()
  for (let run = 0; run < RUNS; run++) {
    let id = 0
    let last = { phase: '', at: performance.now() }
    const note = (phase: string): void => {
      if (phase === last.phase) return
      const now = performance.now()
      if (last.phase) phases.set(last.phase, (now - last.at) / 1000)
      last = { phase, at: now }
    }
    told.push(await seconds(async () => (id = (await retell(ctx, { onProgress: ({ phase }) => note(phase) })).telling)))
    note('')
    raw.push((await streamOut(pool)) + (await copyBack(pool, id)))
  }
  const [t, r] = [median(told), median(raw)]
  console.log(`bench/retell  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${facts.toLocaleString('en')} facts; median of ${RUNS}; embedded PostgreSQL 18, fsync on`)
  console.log(`retelling, learning and swap included   ${t.toFixed(1)} s  ${per(facts, t)}   (${[...phases].map(([p, s]) => `${p} ${s.toFixed(1)} s`).join(', ')})`)
  console.log(`binary stream out + copy of the result  ${r.toFixed(1)} s`)
  console.log(`ratio                                   ${(t / r).toFixed(2)}`)
})
