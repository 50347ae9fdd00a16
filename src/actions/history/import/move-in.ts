import { minorDigits } from '#core/units/money.ts'
import { RATE_REACH_DAYS } from '#core/history/intake.ts'
import type { Context } from '#actions/context.ts'
import { finishImport } from '#store/history/imports.ts'
import { keepRecords, mergeStagedRecords, movedHomes, type RecordCounts } from '#store/history/records.ts'
import {
  analyzeStaged, convertStaged, countNewStaged, insertStagedCustomers, insertStagedFacts, nextDiffering, openDiffering, overlapping,
} from '#store/history/staging-facts.ts'
import type { Staging } from '#store/history/staging.ts'
import type { Company } from '#store/house/company.ts'
import type { Intake } from './intake.ts'
import type { ImportSummary } from './summary.ts'

/** What became of what was staged. */
export interface MovedIn {
  readonly taken: number
  readonly known: number
  readonly records: RecordCounts
  readonly customers_new: number
  readonly overlaps: readonly number[]
  /** Customers whose declared home changed; they are told again even without new facts. */
  readonly moved_homes: readonly string[]
}

export interface Move {
  readonly staging: Staging
  readonly intake: Intake
  readonly company: Company
  /** null in a dry run: everything is looked at, nothing is kept. */
  readonly importId: number | null
  readonly summarise: (moved: MovedIn) => ImportSummary
  readonly breathe: () => Promise<void>
}

/** Moves what was staged into the company's history, all of it or nothing, and marks the import done in the same breath. */
export async function moveIn(ctx: Context, move: Move): Promise<MovedIn> {
  const { staging, importId } = move
  const db = staging.client
  await staging.flush()
  await analyzeStaged(db)
  await db.query('begin')
  try {
    // A sort of this many rows spills in any case; this much memory makes it spill in few, long runs.
    await db.query(`set local work_mem = '256MB'`)
    const moved = await moveAll(move)
    if (importId !== null) await finishImport(db, importId, remembered(move.summarise(moved), moved), ctx.now())
    await db.query(importId === null ? 'rollback' : 'commit')
    if (importId !== null && moved.taken >= 10_000) await db.query('analyze fact; analyze customer')
    return moved
  } catch (error) {
    await db.query('rollback').catch(() => undefined)
    throw error
  }
}

/** What is kept of a summary: none of the rows that were read, which say things of people. */
function remembered({ preview: _rows, rejected: { rows }, ...summary }: ImportSummary, { moved_homes }: MovedIn): object {
  return { ...summary, rejected: { rows }, unsettled: moved_homes }
}

async function moveAll({ staging, intake, company, importId, breathe }: Move): Promise<MovedIn> {
  const { client: db, counts } = staging
  await mergeStagedRecords(db)
  const homes = await movedHomes(db)
  const records = await keepRecords(db, importId)
  const rateless = counts.foreign > 0 ? await convert(staging, intake, company) : 0
  const customers_new = await insertStagedCustomers(db, importId)
  const staged = counts.facts - rateless
  const hashed = counts.hashed > 0
  const taken = importId === null ? await countNewStaged(db, hashed) : await insertStagedFacts(db, importId, hashed)
  if (taken === staged) return { taken, known: 0, records, customers_new, overlaps: [], moved_homes: homes }
  const refused = await refuseDiffering(staging, intake, hashed, breathe)
  return { taken, known: staged - taken - refused, records, customers_new, overlaps: await overlapping(db, importId, hashed), moved_homes: homes }
}

/** Brings foreign money home; returns how many facts had to be refused for want of a rate. */
async function convert({ client, currencies }: Staging, intake: Intake, company: Company): Promise<number> {
  const factors = new Map([...currencies].map((currency) => [currency, 10 ** (minorDigits(company.currency) - minorDigits(currency))]))
  const rateless = await convertStaged(client, company.zone, factors, RATE_REACH_DAYS)
  for (const { file, line, currency, day } of rateless) intake.refuse([{ code: 'rate_missing', values: { currency, day } }], { file, line, text: '' })
  return rateless.length
}

/** Refuses the facts that say something else than a known fact of the same identity; returns how many. */
async function refuseDiffering({ client }: Staging, intake: Intake, hashed: boolean, breathe: () => Promise<void>): Promise<number> {
  await openDiffering(client, hashed)
  let refused = 0
  for (;;) {
    const rows = await nextDiffering(client)
    for (const { file, line, id, source, retracted, what, found, expected } of rows) {
      const code = retracted ? 'fact_retracted' : 'fact_differs'
      intake.refuse([{ code, values: { id, source, column: what ?? 'id', found: found ?? '', expected: expected ?? '' } }], { file, line, text: '' })
    }
    refused += rows.length
    if (rows.length === 0) break
    await breathe()
  }
  await client.query('close differing')
  return refused
}
