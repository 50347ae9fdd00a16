/**
 * bench/soak: a server that is lived in, minute after minute.
 *
 *   npm run -s bench -- soak [minutes] [rate] [customers]      (20 minutes, 300 facts a second, 20,000 customers with two years of history)
 *
 * Half of the facts are sent one by one, half in batches of 50, each when its turn comes whatever became of those before (so that a server that is late shows
 * it). Some come late, and some a second time. Beside that somebody reads the map every 2 s, a page of customers every second and one customer twice a second,
 * and the server keeps time. Every minute: how long each kind of request took, the memory of server and database, and how far behind time the map is. At the end:
 * by how much memory grew, and what `doctor --deep` says.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { examine } from '#actions/house/doctor/examine.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { timeLag } from '#actions/relationship/time-lag.ts'
import { readSettings } from '#contract/settings.ts'
import { isoOf } from '#core/units/time.ts'
import { playSample } from '#sample/play.ts'
import { chanceOf } from '../test/faults/chance.ts'
import { machine } from './machine.ts'
import { memoryOf, memoryOfDatabase, slopeOf } from './memory.ts'
import { inScratch, type Scratch } from './scratch.ts'
import { startServer } from './server.ts'

const MINUTES = Number(process.argv[2] ?? 20)
const RATE = Number(process.argv[3] ?? 300)
const CUSTOMERS = Number(process.argv[4] ?? 20_000)
const BATCH = 50
const DAY_MS = 86_400_000
/** Memory is looked at this often. */
const LOOK_MS = 5000

const chance = chanceOf(1)
let made = 0
let resent: object | undefined

/** A fact of this moment; one in twenty is late by up to a month, one in fifty was sent before. */
function fact(): object {
  if (resent && chance.is(0.02)) return resent
  const at = Date.now() - 1000 - (chance.is(0.05) ? chance.whole(1, 30 * 86_400) * 1000 : 0)
  const base = { id: `soak-${made++}`, source: 'soak', customer: `HH-${String(chance.whole(1, CUSTOMERS)).padStart(7, '0')}`, at: isoOf(at) }
  const kind = chance.whole(0, 9)
  const whole = kind < 6 ? { kind: 'purchase', order: base.id, paid: chance.whole(200, 9000), list: 9000 } : kind < 8 ? { kind: 'visit', channel: 'web' } : { kind: 'rating', question: 'recommend', value: chance.whole(0, 10) }
  return (resent = { ...base, ...whole })
}

/** How long the requests of a kind took, in ms. */
const times = new Map<string, number[]>()
const failures = new Map<string, number>()
const pending = new Set<Promise<void>>()

function ask(kind: string, due: number, url: string, key: string, body?: string): void {
  const asked = answered(url, key, body).then(
    () => void (times.get(kind) ?? times.set(kind, []).get(kind))?.push(performance.now() - due),
    (error: Error) => void failures.set(`${kind}: ${error.message}`, (failures.get(`${kind}: ${error.message}`) ?? 0) + 1),
  )
  pending.add(asked)
  void asked.then(() => pending.delete(asked))
}

/** @throws where the answer is not a whole yes */
async function answered(url: string, key: string, body?: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const answer = await fetch(url, body === undefined ? { headers } : { method: 'POST', headers, body })
  const text = await answer.text()
  if (answer.status !== 200 || (body !== undefined && !text.includes('"refused":0'))) throw new Error(`${answer.status} ${text.slice(0, 120)}`)
}

/** Does something every so many ms, at its moments, until it is over. */
async function every(ms: number, until: number, work: (due: number) => void): Promise<void> {
  for (let due = performance.now(); due < until; due += ms) {
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    work(due)
  }
}

const at = (sorted: readonly number[], share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1)

function told(minute: number, app: number, database: number, lag: number): string {
  const kinds = [...times].map(([kind, list]) => {
    const sorted = list.toSorted((a, b) => a - b)
    return `${kind} ${at(sorted, 0.5)}/${at(sorted, 0.99)} (${sorted.length})`
  })
  times.clear()
  return `${String(minute).padStart(3)}  ${kinds.join('  ')}  server ${app.toFixed(0)} MB  database ${database.toFixed(0)} MB  behind time ${lag.toFixed(0)} s`
}

async function live({ ctx, folder }: Scratch, server: { url: string; pid: number }, key: string): Promise<void> {
  const until = performance.now() + MINUTES * 60_000
  const memory: { app: [number, number][]; database: [number, number][] } = { app: [], database: [] }
  const pg = join(folder, 'data/pg/data')
  const begun = performance.now()
  let minute = 0
  const customer = (): string => `HH-${String(chance.whole(1, CUSTOMERS)).padStart(7, '0')}`
  await Promise.all([
    every(1000 / (RATE / 2), until, (due) => ask('single', due, `${server.url}v1/facts`, key, JSON.stringify(fact()))),
    every((1000 * BATCH) / (RATE / 2), until, (due) => ask('batch', due, `${server.url}v1/facts`, key, JSON.stringify(Array.from({ length: BATCH }, fact)))),
    every(2000, until, (due) => ask('map', due, `${server.url}v1/map`, key)),
    every(1000, until, (due) => ask('list', due, `${server.url}v1/customers?limit=50`, key)),
    every(500, until, (due) => ask('customer', due, `${server.url}v1/customers/${customer()}`, key)),
    every(LOOK_MS, until, () => {
      const now = (performance.now() - begun) / 60_000
      memory.app.push([now, memoryOf(server.pid)])
      memory.database.push([now, memoryOfDatabase(pg)])
    }),
    every(60_000, until + 1, (due) => {
      if (due - begun < 30_000) return
      minute++
      void timeLag(ctx).then((lag) => console.log(told(minute, memoryOf(server.pid), memoryOfDatabase(pg), lag)))
    }),
  ])
  await Promise.all(pending)
  // The first minutes fill caches: growth is told of what comes after.
  const later = ([now]: [number, number]): boolean => now > Math.min(3, MINUTES / 2)
  console.log(`memory grew by ${slopeOf(memory.app.filter(later)).toFixed(2)} MB (server) and ${slopeOf(memory.database.filter(later)).toFixed(2)} MB (database) a minute`)
}

await inScratch(Date.now(), async (scratch) => {
  const end = Math.floor(Date.now() / DAY_MS) * DAY_MS
  function* items(): Generator<{ record: object } | { fact: object }> {
    for (const { record, facts } of playSample({ customers: CUSTOMERS, years: 2, seed: 1, end }).customers) {
      yield { record }
      for (const each of facts) yield { fact: each }
    }
  }
  await importFacts(scratch.ctx, 'soak', items() as Parameters<typeof importFacts>[2])
  const key = await makeKey(scratch.ctx, { name: 'soak' })
  if (!key.ok) throw new Error('no key was made')
  const server = await startServer(scratch.folder)
  console.log(`bench/soak  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers; ${RATE} facts a second, half one by one and half in batches of ${BATCH}; ms as median/99th percentile (how many)`)
  await live(scratch, server, key.value.key)
  await server.stop()
  for (const [what, count] of failures) console.log(`failed ${count} ×  ${what}`)
  const report = await examine({ settings: readSettings({ TROTH_DATA: join(scratch.folder, 'data') }), now: Date.now, onProgress: () => undefined, patience_ms: 0 }, { deep: true })
  const findings = report.checks.flatMap(({ findings: found }) => found.filter(({ level }) => level !== 'note'))
  console.log(`doctor --deep: ${findings.length === 0 ? 'all is well' : findings.map(({ code, values }) => `${code} ${JSON.stringify(values)}`).join('; ')}; ${report.deep?.customers.toLocaleString('en')} histories, ${report.deep?.facts.toLocaleString('en')} facts`)
  process.exitCode = findings.length > 0 || failures.size > 0 ? 1 : 0
})
