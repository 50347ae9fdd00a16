import { beforeEach, describe, expect, it } from 'vitest'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { markUndone, removeFacts } from '#store/history/undo.ts'
import { withTransaction } from '#store/pool.ts'
import { bring, done, emptied, factsIn, importing } from './importing.ts'
import { toldBy } from '../world.ts'

const visit = (id: string, customer: string, more: object = {}): object => ({ kind: 'visit', id, source: 's', customer, at: `2025-06-${id.padStart(2, '0')}T12:00:00Z`, channel: 'web', ...more })
const ndjson = (lines: readonly object[]): string => lines.map((line) => JSON.stringify(line)).join('\n')

describe('undoing an import', async () => {
  const { pool, ctx, folder } = await importing()
  beforeEach(() => emptied(pool))
  const count = async (table: string): Promise<unknown> => (await pool.query(`select count(*) as n from ${table}`)).rows[0]?.n

  it('leaves all as it would be had the import never been', async () => {
    await done(bring(ctx, folder, { 'a.ndjson': ndjson([visit('1', 'anna'), visit('2', 'bo')]) }))
    const before = [await factsIn(pool), (await toldBy(pool)).standings, await count('unit')]
    const second = await done(bring(ctx, folder, { 'b.ndjson': ndjson([visit('3', 'anna'), visit('4', 'cara', { unit: 'u1' }), { record: 'unit', key: 'u1', name: 'One' }, { record: 'unit', key: 'u2', name: 'Two', parent: 'u1' }, { record: 'customer', key: 'dan', name: 'Dan' }]) }))
    expect(await undoImport(ctx, second.id as number)).toEqual({ ok: true, value: { id: second.id, what: 'b.ndjson', facts: 2, records: 4, customers: 2, overlapped: [] } })
    expect([await factsIn(pool), (await toldBy(pool)).standings, await count('unit')]).toEqual(before)
    expect(await undoImport(ctx, second.id as number)).toMatchObject({ ok: false, refusals: [{ code: 'import_undone' }] })
    expect(await undoImport(ctx, 999_999)).toMatchObject({ ok: false, refusals: [{ code: 'import_unknown' }] })
  })

  it('keeps what others refer to, and names later imports that had the same facts', async () => {
    const first = await done(bring(ctx, folder, { 'a.ndjson': ndjson([visit('1', 'anna', { unit: 'u1' }), visit('2', 'bo'), { record: 'unit', key: 'u1', name: 'One' }, { record: 'unit', key: 'u2', name: 'Two' }]) }))
    const later = await done(bring(ctx, folder, { 'b.ndjson': ndjson([visit('1', 'anna', { unit: 'u1' }), visit('5', 'anna', { unit: 'u1' }), { record: 'unit', key: 'u2', name: 'Second' }]) }))
    expect(later.overlaps).toEqual([first.id])
    expect(await undoImport(ctx, first.id as number)).toMatchObject({ ok: true, value: { facts: 2, records: 1, overlapped: [{ id: later.id, what: 'b.ndjson' }] } })
    expect((await factsIn(pool)).map(({ customer, id }) => [customer, id])).toEqual([['anna', '5']])
    expect((await pool.query('select key, name from unit order by key')).rows).toEqual([{ key: 'u1', name: 'One' }, { key: 'u2', name: 'Second' }])
    expect((await done(bring(ctx, folder, { 'b.ndjson': ndjson([visit('1', 'anna', { unit: 'u1' }), visit('5', 'anna', { unit: 'u1' })]) }))).facts).toEqual({ taken: 1, known: 1 })
  })

  it('is gone on with by the next undo, or the next start, where it was cut off after the facts were out', async () => {
    await done(bring(ctx, folder, { 'a.ndjson': ndjson([visit('1', 'anna')]) }))
    const before = (await toldBy(pool)).standings
    for (const goOn of [async (id: number) => expect(await undoImport(ctx, id)).toMatchObject({ ok: true, value: { facts: 0, records: 1, customers: 2 } }), () => settleUnfinished(ctx)]) {
      const { id } = await done(bring(ctx, folder, { 'b.ndjson': ndjson([visit('3', 'anna'), visit('4', 'cara')]) }))
      await withTransaction(pool, async (db) => {
        await markUndone(db, id as number, ctx.now())
        await removeFacts(db, id as number)
      })
      await goOn(id as number)
      expect([await count('customer'), await count('untold'), (await toldBy(pool)).standings]).toEqual([1, 0, before])
      expect(await undoImport(ctx, id as number)).toMatchObject({ ok: false, refusals: [{ code: 'import_undone' }] })
    }
  })

  it('never takes out a customer whose first own fact is being kept at that moment', async () => {
    const { id } = await done(bring(ctx, folder, { 'a.ndjson': ndjson([visit('1', 'anna')]) }))
    const told = await Promise.all([undoImport(ctx, id as number), ...Array.from({ length: 12 }, (_, i) => sendFacts(ctx, [visit(String(i + 10), 'anna')]))])
    expect(told[0]).toMatchObject({ ok: true })
    expect([await count('customer'), (await factsIn(pool)).length, (await toldBy(pool)).standings.length]).toEqual([1, 12, 1])
  })
})
