import { exportHead, exportLine, type Exported, type ExportForm } from '#core/customers/export.ts'
import { stateOf } from '#core/relationship/state.ts'
import { zoneOf } from '#core/units/zone.ts'
import { wordsOf } from '#core/words/index.ts'
import { filterQuery } from '#contract/customers/filter.ts'
import { Refused } from '#contract/refusals.ts'
import type { Context, OnProgress } from '#actions/context.ts'
import { choose } from '#actions/customers/choose.ts'
import { countChosen, narrow } from '#actions/relationship/rank.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { clearParts, finishExport, insertPart, readExport, readExtras, type ExportRow } from '#store/customers/exports.ts'
import { appendAudit } from '#store/house/audit.ts'
import type { JobRow } from '#store/house/jobs.ts'
import { readUnits } from '#store/map/flows.ts'
import { withTransaction, type Client } from '#store/pool.ts'
import { readList } from '#store/relationship/list.ts'
import type { ListQuery, ListRow } from '#store/relationship/list-query.ts'
import { lockTellingShared } from '#store/relationship/tellings.ts'

/** So many customers are read and written at once. */
const PAGE = 5000

interface Work {
  readonly signal: AbortSignal
  readonly onProgress: OnProgress
}

/** Writes a file of customers who fit, as they are at one moment, in pieces that any process can hand out. */
export async function makeExport(ctx: Context, { input }: JobRow, { signal, onProgress }: Work): Promise<Readonly<Record<string, number>>> {
  const wanted = await readExport(ctx.pool, Number(input['export']))
  if (!wanted) return { customers: 0 }
  const begun = ctx.now()
  await clearParts(ctx.pool, wanted.id)
  const { list, total, form, words } = await prepared(ctx, wanted)
  const units = new Map((await readUnits(ctx.pool)).map(({ key, name }) => [key, name]))
  const count = { customers: 0, bytes: 0, parts: 0 }
  const keep = async (text: string, customers: readonly string[]): Promise<boolean> => {
    const bytes = Buffer.from(text)
    count.customers += customers.length
    count.bytes += bytes.length
    onProgress({ phase: 'exporting', done: count.customers, total })
    return insertPart(ctx.pool, wanted.id, count.parts++, bytes, customers)
  }
  let isWanted = await keep(exportHead(form.columns.map((column) => headOf(column, words)), form.separator), [])
  await withTransaction(ctx.pool, async (db) => {
    await db.query('set transaction isolation level repeatable read, read only')
    for await (const rows of pagesOf(db, list)) {
      signal.throwIfAborted()
      if (!isWanted) return
      const extras = await readExtras(db, list.telling, rows.map(({ customer }) => customer))
      const lines = rows.flatMap((row) => {
        const extra = extras.get(row.customer)
        return extra ? [exportLine({ ...row, ...extra, state: words ? words.say(`state.${stateOf(row.state)}`) : stateOf(row.state), unit_name: row.unit === null ? null : (units.get(row.unit) ?? null) } satisfies Exported & { customer: string }, form)] : []
      })
      isWanted = await keep(lines.join(''), rows.map(({ customer }) => customer))
    }
  })
  await withTransaction(ctx.pool, async (db) => {
    await lockTellingShared(db)
    await finishExport(db, wanted.id, count.customers, count.bytes, begun)
    const { q: _q, ...filter } = wanted.filter
    if (isWanted) await appendAudit(db, { at: ctx.now(), actor: wanted.asked_by, what: 'customers.exported', subject: String(wanted.id), detail: { rows: count.customers, filter } })
  })
  return { customers: count.customers, bytes: count.bytes }
}

type Words = ReturnType<typeof wordsOf>

async function prepared(ctx: Context, wanted: ExportRow): Promise<{ list: Omit<ListQuery, 'from' | 'limit'>; total: number; form: ExportForm; words: Words | null }> {
  const force = await inForce(ctx.pool)
  const asker: Context = { ...ctx, actor: wanted.asked_by, reach: wanted.reach ?? 'all' }
  const chosen = await choose(asker, force, filterQuery.parse(wanted.filter))
  if (!chosen.ok) throw new Refused(...chosen.refusals)
  const { columns, sort, descending, separator, language } = wanted.form
  const narrowed = await narrow(ctx.pool, force, chosen.value, sort)
  const { customers } = await countChosen(ctx.pool, force, chosen.value, narrowed)
  return {
    list: { telling: force.telling.id, ...narrowed.list, sort, descending, backwards: false },
    total: customers,
    form: { columns, separator, zone: zoneOf(force.company.zone), currency: force.company.currency },
    words: language === null ? null : wordsOf(language as Parameters<typeof wordsOf>[0]),
  }
}

const headOf = (column: string, words: Words | null): string => (column.startsWith('attribute.') ? (words ? column.slice('attribute.'.length) : column) : words ? words.say(`export.column.${column}`) : column)

/** A whole list, page after page. */
async function* pagesOf(db: Client, list: Omit<ListQuery, 'from' | 'limit'>): AsyncGenerator<ListRow[]> {
  let from: ListQuery['from'] = null
  for (;;) {
    const rows: ListRow[] = await readList(db, { ...list, from, limit: PAGE })
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < PAGE || !last) return
    from = { value: last.sorted, customer: last.customer, inclusive: false }
  }
}
