/**
 * bench/screens: the reads behind every screen, as a browser asks for them, among many customers.
 *
 *   npm run -s bench -- screens [customers] [folder]     (1,000,000 customers with a year of about ten facts each)
 *
 * Each kind of read is asked for with other values every time, over HTTP and with its answer read: the columns' sorts at any place of the list, filters, searches by a part of a name in
 * several scripts, customers at random, maps of other dates for the first time and again. What screens open with is asked for once more while facts come in, kept ready as a server that
 * runs does; and by a server that has just started. They are held against the least that any read costs: one row by its key.
 */
import { diceOf } from '#stats/random.ts'
import type { Context } from '#actions/context.ts'
import { keeperOfReady } from '#actions/keep-ready.ts'
import { makeKey } from '#actions/house/make-key.ts'
import { importPaths } from '#actions/history/import/import-paths.ts'
import { makeServer } from '#api/server.ts'
import { RIGHTS } from '#contract/house/access.ts'
import type { MapAnswer } from '#contract/map/map.ts'
import { SORTS, type Sort } from '#core/customers/sorts.ts'
import { STATES } from '#core/relationship/state.ts'
import { COLUMNS } from '../src/web/app/customers/columns.ts'
import { factFile } from './fact-file.ts'
import { END, machine } from './machine.ts'
import { inScratch } from './scratch.ts'

const CUSTOMERS = Number(process.argv[2] ?? 1_000_000)
const TIMES = 40
/** So many choices of customers. */
const FILTERS = 8
const dice = diceOf(7)
const any = <T>(list: readonly T[]): T => list[Math.floor(dice.uniform() * list.length)] as T

/** What the screen's list sorts by; the API knows more. */
const SHOWN: readonly Sort[] = COLUMNS.map(({ sort }) => sort)

/** What is asked for: first reads are as dear as they are, all others have 100 ms. */
interface Read {
  readonly name: string
  readonly goal_ms: number
  readonly times?: number
  readonly path: () => string
}

const day = (): string => `2025-0${1 + Math.floor(dice.uniform() * 8)}-1${Math.floor(dice.uniform() * 10)}`
const NAMES = ['tamm', 'an', 'ingr', 'han', 'õu', '田', '佐藤', '王', 'example.org', 'berg']

/** What only the API sorts by. */
const UNSHOWN = SORTS.filter((sort) => !SHOWN.includes(sort))
const at = (): string => dice.uniform().toFixed(4)
const way = (): string => any(['asc', 'desc'])

const lists = (units: readonly string[]): readonly Read[] => [
  { name: 'list, first page', goal_ms: 100, path: () => `/v1/customers?sort=${any(SHOWN)}&order=${way()}` },
  { name: 'list, any place', goal_ms: 100, path: () => `/v1/customers?sort=${any(SHOWN)}&at=${at()}` },
  { name: 'list, one state, any place', goal_ms: 100, path: () => `/v1/customers?state=${any(STATES)}&sort=${any(SHOWN)}&at=${at()}` },
  { name: 'list, one unit and state', goal_ms: 100, path: () => `/v1/customers?unit=${any(units)}&state=${any(STATES)}&sort=${any(SHOWN)}&order=${way()}` },
  { name: 'list, one unit and state, any place', goal_ms: 100, path: () => `/v1/customers?unit=${any(units)}&state=${any(STATES)}&sort=${any(SHOWN)}&order=${way()}&at=${at()}` },
  { name: 'by name, one unit and state', goal_ms: 100, path: () => `/v1/customers?unit=${any(units)}&state=${any(STATES)}&sort=name&order=${way()}` },
  { name: 'by name, a unit and state, any place', goal_ms: 100, path: () => `/v1/customers?unit=${any(units)}&state=${any(STATES)}&sort=name&order=${way()}&at=${at()}` },
  ...UNSHOWN.map((sort): Read => ({ name: `by ${sort}, any place`, goal_ms: 100, path: () => `/v1/customers?sort=${sort}&order=${way()}&at=${at()}` })),
  { name: 'by these, one unit and state', goal_ms: 100, path: () => `/v1/customers?unit=${any(units)}&state=${any(STATES)}&sort=${any(UNSHOWN)}&order=${way()}&at=${at()}` },
]

const reads = (keys: readonly string[], units: readonly string[]): readonly Read[] => [
  { name: 'map, dates nobody asked for yet', goal_ms: 2500, times: 5, path: () => `/v1/map?from=${day()}&to=2025-12-${10 + Math.floor(dice.uniform() * 20)}` },
  { name: 'map by unit, first', goal_ms: 2500, times: 1, path: () => '/v1/map?by=unit' },
  { name: 'map by cohort, first', goal_ms: 2500, times: 1, path: () => '/v1/map?by=cohort' },
  { name: 'map month by month, first', goal_ms: 2500, times: 1, path: () => '/v1/map/series' },
  { name: 'why they moved, first', goal_ms: 2500, times: 3, path: () => `/v1/drivers?move=${any(['loyal>satisfied', 'satisfied>lapsed', 'satisfied>disappointed'])}&from=${day()}` },
  { name: 'why few of them moved, first', goal_ms: 2500, times: 3, path: () => `/v1/drivers?move=loyal%3Esatisfied&period=year&unit=${any(units)}&cohort=2025-0${1 + Math.floor(dice.uniform() * 9)}` },
  { name: 'distributions, first', goal_ms: 2500, times: 1, path: () => '/v1/distributions' },
  { name: 'what they say, first', goal_ms: 2500, times: 3, path: () => `/v1/answers?question=${any(['recommend', 'satisfaction', 'trust'])}&from=${day()}` },
  { name: 'what they felt, first', goal_ms: 2500, times: 3, path: () => `/v1/feelings?from=${day()}` },
  { name: 'worth, first', goal_ms: 2500, times: 1, path: () => '/v1/worth' },
  { name: 'money, first', goal_ms: 2500, times: 1, path: () => '/v1/money' },
  { name: 'winning and keeping, first', goal_ms: 2500, times: 1, path: () => '/v1/keeping' },
  { name: 'the model by unit, first', goal_ms: 2500, times: 1, path: () => '/v1/model/groups?by=unit' },
  { name: 'map, again', goal_ms: 100, path: () => any(['/v1/map?by=unit', '/v1/map?by=cohort']) },
  { name: 'map of one unit', goal_ms: 100, path: () => `/v1/map?unit=${any(units)}` },
  { name: 'month by month, again', goal_ms: 100, path: () => '/v1/map/series' },
  { name: 'distributions, again', goal_ms: 100, path: () => '/v1/distributions' },
  ...lists(units),
  { name: 'list, counted', goal_ms: 100, path: () => `/v1/customers?state=${any(STATES)}&total=true&limit=1` },
  { name: 'search, part of a name', goal_ms: 100, path: () => `/v1/customers?q=${encodeURIComponent(any(NAMES))}&limit=8` },
  { name: 'search, part of a key', goal_ms: 100, path: () => `/v1/customers?q=${any(keys).slice(-6)}&limit=8` },
  { name: 'one customer', goal_ms: 100, path: () => `/v1/customers/${encodeURIComponent(any(keys))}` },
  { name: 'their timeline', goal_ms: 100, path: () => `/v1/customers/${encodeURIComponent(any(keys))}/timeline` },
]

/** What screens open with: the answers are the longer ago the longer the bench has run, and never waited for. */
const OPENING = ['/v1/map', '/v1/map?by=unit', '/v1/worth', '/v1/choices', '/v1/customers?limit=1&total=true', '/v1/answers', '/v1/answers/drivers', '/v1/feelings', '/v1/money', '/v1/keeping', '/v1/distributions', '/v1/map/series', '/v1/model/groups?by=unit']
/** What is one click away from it, besides why they moved as is listed beside the map. */
const NEXT = ['/v1/map?period=month', '/v1/map?period=year', '/v1/map?period=all', '/v1/map?by=channel', '/v1/map?by=cohort', '/v1/map?compared=before', '/v1/map?compared=year', '/v1/answers?period=year', '/v1/feelings?period=month']
/** How often they are asked for, each time after as many facts; longer than what is slow to draw stays right. */
const ROUNDS = 8
const BETWEEN_MS = 10_000

await inScratch(END, async ({ ctx, pool, folder, another }) => {
  const done = await importPaths(ctx, { paths: [factFile(process.argv[3] ?? folder, CUSTOMERS, 'ndjson')] })
  if (!done.ok) throw new Error(JSON.stringify(done.refusals))
  const app = await makeServer({ ctx, version: 'bench', logLevel: 'silent', limits: { sending: 0, reading: 0, changing: 0, unknown: 0 } })
  const made = await makeKey(ctx, { name: 'bench', scopes: RIGHTS })
  if (!made.ok) throw new Error('no key was made')
  const authorization = `Bearer ${made.value.key}`
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = (path: string): Promise<number> => asked(url, authorization, path)
  const { rows } = await pool.query<{ key: string }>(`select key from customer tablesample system (${Math.min(100, 100_000 / CUSTOMERS)}) limit 500`)
  const { rows: units } = await pool.query<{ unit: string }>(`select unit from standing where unit is not null group by unit having count(*) > $1 order by unit`, [CUSTOMERS / 200])
  const row: number[] = []
  for (let i = 0; i < TIMES; i++) {
    const begun = performance.now()
    await pool.query('select name from customer where key = $1', [any(rows).key])
    row.push(performance.now() - begun)
  }
  console.log(`bench/screens  ${machine()}`)
  console.log(`${CUSTOMERS.toLocaleString('en')} customers, ${done.value.facts.taken.toLocaleString('en')} facts; embedded PostgreSQL 18; ms with the answer read`)
  print('one row by its key', row, null)
  for (const { name, goal_ms, times = TIMES, path } of reads(rows.map(({ key }) => key), units.map(({ unit }) => unit))) {
    const took: number[] = []
    for (let i = 0; i < times; i++) took.push(await ask(path()))
    print(name, took, goal_ms)
  }
  await askWhileFactsCome({ ctx, url, authorization, ask, keys: rows.map(({ key }) => key) })
  await app.close()
  await askAtTheStart({ ...ctx, pool: another() }, authorization, [...OPENING, ...NEXT], 'what screens open with, after a start', 100)
  // Alone, so that nothing is shared with what was asked before.
  await pool.query('delete from picture')
  for (const path of ['/v1/money', '/v1/keeping']) await askAtTheStart({ ...ctx, pool: another() }, authorization, [path], `${path}, alone, nothing kept`, 2500)
})

/** Asks a process that has drawn nothing yet. */
async function askAtTheStart(ctx: Context, authorization: string, paths: readonly string[], name: string, goal_ms: number): Promise<void> {
  const app = await makeServer({ ctx, version: 'bench', logLevel: 'silent', limits: { sending: 0, reading: 0, changing: 0, unknown: 0 } })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const took: number[] = []
  for (const path of paths) took.push(await asked(url, authorization, path))
  print(name, took, goal_ms)
  await app.close()
  await ctx.pool.end()
}

/** Milliseconds that a path took, its answer read. */
async function asked(url: string, authorization: string, path: string): Promise<number> {
  const begun = performance.now()
  const answer = await fetch(`${url}${path}`, { headers: { authorization } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${path}: ${text}`)
  return performance.now() - begun
}

interface Asking {
  readonly ctx: Context
  readonly url: string
  readonly authorization: string
  /** Milliseconds that a path took. */
  readonly ask: (path: string) => Promise<number>
  readonly keys: readonly string[]
}

async function askWhileFactsCome({ ctx, url, authorization, ask, keys }: Asking): Promise<void> {
  const begun = performance.now()
  await keeperOfReady(ctx, new AbortController().signal)()
  print('a round of what is kept ready', [performance.now() - begun], null)
  const dates: number[] = []
  for (let i = 0; i < TIMES; i++) dates.push(await ask(`/v1/map?from=${day()}&to=2025-11-${10 + (i % 20)}${any(['', '&by=cohort', '&by=unit'])}`))
  print('map, dates nobody asked for, held', dates, 100)
  const some = (least: number): string => `/v1/map?min.value=${least}&from=${day()}&to=2025-11-${10 + (least % 20)}`
  const [first, again] = [[] as number[], [] as number[]]
  for (let least = 5000; least < 5000 + 1000 * FILTERS; least += 1000) {
    first.push(await ask(some(least)))
    for (let i = 0; i < 4; i++) again.push(await ask(some(least)))
  }
  print('map of some, held, first', first, 2500)
  print('map of these, other dates, held', again, 100)
  const months: number[] = []
  for (let i = 0; i < 6; i++) months.push(await ask(`/v1/map/series?from=${day()}&to=2025-11-${10 + i}${any(['', '&heard=true', '&min.value=5000'])}`))
  print('month by month, held', months, 2500)
  const { flows } = (await (await fetch(`${url}/v1/map`, { headers: { authorization } })).json()) as MapAnswer
  const listed = flows.filter(({ from, to }) => from !== null && from !== to).slice(0, 9).map(({ from, to }) => `/v1/drivers?move=${from}%3E${to}`)
  const took = { opening: [] as number[], next: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const path of [...OPENING, ...NEXT, ...listed]) {
      const fact = { kind: 'visit', id: `bench-${took.opening.length + took.next.length}`, source: 'bench', customer: any(keys), at: new Date(END).toISOString(), channel: 'shop' }
      const told = await fetch(`${url}/v1/facts`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify([fact]) })
      if (!told.ok) throw new Error(await told.text())
      took[OPENING.includes(path) ? 'opening' : 'next'].push(await ask(path))
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
  print('what screens open with, facts coming', took.opening, 100)
  print('what is one click away, facts coming', took.next, 100)
}

function print(name: string, took: readonly number[], goal_ms: number | null): void {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number).toFixed(1).padStart(8)
  console.log(`${name.padEnd(36)} median ${at(0.5)}  p95 ${at(0.95)}${goal_ms === null ? '' : `  (goal ${goal_ms.toLocaleString('en')})`}`)
}
