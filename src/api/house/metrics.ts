import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { countsOf } from '#actions/counts.ts'
import { measureHouse } from '#actions/house/measure-house.ts'
import type { Context } from '#actions/context.ts'

/** Bounds between which requests are counted by how long they took. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What is watched of a server. Labels have few values, and none is anything a customer or a client chose. */
export interface Metrics {
  /** @param route its pattern; undefined where there is none */
  readonly answered: (method: string, route: string | undefined, status: number, seconds: number) => void
  /** Everything, in the text format of Prometheus. */
  readonly text: () => Promise<string>
  readonly type: string
  readonly registry: Registry
  readonly end: () => void
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export function metricsOf(ctx: Context): Metrics {
  const registry = new Registry()
  const requests = new Histogram({
    name: 'troth_request_duration_seconds', help: 'Requests answered, by how long they took.', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [registry],
  })
  watchWork(registry, ctx)
  const refreshHouse = watchHouse(registry, ctx)
  const end = watchProcess(registry)
  return {
    registry, end, type: registry.contentType,
    answered: (method, route = 'none', status, seconds) => requests.observe({ method: METHODS.has(method) ? method : 'other', route, status }, seconds),
    async text() {
      await refreshHouse()
      return registry.metrics()
    },
  }
}

/** What this process did, counted as it was done. */
function watchWork(registry: Registry, { pool }: Context): void {
  const counter = (name: string, help: string, read: () => number): unknown =>
    new Counter({
      name, help, registers: [registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  void new Counter({
    name: 'troth_facts_total', help: 'Facts that were sent, by what became of them.', labelNames: ['status'], registers: [registry],
    collect() {
      this.reset()
      for (const [status, n] of Object.entries(countsOf(pool).facts)) this.inc({ status }, n)
    },
  })
  counter('troth_batches_total', 'Times that facts were sent, however many at once.', () => countsOf(pool).batches)
  counter('troth_retries_total', 'Transactions begun again: another writer was first, or a fact was known already.', () => countsOf(pool).retries)
  counter('troth_pictures_total', 'Times that something was drawn from what is stored: a map, sums of money, counts of a list. What is shown again is not counted.', () => countsOf(pool).pictures)
  void new Gauge({
    name: 'troth_pool_connections', help: 'Connections to the database, and requests that wait for one.', labelNames: ['state'], registers: [registry],
    collect() {
      this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** What the database says of the house. Where it does not answer, only that is said. @returns reads them anew */
function watchHouse(registry: Registry, ctx: Context): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers: [registry] })
  const up = gauge('troth_database_up', 'Whether the database answered within two seconds.')
  const telling = gauge('troth_telling_id', 'The telling that is read.')
  const age = gauge('troth_telling_age_seconds', 'How long ago the telling that is read was made.')
  const lag = gauge('troth_time_lag_seconds', 'For how long the most overdue customer has waited for what time alone causes.')
  const bytes = gauge('troth_database_bytes', 'Size of the database on disk.')
  const imports = gauge('troth_imports', 'Imports there are, by state.', ['state'])
  const jobs = gauge('troth_jobs', 'Work in the background that was asked for, by state.', ['state'])
  return async () => {
    const figures = await measureHouse(ctx)
    for (const each of [telling, age, lag, bytes]) each.remove()
    for (const each of [imports, jobs]) each.reset()
    up.set(figures ? 1 : 0)
    if (!figures) return
    telling.set(figures.telling)
    age.set(figures.telling_age_seconds)
    lag.set(figures.time_lag_seconds)
    bytes.set(figures.database_bytes)
    for (const [state, n] of Object.entries(figures.imports)) imports.set({ state }, n)
    for (const [state, n] of Object.entries(figures.jobs)) jobs.set({ state }, n)
  }
}

const EVERY_MS = 20
const NS_PER_S = 1e9

/** What the process takes, under the names that dashboards know. @returns ends the watching */
function watchProcess(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
  delay.enable()
  const gauge = (name: string, help: string, read: () => number): unknown =>
    new Gauge({
      name, help, registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('nodejs_eventloop_lag_p99_seconds', 'How late the event loop was, since it was last asked; 99 of 100 times less.', () => {
    // The clock ticks every so often by itself; only what is beyond that is late.
    const late = Math.max(0, delay.percentile(99) / NS_PER_S - EVERY_MS / 1000)
    delay.reset()
    return late
  })
  gauge('process_resident_memory_bytes', 'Memory that the process holds.', () => process.memoryUsage.rss())
  gauge('nodejs_heap_size_used_bytes', 'Of it, what JavaScript uses.', () => process.memoryUsage().heapUsed)
  gauge('process_start_time_seconds', 'When the process began, since 1970.', () => (Date.now() - process.uptime() * 1000) / 1000)
  void new Counter({
    name: 'process_cpu_seconds_total', help: 'Processor time that the process took.', registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
  return () => delay.disable()
}
