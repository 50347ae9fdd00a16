/**
 * bench/map: reading the map of many customers, for the first time and again.
 *
 *   npm run bench -- map [customers] [folder]     (1,000,000 customers with a year of about ten facts each)
 *
 * First reads are of maps nobody has asked for: other dates, groups and filters. Cached reads ask for the same map again while somebody
 * writes. They are held against the least that any way must do in the same database: counting the rows of the spans.
 */
import { importPaths } from '#actions/history/import/import-paths.ts'
import { readDrivers } from '#actions/map/read-drivers.ts'
import { readMap } from '#actions/map/read-map.ts'
import { readSeries } from '#actions/map/read-series.ts'
import { driversQuery } from '#contract/map/drivers.ts'
import type { MapQuery } from '#contract/map/map.ts'
import { seriesQuery } from '#contract/map/series.ts'
import { factFile } from './fact-file.ts'
import { END, machine, median, seconds } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000)
const FIRST: readonly [string, Partial<MapQuery>][] = [
  ['the last quarter', {}],
  ['by unit', { by: 'unit' }],
  ['by cohort', { by: 'cohort' }],
  ['one unit', { unit: ['helsinki'] }],
  ['another quarter', { from: '2025-03-01', to: '2025-06-30' }],
  ['a year, by unit', { from: '2025-01-01', to: '2025-12-31', by: 'unit' }],
]
const AGAIN = 200

await inScratch(END, async ({ ctx, pool, folder }) => {
  const path = factFile(process.argv[3] ?? folder, CUSTOMERS, 'ndjson')
  const done = await importPaths(ctx, { paths: [path] })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  const read = async (query: Partial<MapQuery>): Promise<number> => 1000 * (await seconds(async () => {
    const map = await readMap(ctx, query)
    if (!map.ok) throw new Error(JSON.stringify(map.refusals))
  }))
  const least: number[] = []
  for (let i = 0; i < 5; i++) least.push(1000 * (await seconds(() => pool.query('select count(*) from span'))))
  const first: (readonly [string, number])[] = []
  for (const [name, query] of FIRST) first.push([name, await read(query)])
  const BESIDE: readonly (readonly [string, () => Promise<{ readonly ok: boolean }>])[] = [
    ['a year, by month', () => readSeries(ctx, seriesQuery.parse({ period: 'year' }))],
    ['why, a quarter', () => readDrivers(ctx, driversQuery.parse({ move: 'satisfied>disappointed' }))],
    ['why, a year', () => readDrivers(ctx, driversQuery.parse({ move: 'satisfied>loyal', period: 'year' }))],
  ]
  for (const [name, act] of BESIDE) first.push([name, 1000 * (await seconds(async () => {
    if (!(await act()).ok) throw new Error(name)
  }))])
  const again: number[] = []
  for (let i = 0; i < AGAIN; i++) {
    await pool.query(`insert into audit (at, actor, what) values (now(), 'bench', 'bench')`)
    again.push(await read(FIRST[i % FIRST.length]?.[1] ?? {}))
  }
  again.sort((a, b) => a - b)
  console.log(`bench/map  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${done.value.facts.taken.toLocaleString('en')} facts; embedded PostgreSQL 18`)
  console.log(`counting the spans   ${median(least).toFixed(0)} ms`)
  for (const [name, ms] of first) console.log(`first read, ${name.padEnd(18)} ${ms.toFixed(0).padStart(6)} ms   ${(ms / median(least)).toFixed(1)} × counting  (goal 2,500 ms)`)
  console.log(`again, while others write   p50 ${(again[Math.floor(AGAIN * 0.5)] as number).toFixed(1)} ms  p95 ${(again[Math.floor(AGAIN * 0.95)] as number).toFixed(1)} ms  (goal 100 ms; ${AGAIN} reads)`)
})
