import { fromStored } from '#core/history/stored.ts'
import { compareFacts } from '#core/history/order.ts'
import { kindNumber } from '#core/history/kinds.ts'
import { TOLD_BY_COLUMNS } from '#core/relationship/effects.ts'
import { begin } from '#core/relationship/memory.ts'
import type { Model } from '#core/relationship/model.ts'
import type { Policy } from '#core/relationship/policy.ts'
import { tell } from '#core/relationship/tell.ts'
import { tellingRules, type TellingRules } from '#core/relationship/telling-rules.ts'
import type { Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { OnProgress } from '#actions/context.ts'
import { crewOfOne, crewOfThreads, type Crew, type Hand } from '#actions/crew/crew.ts'
import { connectionOf, openPool, type Connection, type Pool } from '#store/pool.ts'
import { countFacts, streamHistories, type History } from '#store/relationship/bulk.ts'
import { copyTold } from '#store/relationship/copy-told.ts'
import { slicesOf, type Slice } from '#store/slices.ts'
import type { SpanRow, SpendRow, StandingRow } from '#store/relationship/rows.ts'
import { spanRows, spendRows, standingRow } from './rows.ts'

/** Customers whose rows are written at once. */
const CHUNK = 1000
/** Fewer facts than this are told sooner than other threads would be ready for them. */
const WORTH_A_CREW = 100_000
/** Parts of all customers, by their numbers, which are hashes and so spread evenly. Small enough that nobody waits long for the last. */
const PARTS = 16

const WORKER = new URL('./tell-worker.ts', import.meta.url)

/** What a part of all histories is told into, and under what. Plain data, so that it can be handed to another thread. */
export interface TellingSetting {
  readonly connection: Connection
  readonly telling: number
  readonly until: Instant
  readonly policy: Policy
  readonly model: Model
  readonly zone: string
}
interface Count {
  readonly customers: number
  readonly facts: number
}

export interface TellAllOptions {
  readonly onProgress?: OnProgress
  /** Aborted, threads are sent home in the middle of their work. */
  readonly signal?: AbortSignal | undefined
  /** From how many facts on several threads share the work. */
  readonly worthACrew?: number
}

/**
 * Tells all histories into the tables of a telling that is being made.
 * @returns how many customers
 */
export async function tellAll(pool: Pool, telling: number, until: Instant, rules: TellingRules, { onProgress = () => undefined, signal, worthACrew = WORTH_A_CREW }: TellAllOptions): Promise<number> {
  const total = await countFacts(pool)
  const connection = total < worthACrew ? null : connectionOf(pool)
  const setting = { telling, until, policy: rules.policy, model: rules.model, zone: rules.zone.name }
  const crew: Crew<Slice, Count> = connection === null ? crewOfOne(() => tellerWith(pool, setting), setting) : crewOfThreads(WORKER, { ...setting, connection })
  const done = { customers: 0, facts: 0 }
  const sendHome = (): void => void crew.close()
  signal?.addEventListener('abort', sendHome, { once: true })
  try {
    onProgress({ phase: 'telling', done: 0, total })
    await Promise.all(slicesOf(connection === null ? 1 : PARTS).map(async (part) => {
      const { customers, facts } = await crew.ask(part)
      done.customers += customers
      done.facts += facts
      onProgress({ phase: 'telling', done: done.facts, total })
    }))
  } finally {
    signal?.removeEventListener('abort', sendHome)
    await crew.close()
  }
  return done.customers
}

/** Tells parts of all histories over connections of its own, in whatever thread. */
export const teller: Hand<TellingSetting, Slice, Count> = ({ connection, ...setting }) => {
  const pool = openPool({ connection }, 2)
  return { ...tellerWith(pool, setting), close: () => pool.end() }
}

function tellerWith(pool: Pool, { telling, until, policy, model, zone }: Omit<TellingSetting, 'connection'>): ReturnType<Hand<unknown, Slice, Count>> {
  const rules = tellingRules(policy, model, zoneOf(zone))
  return { ask: (part) => tellPart(pool, telling, until, rules, part) }
}

/** Told, not yet written. */
class Buffered {
  standings: StandingRow[] = []
  spans: SpanRow[] = []
  spend: SpendRow[] = []

  add({ customer, home, facts }: History, until: Instant, rules: TellingRules): void {
    const told = tell(begin(home), facts.map((row) => fromStored(row, customer)).sort(compareFacts), until, rules)
    this.standings.push(standingRow(customer, 1, told.memory, rules))
    for (const row of spanRows(customer, told.changes, 0)) this.spans.push(row)
    for (const row of spendRows(customer, told.months)) this.spend.push(row)
  }
}

/** Streams a part of all histories through the fold; while one chunk is written, the next is told. */
async function tellPart(pool: Pool, telling: number, until: Instant, rules: TellingRules, part: Slice): Promise<Count> {
  const reader = await pool.connect()
  const writer = await pool.connect()
  let broken: Error | undefined
  try {
    const count = { customers: 0, facts: 0 }
    let buffer = new Buffered()
    let writing: Promise<void> = Promise.resolve()
    const hand = async (least: number): Promise<void> => {
      if (buffer.standings.length < least) return
      await writing
      writing = copyTold(writer, telling, buffer)
      writing.catch(() => undefined) // awaited at the next chunk, which throws it
      buffer = new Buffered()
    }
    await streamHistories(reader, part, TOLD_BY_COLUMNS.map(kindNumber), (history) => {
      buffer.add(history, until, rules)
      count.facts += history.facts.length
      count.customers++
    }, () => hand(CHUNK))
    await hand(1)
    await writing
    return count
  } catch (error) {
    broken = error as Error // in the middle of a COPY, a connection is of no more use
    throw error
  } finally {
    reader.release(broken)
    writer.release(broken)
  }
}
