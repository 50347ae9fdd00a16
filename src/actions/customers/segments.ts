import { isoOf } from '#core/units/time.ts'
import type { SegmentAnswer, SegmentBody, SegmentChanges, SegmentsAnswer } from '#contract/customers/segment.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Caller, Context } from '#actions/context.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { appendAudit } from '#store/house/audit.ts'
import { deleteSegment, insertSegment, readSegment, readSegments, updateSegment, type SegmentRow } from '#store/customers/segments.ts'
import { withTransaction } from '#store/pool.ts'
import { choose } from './choose.ts'

type Rights = Caller['rights']

/** One's own may be changed, and by owners those that are shared. */
const mayChange = (ctx: Context, rights: Rights, { made_by, shared }: SegmentRow): boolean => made_by === ctx.actor || (shared && rights.includes('settings.change'))

const shown = (ctx: Context, rights: Rights, segment: SegmentRow): SegmentAnswer => ({
  id: segment.id, name: segment.name, shared: segment.shared, filter: segment.filter, may_change: mayChange(ctx, rights, segment), made_by: segment.maker,
  made_at: isoOf(segment.made_at), changed_at: isoOf(segment.changed_at),
})

/** The segments that whoever asks sees: their own, and those that are shared. */
export async function listSegments(ctx: Context, rights: Rights): Promise<SegmentsAnswer> {
  return { segments: (await readSegments(ctx.pool, ctx.actor)).map((segment) => shown(ctx, rights, segment)) }
}

/** Saves a filter under a name. It has to be one that can be asked for. */
export async function makeSegment(ctx: Context, rights: Rights, { name, filter, shared }: SegmentBody): Promise<Result<SegmentAnswer>> {
  const chosen = await choose(ctx, await inForce(ctx.pool), filter)
  if (!chosen.ok) return chosen
  return withTransaction(ctx.pool, async (db): Promise<Result<SegmentAnswer>> => {
    const id = await insertSegment(db, { name, filter, shared, made_by: ctx.actor, made_at: ctx.now() })
    if (id === null) return no('segment_exists', { name }, '/name')
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'segment.made', subject: String(id), detail: { name, shared } })
    const made = await readSegment(db, id, ctx.actor)
    return made ? yes(shown(ctx, rights, made)) : no('segment_unknown', { id })
  })
}

/** Calls a segment something else, shares it or takes it back, or has it choose others. */
export async function changeSegment(ctx: Context, rights: Rights, id: number, changes: SegmentChanges): Promise<Result<SegmentAnswer>> {
  if (changes.filter) {
    const chosen = await choose(ctx, await inForce(ctx.pool), changes.filter)
    if (!chosen.ok) return chosen
  }
  return withTransaction(ctx.pool, async (db): Promise<Result<SegmentAnswer>> => {
    const before = await readSegment(db, id, ctx.actor)
    if (!before) return no('segment_unknown', { id })
    if (!mayChange(ctx, rights, before)) return no('segment_foreign', { name: before.name })
    const { name = before.name, filter = before.filter, shared = before.shared } = changes
    if (!(await updateSegment(db, { ...before, name, filter, shared, changed_at: ctx.now() }))) return no('segment_exists', { name }, '/name')
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'segment.changed', subject: String(id), detail: { name, shared } })
    return yes(shown(ctx, rights, { ...before, name, filter, shared, changed_at: ctx.now() }))
  })
}

/** Removes a segment; of the customers in it nothing changes. */
export async function removeSegment(ctx: Context, rights: Rights, id: number): Promise<Result<{ readonly id: number }>> {
  return withTransaction(ctx.pool, async (db): Promise<Result<{ readonly id: number }>> => {
    const before = await readSegment(db, id, ctx.actor)
    if (!before) return no('segment_unknown', { id })
    if (!mayChange(ctx, rights, before)) return no('segment_foreign', { name: before.name })
    await deleteSegment(db, id)
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'segment.removed', subject: String(id), detail: { name: before.name } })
    return yes({ id })
  })
}
