import { createHash } from 'node:crypto'
import { encodingOf } from '#core/history/mapping/encoding.ts'
import type { CostRow } from '#core/money/cost-row.ts'
import { MOST_COST_ROWS, readCosts, type CostFlaw } from '#core/money/read-costs.ts'
import { isoOf } from '#core/units/time.ts'
import { MOST_COST_BYTES, type CostFileAnswer, type CostsAnswer, type CostsBrought } from '#contract/money/costs.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { appendAudit } from '#store/house/audit.ts'
import { readCompany } from '#store/house/company.ts'
import { insertCosts, listCostFiles, readCostFile, type CostFile } from '#store/money/costs.ts'
import { withTransaction } from '#store/pool.ts'

const shown = (file: CostFile): CostFileAnswer => ({ ...file, brought_at: isoOf(file.brought_at) })

/** The files of costs that are counted, the newest first. */
export async function listCosts(ctx: Context): Promise<CostsAnswer> {
  const [company, files] = await Promise.all([readCompany(ctx.pool), listCostFiles(ctx.pool)])
  return { currency: company?.currency ?? 'EUR', files: files.map(shown) }
}

/** Brings in a file of what was spent to win and to keep customers. The very same costs count once. */
export async function bringCosts(ctx: Context, name: string, body: AsyncIterable<Buffer>): Promise<Result<CostsBrought>> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body) {
    length += piece.length
    if (length > MOST_COST_BYTES) return no('costs_too_large', { most: MOST_COST_ROWS })
    pieces.push(piece)
  }
  const bytes = Buffer.concat(pieces)
  const currency = (await readCompany(ctx.pool))?.currency ?? 'EUR'
  const read = readCosts(new TextDecoder(encodingOf(bytes.subarray(0, 65_536))).decode(bytes), currency)
  return read.ok ? keepCosts(ctx, name, read.rows) : { ok: false, refusals: read.flaws.map((flaw) => refusalOf(flaw, currency)) }
}

/** Keeps costs that were read. */
export async function keepCosts(ctx: Context, name: string, rows: readonly CostRow[]): Promise<Result<CostsBrought>> {
  const digest = createHash('sha256').update(JSON.stringify(rows.map(({ purpose, channel, campaign, from, to, amount }) => [purpose, channel, campaign, from, to, amount]))).digest('hex')
  return withTransaction(ctx.pool, async (db): Promise<Result<CostsBrought>> => {
    const isNew = await insertCosts(db, { name, digest, at: ctx.now(), by: ctx.actor }, rows)
    const file = await readCostFile(db, digest)
    if (!file) throw new Error('costs were kept, and are not there')
    if (isNew) await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'costs.brought', subject: name, detail: { rows: rows.length } })
    return yes({ known: !isNew, file: shown(file) })
  })
}

function refusalOf(flaw: CostFlaw, currency: string): Refusal {
  if (flaw.what === 'columns') return { code: 'costs_columns_missing', values: { missing: flaw.missing.join(', ') } }
  if (flaw.what === 'currency') return { code: 'costs_currency', values: { line: flaw.line, found: flaw.found, expected: currency } }
  if (flaw.what === 'empty') return { code: 'costs_empty' }
  if (flaw.what === 'long') return { code: 'costs_too_large', values: { most: flaw.most } }
  const { line, field, found, expected } = flaw
  return { code: 'costs_row_invalid', values: { line, field, found, expected } }
}
