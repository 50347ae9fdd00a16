import { kindNumber } from '#core/history/kinds.ts'
import { fromStored, type StoredFact } from '#core/history/stored.ts'
import { momentOf } from '#core/map/period.ts'
import type { Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { TimelineAnswer, TimelineQuery } from '#contract/relationship/timeline.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { shownNote, type NoteReader } from '#actions/customers/shown-note.ts'
import { findWithinReach } from '#actions/customers/within-reach.ts'
import { readNotes, type NoteRow } from '#store/customers/notes.ts'
import { readPage, type FactPlace } from '#store/history/page.ts'
import { appendAuditOnce } from '#store/house/audit.ts'
import { namesIn } from './names-in.ts'
import { shownFact } from './shown-fact.ts'

/** A note comes after all facts of the same moment. */
const NOTE = 32_767
/** Whoever turns pages reads one customer, not many. */
const ONE_LOOK_MS = 60_000

export interface TimelineReader extends NoteReader {
  /** Do they learn what things cost the company? */
  readonly costs: boolean
}

type Row = { readonly place: FactPlace; readonly fact: StoredFact } | { readonly place: FactPlace; readonly note: NoteRow }

/** What happened to a customer and what was written about them, a page at a time, the newest first. Reading it is reading the customer, and noted as such. */
export async function readTimeline(ctx: Context, key: string, query: TimelineQuery, reader: TimelineReader): Promise<Result<TimelineAnswer>> {
  const before = query.before === undefined ? null : placeOf(query.before)
  if (before === 'unreadable') return no('query_invalid', { name: 'before', found: query.before ?? '', expected: 'the `next` of a page' }, '/before')
  const found = await findWithinReach(ctx, ctx.pool, key)
  if (!found.ok) return found
  const { person: { known, numbers }, force } = found.value
  const to = query.to === undefined ? null : momentOf(query.to, zoneOf(force.company.zone), 'end')
  if (query.to !== undefined && to === null) return no('period_invalid', { name: 'to', found: query.to }, '/to')
  const rows = await readRows(ctx, numbers.treeOf(known.customer), query, before ?? (to === null ? null : justAfter(to)))
  const page = rows.slice(0, query.limit)
  const facts = page.flatMap((row) => ('fact' in row ? [fromStored(row.fact, known.key)] : []))
  const names = await namesIn(ctx.pool, facts)
  await appendAuditOnce(ctx.pool, { at: ctx.now(), actor: ctx.actor, what: 'customer.read', subject: key }, ONE_LOOK_MS)
  const last = page.at(-1)
  return yes({
    entries: page.map((row) => ('fact' in row ? { what: 'fact', fact: shownFact(fromStored(row.fact, known.key), reader.costs) } : { what: 'note', note: shownNote(reader, row.note) })),
    names,
    next: rows.length > query.limit && last ? cursorOf(last.place) : null,
  })
}

/** One row more than fits on the page, where there is one. */
async function readRows(ctx: Context, tree: readonly string[], { kind, limit }: TimelineQuery, before: FactPlace | null): Promise<Row[]> {
  const kinds = kind?.flatMap((one) => (one === 'note' ? [] : [kindNumber(one)])) ?? null
  const noteBefore = before && { at: before.at, id: before.kind === NOTE ? before.id : '', customer: before.customer }
  const facts = kinds?.length === 0 ? [] : await readPage(ctx.pool, { tree, kinds, before, limit: limit + 1 })
  const notes = kind && !kind.includes('note') ? [] : await readNotes(ctx.pool, tree, noteBefore, limit + 1)
  const rows: Row[] = [
    ...facts.map((fact) => ({ fact, place: { at: fact.at, kind: fact.kind, source: fact.source, id: fact.id, customer: fact.customer } })),
    ...notes.map((note) => ({ note, place: { at: note.at, kind: NOTE, source: '', id: note.id, customer: note.customer } })),
  ]
  // Each of the two is in order already; sorting is stable, so that only what stands where between them has to be said.
  return rows.toSorted((a, b) => b.place.at - a.place.at || b.place.kind - a.place.kind).slice(0, limit + 1)
}

/** Before this lies all that happened up to a moment: it comes after every fact and note of it. */
const justAfter = (at: Instant): FactPlace => ({ at: at + 1, kind: 1, source: '', id: '', customer: '00000000-0000-0000-0000-000000000000' })

const cursorOf = ({ at, kind, source, id, customer }: FactPlace): string => Buffer.from(JSON.stringify([at, kind, source, id, customer])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** The range that a database has an instant for. */
const FURTHEST: Instant = 8_000_000_000_000_000

function placeOf(cursor: string): FactPlace | 'unreadable' {
  try {
    const [at, kind, source, id, customer] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    const numbers = typeof at === 'number' && typeof kind === 'number' && Number.isInteger(at) && Math.abs(at) < FURTHEST && Number.isInteger(kind) && kind > 0 && kind <= NOTE
    const texts = typeof source === 'string' && typeof id === 'string' && typeof customer === 'string' && !`${source}${id}`.includes('\u0000') && UUID.test(customer)
    return numbers && texts ? { at, kind, source, id, customer } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}
