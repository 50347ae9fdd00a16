import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NoteAnswer } from '#contract/customers/note.ts'
import { timelineQuery } from '#contract/relationship/timeline.ts'
import { addNote } from '#actions/customers/add-note.ts'
import { deleteNote } from '#actions/customers/delete-note.ts'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { exportCustomer } from '#actions/customers/export-customer.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { partCustomers } from '#actions/customers/part-customers.ts'
import { importFacts } from '#actions/history/import/import-facts.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { undoImport } from '#actions/history/undo-import.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readTimeline } from '#actions/relationship/read-timeline.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent, toldBy } from '#test/actions/world.ts'
import { fact, on } from '#test/core/relationship/histories.ts'
import { cleared, everywhere, joined } from './customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(820))
const mari = { ...ctx, actor: 'account:mari', reach: ['north'] }
beforeAll(() => openHouse(ctx))
beforeEach(async () => {
  await cleared(pool)
  await pool.query(`insert into unit (key, name, parent) values ('north', 'North', null), ('south', 'South', null)`)
  await sendFacts(ctx, [sent(fact('purchase', 10, { customer: 'anna', unit: 'north', id: 'a' })), sent(fact('purchase', 20, { customer: 'bo', unit: 'south', id: 'b' }))])
})

const write = (key: string, id: string, text = `${id} said`, who: typeof ctx | typeof mari = ctx): Promise<NoteAnswer> => joined(addNote(who, { key, id, text, keeper: false }))
const notesOf = async (key: string, actor = 'test'): Promise<NoteAnswer[]> => {
  const read = await joined(readTimeline(ctx, key, timelineQuery.parse({ kind: 'note' }), { actor, keeper: false, costs: true }))
  return read.entries.flatMap((entry) => (entry.what === 'note' ? [entry.note] : []))
}
const codeOf = async (result: Promise<{ ok: boolean; refusals?: readonly { code: string }[] }>): Promise<string | undefined> => (await result).refusals?.[0]?.code

describe('a note', () => {
  test('is there once however often it is sent, changes no standing, and is in the audit log', async () => {
    const before = await toldBy(pool)
    const [first, again] = [await write('anna', 'n1', 'Prefers the window seat.'), await write('anna', 'n1', 'Prefers the window seat.')]
    expect([first, again]).toEqual([first, first])
    expect(first).toEqual({ id: 'n1', at: new Date(ctx.at).toISOString(), text: 'Prefers the window seat.', actor: 'test', actor_name: null, own: true })
    expect(await codeOf(addNote(ctx, { key: 'anna', id: 'n1', text: 'Something else.', keeper: false }))).toBe('note_differs')
    expect(await toldBy(pool)).toEqual(before)
    expect((await pool.query(`select what, subject, detail from audit`)).rows).toEqual([{ what: 'customer.noted', subject: 'anna', detail: { note: 'n1' } }])
  })

  test('is deleted by its writer and by whoever may change customers, by nobody else, and says no more', async () => {
    await write('anna', 'n1', 'hers', mari)
    await write('anna', 'n2', 'mine')
    expect((await notesOf('anna', mari.actor)).map(({ id, own }) => [id, own])).toEqual([['n2', false], ['n1', true]])
    expect(await codeOf(deleteNote(mari, { key: 'anna', id: 'n2', keeper: false }))).toBe('note_not_yours')
    expect(await codeOf(deleteNote(mari, { key: 'anna', id: 'n3', keeper: false }))).toBe('note_unknown')
    expect(await deleteNote(mari, { key: 'anna', id: 'n1', keeper: false })).toEqual({ ok: true, value: { id: 'n1' } })
    expect(await deleteNote({ ...mari, actor: 'account:owner', reach: 'all' }, { key: 'anna', id: 'n2', keeper: true })).toEqual({ ok: true, value: { id: 'n2' } })
    expect(await notesOf('anna')).toEqual([])
    expect((await pool.query(`select actor, detail from audit where what = 'customer.note_deleted' order by id`)).rows).toEqual([
      { actor: 'account:mari', detail: { note: 'n1', written_by: 'account:mari' } }, { actor: 'account:owner', detail: { note: 'n2', written_by: 'test' } },
    ])
    expect(await everywhere(pool, 'hers')).toEqual([])
  })

  test('about a customer of other units cannot be written, read or deleted: they are not there', async () => {
    await write('bo', 'n1')
    expect(await codeOf(addNote(mari, { key: 'bo', id: 'n2', text: 'x', keeper: false }))).toBe('customer_unknown')
    expect(await codeOf(deleteNote(mari, { key: 'bo', id: 'n1', keeper: true }))).toBe('customer_unknown')
    expect(await codeOf(addNote(ctx, { key: 'nobody', id: 'n2', text: 'x', keeper: false }))).toBe('customer_unknown')
  })
})

describe('notes go where their customer goes', () => {
  test('merged they are read together, parted each has its own again', async () => {
    await write('anna', 'n1')
    await write('bo', 'n1', 'of bo')
    await joined(mergeCustomers(ctx, { key: 'anna', other: 'bo' }))
    await write('bo', 'n2', 'under the other key')
    expect((await notesOf('anna')).map(({ text }) => text).toSorted()).toEqual(['n1 said', 'of bo', 'under the other key'])
    await joined(partCustomers(ctx, { key: 'anna', other: 'bo' }))
    expect([(await notesOf('anna')).map(({ text }) => text), (await notesOf('bo')).map(({ text }) => text).toSorted()]).toEqual([['n1 said'], ['of bo', 'under the other key']])
  })

  test('written under a key that is only another name, it stays with whom it names', async () => {
    await joined(mergeCustomers(ctx, { key: 'anna', other: 'card' }))
    await write('card', 'n1')
    await joined(partCustomers(ctx, { key: 'anna', other: 'card' }))
    expect((await notesOf('anna')).map(({ id }) => id)).toEqual(['n1'])
  })

  test('exported they are in the document, erased they are gone', async () => {
    await write('anna', 'n1', 'a secret of hers')
    const document = await joined(exportCustomer(ctx, 'anna'))
    expect(document.notes).toEqual([{ customer: 'anna', id: 'n1', at: new Date(ctx.at).toISOString(), actor: 'test', text: 'a secret of hers' }])
    const receipt = await joined(eraseCustomer(ctx, { key: 'anna', confirmed: 'anna' }))
    expect(receipt.removed).toMatchObject({ note: 1 })
    expect([await everywhere(pool, 'a secret of hers'), await codeOf(addNote(ctx, { key: 'anna', id: 'n2', text: 'x', keeper: false }))]).toEqual([[], 'customer_unknown'])
  })

  test('who has notes stays when the import that brought them is undone', async () => {
    const { id } = await importFacts(ctx, 'x.csv', [{ record: { record: 'customer', key: 'cy' } }, { record: { record: 'customer', key: 'dee' } }])
    await write('cy', 'n1')
    await joined(undoImport(ctx, id as number))
    expect((await notesOf('cy')).map(({ id }) => id)).toEqual(['n1'])
    expect(await codeOf(addNote(ctx, { key: 'dee', id: 'n2', text: 'x', keeper: false }))).toBe('customer_unknown')
  })
})
