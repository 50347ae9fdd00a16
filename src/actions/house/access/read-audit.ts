import { momentOf } from '#core/map/period.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import type { AuditAnswer, AuditQuery } from '#contract/house/audit.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readAudit as readEntries, type AuditQuery as Asked } from '#store/house/audit.ts'
import { readCompany, type Company } from '#store/house/company.ts'

/** A page of the audit log, the newest entries first. */
export async function readAudit(ctx: Context, query: AuditQuery): Promise<Result<AuditAnswer>> {
  const zone = zoneOf(((await readCompany(ctx.pool)) as Company).zone)
  const bounds: { from?: Instant; to?: Instant } = {}
  for (const [name, edge] of [['from', 'start'], ['to', 'end']] as const) {
    const text = query[name]
    if (text === undefined) continue
    const at = momentOf(text, zone, edge)
    if (at === null) return no('period_invalid', { name, found: text }, `/${name}`)
    bounds[name] = at
  }
  if (bounds.from !== undefined && bounds.to !== undefined && bounds.from > bounds.to) return no('period_invalid', { name: 'from', found: query.from ?? '' }, '/from')
  const { actor, what, subject, limit, after } = query
  const asked: Asked = {
    ...bounds, limit: limit + 1,
    ...(actor !== undefined && { actor }), ...(what !== undefined && { what }), ...(subject !== undefined && { subject }), ...(after !== undefined && { before: Number(after) }),
  }
  const rows = await readEntries(ctx.pool, asked)
  const page = rows.slice(0, limit)
  return yes({ entries: page.map((row) => ({ ...row, at: isoOf(row.at), detail: { ...row.detail } })), next: rows.length > limit ? String(page.at(-1)?.id) : null })
}
