/**
 * bench/ingest: facts over HTTP, kept and told when they are answered, against raw inserts of the same rows into the same table.
 *
 *   npm run bench -- ingest [customers] [seconds]
 *
 * A server in a process of its own, over a house that has half a year of history (20,000 customers unless told otherwise). Then comes the
 * next half year: first in batches of 500 from 8 clients at once, then one by one at 500 a second. The raw side inserts rows into an empty
 * twin of the table `fact`, in the same database, from as many connections and at the same rate: one `unnest` statement and commit a batch,
 * one plain insert and commit a fact. The two take turns, so that a noisy machine is noisy for both; medians are told.
 */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { makeKey } from '#actions/house/make-key.ts'
import type { Fact } from '#core/history/fact.ts'
import { toStored, type StoredFact } from '#core/history/stored.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { insertFacts } from '#store/history/facts.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import { connectionOf, openPool, type Pool } from '#store/pool.ts'
import { END, machine, median, per } from './machine.ts'
import { inScratch, type Scratch } from './scratch.ts'
import { startServer } from './server.ts'

const CUSTOMERS = Number(process.argv[2] ?? 20_000)
const SECONDS = Number(process.argv[3] ?? 10)
const CLIENTS = 8
const BATCH = 500
const TURNS = 5
const RATE = 500

interface Split {
  readonly items: { fact: Fact }[]
  /** What comes later, in order of time, each customer's facts with one client. */
  readonly later: Fact[][]
}

function split(): Split {
  const cut = END - 183 * 86_400_000
  const items: { fact: Fact }[] = []
  const later: Fact[][] = Array.from({ length: CLIENTS }, () => [])
  let n = 0
  for (const { facts } of playSample({ customers: CUSTOMERS, years: 1, seed: 1, end: END }).customers) {
    for (const fact of facts) if (fact.at < cut) items.push({ fact })
    else later[n % CLIENTS]?.push(fact)
    n++
  }
  for (const facts of later) facts.sort((a, b) => a.at - b.at)
  return { items, later }
}

const wire = (fact: Fact): object => ({ ...fact, at: isoOf(fact.at), ...('locked_until' in fact && fact.locked_until !== undefined && { locked_until: isoOf(fact.locked_until) }) })

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

function post(url: string, key: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}v1/facts`, { method: 'POST', agent, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const { taken, results } = JSON.parse(text) as { taken?: number; results?: unknown[] }
        if (response.statusCode === 200 && taken === results?.length) resolve()
        else reject(new Error(`${response.statusCode} ${text.slice(0, 300)}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Facts a second of several clients at once, each with batches of its own. */
async function inTurn(perClient: number, send: (client: number) => Promise<void>): Promise<number> {
  const begun = performance.now()
  await Promise.all(Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = 0; i < perClient; i++) await send(client)
  }))
  return (CLIENTS * perClient * BATCH) / ((performance.now() - begun) / 1000)
}

/** Answers' times in ms, when one is asked for every 1/RATE s whatever became of those before. */
async function atRate(seconds: number, send: (i: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  const under: Promise<void>[] = []
  const begun = performance.now()
  for (let i = 0; i < seconds * RATE; i++) {
    const due = begun + (i * 1000) / RATE
    const wait = due - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    under.push(send(i).then(() => void times.push(performance.now() - due)))
  }
  await Promise.all(under)
  return times.toSorted((a, b) => a - b)
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number

const secret = randomBytes(32)
const stored = (fact: Fact): StoredFact => toStored(fact, customerIdOf(secret, fact.customer), (amount) => amount)

async function rawTable(pool: Pool): Promise<{ insert(facts: readonly StoredFact[]): Promise<unknown>; end(): Promise<void> }> {
  await pool.query('create schema raw')
  await pool.query('create table raw.fact (like public.fact including all)')
  const raw = openPool({ connection: connectionOf(pool) ?? {} }, CLIENTS)
  raw.on('connect', (client) => void client.query('set search_path = raw'))
  // `insertFacts` itself, in a schema where there is no house to tell.
  return { insert: (facts) => insertFacts(raw, facts, null), end: () => raw.end() }
}

async function bench({ ctx, pool, folder }: Scratch): Promise<void> {
  const { items, later } = split()
  await importFacts(ctx, 'bench', items)
  const made = await makeKey(ctx, { name: 'bench' })
  if (!made.ok) throw new Error('no key')
  const { key } = made.value
  const server = await startServer(folder)
  const raw = await rawTable(pool)
  const next = later.map(() => 0)
  const rawNext = later.map(() => 0)
  const take = (from: number[], client: number, count: number): Fact[] => {
    const begun = from[client] as number
    from[client] = begun + count
    const facts = later[client]?.slice(begun, begun + count) ?? []
    if (facts.length < count) throw new Error('more customers, please: the half year is over')
    return facts
  }
  try {
    const perTurn = Math.floor(Math.min(...later.map((facts) => facts.length)) / BATCH / (TURNS + 1.5))
    const ours: number[] = []
    const theirs: number[] = []
    for (let turn = 0; turn <= TURNS; turn++) {
      const a = await inTurn(perTurn, (client) => post(server.url, key, JSON.stringify(take(next, client, BATCH).map(wire))))
      const b = await inTurn(perTurn, async (client) => void (await raw.insert(take(rawNext, client, BATCH).map(stored))))
      if (turn > 0) void (ours.push(a), theirs.push(b)) // the first warms up
    }
    const one = await atRate(SECONDS, (i) => post(server.url, key, JSON.stringify(wire(take(next, i % CLIENTS, 1)[0] as Fact))))
    const rawOne = await atRate(SECONDS, async (i) => void (await raw.insert([stored(take(rawNext, i % CLIENTS, 1)[0] as Fact)])))
    console.log(`bench/ingest  ${machine()}`)
    console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${items.length.toLocaleString('en')} facts before; embedded PostgreSQL 18, fsync on; clients, server and database share the machine`)
    console.log(`batches of ${BATCH} from ${CLIENTS} clients   ${per(median(ours), 1)}   raw ${per(median(theirs), 1)}   ratio ${(median(ours) / median(theirs)).toFixed(2)}  (goal 0.6; median of ${TURNS})`)
    console.log(`one by one at ${RATE}/s for ${SECONDS} s   p50 ${at(one, 0.5).toFixed(1)} ms  p99 ${at(one, 0.99).toFixed(1)} ms   raw p50 ${at(rawOne, 0.5).toFixed(1)} ms  p99 ${at(rawOne, 0.99).toFixed(1)} ms   ratio of p99 ${(at(one, 0.99) / at(rawOne, 0.99)).toFixed(2)}  (goal 2)`)
  } finally {
    await raw.end()
    await server.stop()
  }
}

await inScratch(END, bench)
