import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fact } from '#core/history/fact.ts'
import { timelineQuery, type TimelineAnswer } from '#contract/relationship/timeline.ts'
import { addNote } from '#actions/customers/add-note.ts'
import { mergeCustomers } from '#actions/customers/merge-customers.ts'
import { sendFacts } from '#actions/history/send-facts.ts'
import { openHouse } from '#actions/house/open-house.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { readTimeline } from '#actions/relationship/read-timeline.ts'
import { testDatabase } from '#test/setup/database.ts'
import { contextOf, sent } from '#test/actions/world.ts'
import { fact, history, on } from '#test/core/relationship/histories.ts'
import { cleared, joined } from '../customers/customers.ts'

const { pool } = await testDatabase()
const ctx = contextOf(pool, on(900))
beforeAll(() => openHouse(ctx))

const READER = { actor: 'test', keeper: true, costs: true }
type Entry = TimelineAnswer['entries'][number]
const idOf = (entry: Entry): string => (entry.what === 'fact' ? `${entry.fact.source} ${entry.fact.id}` : entry.note.id)

/** A whole timeline, page by page. */
async function allPages(key: string, query: object, limit: number): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let before: string | undefined, pages = 0; pages < 500; pages++) {
    const page = await joined(readTimeline(ctx, key, timelineQuery.parse({ ...query, limit, ...(before !== undefined && { before }) }), READER))
    expect(page.entries.length).toBe(page.next === null ? page.entries.length : limit)
    entries.push(...page.entries)
    if (page.next === null) return entries
    before = page.next
  }
  throw new Error('it never ends')
}

const keep = async (facts: readonly Fact[]): Promise<void> => void (await sendFacts(ctx, facts.map(sent)))

describe('a timeline', () => {
  test('in pages of whatever size is the history, newest first, with every note among it once', async () => {
    await fc.assert(fc.asyncProperty(history(25), fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 4 }), async (facts, limit, notes) => {
      await cleared(pool)
      await keep(facts)
      // Some notes fall on the very moment of a fact.
      for (const [n, i] of notes.entries()) await addNote({ ...ctx, now: () => facts[i % facts.length]!.at }, { key: 'c', id: `n${n}`, text: 'x', keeper: true })
      const whole = await joined(readCustomer(ctx, 'c', { limit: 1000 }))
      const told = await allPages('c', {}, limit)
      const shown = told.flatMap((entry) => (entry.what === 'fact' ? [entry.fact] : []))
      expect(shown).toEqual(whole.history)
      expect(new Set(told.map(idOf)).size).toBe(facts.length + notes.length)
      const times = told.map((entry) => (entry.what === 'fact' ? entry.fact.at : entry.note.at))
      expect(times).toEqual(times.toSorted().toReversed())
    }), { numRuns: 15 })
  }, 60_000)

  test('of several customers merged has what happened to both of them once', async () => {
    await cleared(pool)
    const both = fact('purchase', 30, { id: 'same', customer: 'anna' })
    await keep([fact('purchase', 10, { customer: 'anna', id: 'a' }), both, { ...both, customer: 'bo' }, fact('visit', 40, { customer: 'bo', id: 'b' }), fact('visit', 40, { customer: 'anna', id: 'b2' })])
    await joined(mergeCustomers(ctx, { key: 'anna', other: 'bo' }))
    const whole = await joined(readCustomer(ctx, 'bo', { limit: 1000 }))
    for (const limit of [1, 2, 50]) expect((await allPages('bo', {}, limit)).map((entry) => entry.what === 'fact' && entry.fact)).toEqual(whole.history)
    expect(whole.history.map(({ id }) => id)).toEqual(['b2', 'b', 'same', 'a'])
  })

  test('shows only the kinds that were asked for, and names what it mentions', async () => {
    await cleared(pool)
    await pool.query(`insert into unit (key, name) values ('north', 'The North'), ('other', 'Another')`)
    await pool.query(`insert into person (key, name) values ('p1', 'Mari')`)
    await pool.query(`insert into promise (key, text, expectation) values ('fresh', 'Always fresh', 'consistency')`)
    await keep([fact('purchase', 10, { id: 'a', unit: 'north', person: 'p1' }), fact('broke', 20, { id: 'b', promise: 'fresh', unit: 'unheard-of' }), fact('kept', 30, { id: 'k', promise: 'never-told' })])
    await addNote(ctx, { key: 'c', id: 'n', text: 'x', keeper: true })
    const of = async (kind: string | string[]): Promise<string[]> => (await allPages('c', { kind }, 1)).map(idOf)
    expect([await of('purchase'), await of('note'), await of(['note', 'kept']), await of('complaint')]).toEqual([['s a'], ['n'], ['n', 's k'], []])
    const page = await joined(readTimeline(ctx, 'c', timelineQuery.parse({}), READER))
    expect(page.names).toEqual({ units: { north: 'The North' }, people: { p1: 'Mari' }, promises: { fresh: 'Always fresh' } })
  })

  test('up to a moment has what happened at it and before, and a moment that is none is refused', async () => {
    await cleared(pool)
    await keep([fact('visit', 1, { id: 'a' }), fact('visit', 2, { id: 'b' }), fact('purchase', 2, { id: 'b2' }), fact('visit', 3, { id: 'c' })])
    await addNote({ ...ctx, now: () => on(2) }, { key: 'c', id: 'n', text: 'x', keeper: true })
    for (const limit of [1, 50]) expect((await allPages('c', { to: new Date(on(2)).toISOString() }, limit)).map(idOf)).toEqual(['n', 's b', 's b2', 's a'])
    expect((await allPages('c', { to: '2024-01-02' }, 50)).map(idOf)).toEqual(['s a'])
    expect(await readTimeline(ctx, 'c', timelineQuery.parse({ to: 'then' }), READER)).toMatchObject({ ok: false, refusals: [{ code: 'period_invalid', pointer: '/to' }] })
  })

  test('a place that is none is refused, not guessed', async () => {
    const uuid = '00000000-0000-0000-0000-000000000000'
    for (const place of ['x', JSON.stringify([1]), JSON.stringify([1e300, 1, 's', 'i', uuid]), JSON.stringify([1, 1, 's', 'i', "'; drop"]), JSON.stringify([1, 1, 's\u0000', 'i', uuid]), JSON.stringify([1, -1, 's', 'i', uuid])]) {
      const asked = timelineQuery.parse({ before: Buffer.from(place).toString('base64url') })
      expect(await readTimeline(ctx, 'c', asked, READER)).toMatchObject({ ok: false, refusals: [{ code: 'query_invalid', pointer: '/before' }] })
    }
  })

  test('turning pages is one look at the customer', async () => {
    await cleared(pool)
    await keep([fact('visit', 1), fact('visit', 2), fact('visit', 3)])
    await allPages('c', {}, 1)
    expect((await pool.query(`select what from audit`)).rows).toEqual([{ what: 'customer.read' }])
    await readTimeline({ ...ctx, actor: 'another' }, 'c', timelineQuery.parse({}), READER)
    await readTimeline({ ...ctx, now: () => ctx.at + 61_000 }, 'c', timelineQuery.parse({}), READER)
    expect((await pool.query(`select actor from audit order by id`)).rows.map(({ actor }: { actor?: string }) => actor)).toEqual(['test', 'another', 'test'])
  })
})

describe('what things cost the company', () => {
  test('is told to whoever may know money, and to nobody else', async () => {
    await cleared(pool)
    await keep([fact('purchase', 10, { paid: 1000, list: 1200, cost: 431 })])
    const read = (costs: boolean): Promise<TimelineAnswer> => joined(readTimeline(ctx, 'c', timelineQuery.parse({}), { ...READER, costs }))
    expect([JSON.stringify(await read(true)).includes('431'), JSON.stringify(await read(false)).includes('431')]).toEqual([true, false])
    const [rich, plain] = [await joined(readCustomer(ctx, 'c')), await joined(readCustomer(ctx, 'c', { money: false }))]
    expect([rich.spent?.[0]?.paid, plain.spent, JSON.stringify(plain).includes('431')]).toEqual([1000, null, false])
  })
})

describe('one customer', () => {
  test('is told with open cases and what they are about, and with every promise of the company, met ones first', async () => {
    await cleared(pool)
    await pool.query(`insert into promise (key, text, expectation) values ('a', 'First', 'fidelity'), ('b', 'Second', 'stability')`)
    await keep([
      fact('complaint', 10, { id: 'c1', topic: 'late' }), fact('complaint', 20, { id: 'c2', topic: 'cold', severity: 3 }), fact('recovery', 30, { complaint: 'c1' }),
      fact('broke', 40, { id: 'b40', promise: 'b' }), fact('kept', 50, { promise: 'never-told' }),
    ])
    const customer = await joined(readCustomer(ctx, 'c'))
    expect(customer.cases).toEqual([{ source: 's', id: 'c2', at: new Date(on(20)).toISOString(), severity: 3, topic: 'cold' }])
    expect(customer.promises.map(({ key, text, kept, broken, open }) => [key, text, kept, broken, open?.id])).toEqual([['never-told', null, 1, 0, undefined], ['b', 'Second', 0, 1, 'b40'], ['a', 'First', 0, 0, undefined]])
    expect(customer.names.promises).toEqual({ b: 'Second' })
    expect([customer.standing?.because.rule, customer.rests_on.map(({ kind, promise }) => [kind, promise])]).toEqual(['promise_broken', [['broke', 'b']]])
  })

  test('of a long history is shown in as many points and marks as a picture needs', async () => {
    await cleared(pool)
    await keep(Array.from({ length: 900 }, (_, i) => fact('felt', i / 2, { feelings: [i % 3 === 0 ? 'angry' : 'happy'] })))
    const { equity, marks, facts } = await joined(readCustomer(ctx, 'c'))
    expect([facts, equity.length <= 600, marks.length <= 240]).toEqual([900, true, true])
    expect(marks.reduce((n, mark) => n + mark.deposits + mark.withdrawals, 0)).toBe(900)
  })
})
