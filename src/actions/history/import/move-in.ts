import { minorDigits } from '#core/units/money.ts'
import { RATE_REACH_DAYS } from '#core/history/intake.ts'
import { Refused } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { untilFirst } from '#actions/relationship/attempt.ts'
import { finishImport } from '#store/history/imports.ts'
import { keepRecords, mergeStagedRecords, noteMovedHomes, type RecordCounts } from '#store/history/records.ts'
import {
  analyzeStaged, convertStaged, countDiffering, countNewStaged, insertStagedCustomers, insertStagedFacts, nextDiffering, openDiffering, overlapping, type Rateless,
} from '#store/history/staging-facts.ts'
import type { Staging } from '#store/history/staging.ts'
import { noteSeen } from '#store/seen.ts'
import { lockTellingInBulk } from '#store/relationship/tellings.ts'
import type { Gathering } from './gathering.ts'
import { Intake, type IntakeSetting } from './intake.ts'
import { keepOutErased, type KeptOut } from './keep-out-erased.ts'
import type { ImportSummary } from './summary.ts'

/** What became of what was staged. */
export interface MovedIn {
  readonly taken: number
  readonly known: number
  readonly records: Omit<RecordCounts, 'customers'>
  readonly customers_new: number
  readonly overlaps: readonly number[]
  /** Customers whose declared home changed; they are noted, and told again even without new facts. */
  readonly moved_homes: number
  /** Rows refused here that are not yet on the list of rejects. */
  readonly unlisted: number
}

export interface Move {
  readonly gathering: Gathering
  readonly setting: IntakeSetting
  /** null in a dry run: everything is looked at, nothing is kept. */
  readonly importId: number | null
  readonly summarise: (moved: MovedIn) => ImportSummary
  readonly onProgress: OnProgress
}

/** … and what is yet to be listed as refused. */
interface Refusable {
  readonly rateless: readonly Rateless[]
  readonly erased: KeptOut['places']
  readonly differing: number
}
type Moved = MovedIn & Refusable

/**
 * Moves what was staged into the company's history, all of it or nothing, and marks the import done in the same breath; again where it
 * met others who were first. What is refused is listed after that, so that it is listed once.
 */
export async function moveIn(ctx: Context, move: Move): Promise<MovedIn> {
  const { staging } = move.gathering
  await staging.flush()
  await analyzeStaged(staging.client)
  const { rateless, erased, differing, ...moved } = await untilFirst(ctx.pool, () => moveOnce(ctx, move))
  if (move.importId !== null && moved.taken >= 10_000) for (const table of ['fact', 'customer']) await noteSeen(staging.client, table, 'analyze')
  await listRefused(move, { rateless, erased, differing })
  return { ...moved, unlisted: 0 }
}

async function moveOnce(ctx: Context, move: Move): Promise<Moved> {
  const { gathering, importId } = move
  const db = gathering.staging.client
  await db.query('begin')
  try {
    // Nobody clears the house, names another currency or is erased meanwhile.
    await lockTellingInBulk(db)
    // A sort of this many rows spills in any case; this much memory makes it spill in few, long runs.
    await db.query(`set local work_mem = '256MB'`)
    const moved = await moveAll(move)
    if (importId !== null && !(await finishImport(db, importId, remembered(move.summarise(moved)), ctx.now()))) throw new Refused({ code: 'import_unknown', values: { id: importId } })
    await db.query(importId === null ? 'rollback' : 'commit')
    return moved
  } catch (error) {
    await db.query('rollback').catch(() => undefined)
    throw error
  }
}

/** What is kept of a summary: none of the rows that were read, which say things of people. */
function remembered({ preview: _rows, rejected: { rows }, ...summary }: ImportSummary): object {
  return { ...summary, rejected: { rows } }
}

async function moveAll({ gathering: { staging }, setting, importId, onProgress }: Move): Promise<Moved> {
  const { client: db, counts } = staging
  const kept_out = await keepOutErased(staging, setting.company)
  await mergeStagedRecords(db)
  const moved_homes = importId === null ? 0 : await noteMovedHomes(db, importId)
  const { customers, ...records } = await keepRecords(db, importId)
  const rateless = counts.foreign > 0 ? await convert(staging, setting) : []
  const customers_new = customers + (await insertStagedCustomers(db, importId))
  const staged = counts.facts - kept_out.facts - rateless.length
  const hashed = counts.hashed > 0
  const taken = importId === null ? await countNewStaged(db, hashed) : await insertStagedFacts(db, importId, hashed, staging.slices, (share) => onProgress({ phase: 'storing', done: Math.round(share * staged), total: staged }))
  const moved = { taken, records, customers_new, moved_homes, rateless, erased: kept_out.places }
  const unlisted = rateless.length + kept_out.places.length
  if (taken === staged) return { ...moved, known: 0, overlaps: [], differing: 0, unlisted }
  const differing = await countDiffering(db, hashed)
  return { ...moved, known: staged - taken - differing, overlaps: await overlapping(db, importId, hashed), differing, unlisted: unlisted + differing }
}

/** Brings foreign money home; returns the facts that have to be refused for want of a rate. */
async function convert({ client, currencies }: Staging, { company }: IntakeSetting): Promise<Rateless[]> {
  const factors = new Map([...currencies].map((currency) => [currency, 10 ** (minorDigits(company.currency) - minorDigits(currency))]))
  return convertStaged(client, company.zone, factors, RATE_REACH_DAYS)
}

/** Lists the rows about people who were erased, facts for which there was no rate, and those that say something else than a known fact of the same identity. */
async function listRefused({ gathering, setting }: Move, { rateless, erased, differing }: Refusable): Promise<void> {
  const intake = new Intake(setting)
  for (const place of erased) intake.refuse([{ code: 'customer_erased' }], { ...place, text: '' })
  for (const { file, line, currency, day } of rateless) intake.refuse([{ code: 'rate_missing', values: { currency, day } }], { file, line, text: '' })
  if (differing > 0) await listDiffering(gathering, intake)
  await gathering.take(intake.outcome())
}

async function listDiffering(gathering: Gathering, intake: Intake): Promise<void> {
  const { client, counts } = gathering.staging
  await client.query('begin')
  await openDiffering(client, counts.hashed > 0)
  for (;;) {
    const rows = await nextDiffering(client)
    if (rows.length === 0) break
    for (const { file, line, id, source, retracted, what, found, expected } of rows) {
      const code = retracted ? 'fact_retracted' : 'fact_differs'
      intake.refuse([{ code, values: { id, source, column: what ?? 'id', found: found ?? '', expected: expected ?? '' } }], { file, line, text: '' })
    }
    await gathering.take(intake.outcome())
  }
  await client.query('commit')
}
