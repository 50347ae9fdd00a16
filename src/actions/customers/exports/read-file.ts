import { isoOf } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { readCover } from '#actions/house/cover.ts'
import { inForce } from '#actions/relationship/rules-in-force.ts'
import { readExport, readExports, readPart } from '#store/customers/exports.ts'
import type { Pool } from '#store/pool.ts'

/** A file, handed out piece by piece. */
export interface ExportFile {
  readonly name: string
  readonly bytes: AsyncIterable<Buffer>
}

/** The file of an export, for whoever asked for it, as long as they reach all whom they reached then. */
export async function readExportFile(ctx: Context, id: number): Promise<Result<ExportFile>> {
  const found = (await readExports(ctx.pool, ctx.actor, ctx.now())).find((one) => one.id === id)
  const cover = await readCover(ctx)
  if (!found || (cover !== 'all' && !(found.reach?.every((unit) => cover.has(unit)) ?? false))) return no('export_unknown', { id })
  if (found.withdrawn) return no('export_withdrawn', { id })
  if (found.state !== 'done') return no('export_unready', { id })
  const { company } = await inForce(ctx.pool)
  const zone = zoneOf(company.zone)
  return yes({ name: `customers-${isoOf(found.asked_at + zone.offsetAt(found.asked_at) * 60_000).slice(0, 10)}-${id}.csv`, bytes: partsOf(ctx.pool, id) })
}

async function* partsOf(pool: Pool, id: number): AsyncGenerator<Buffer> {
  for (let n = 0; ; n++) {
    const bytes = await readPart(pool, id, n)
    if (bytes !== null) yield bytes
    else if ((await readExport(pool, id))?.withdrawn === false) return
    else throw new Error('this file was taken back while it was handed out')
  }
}
