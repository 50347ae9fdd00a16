import type { WrittenMapping } from '#core/history/mapping/written.ts'
import { mappingText, writtenIn } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { no, yes, type Refusal, type Result } from '#contract/refusals.ts'
import { isoOf } from '#core/units/time.ts'
import type { Context } from '#actions/context.ts'
import { isoOrNull } from '#actions/relationship/shown.ts'
import { appendAudit } from '#store/house/audit.ts'
import { keepMapping, readMapping, readMappings, removeMapping, type MappingRow } from '#store/history/mappings.ts'
import { withTransaction } from '#store/pool.ts'
import { stateOfMapping, textOf, type SentMapping } from './mapping-state.ts'

/** A remembered mapping as it is shown; what is wrong with it is not yet in anybody's words. */
export interface ShownMapping {
  readonly name: string
  readonly text: string
  readonly written: WrittenMapping | null
  readonly refusals: readonly Refusal[]
  readonly header: readonly string[]
  readonly made_at: string
  readonly made_by: string
  readonly used_at: string | null
}

function shown({ name, text, header, made_at, made_by, used_at }: MappingRow): ShownMapping {
  const { written, refusals } = stateOfMapping(name, text)
  return { name, text, written, refusals, header, made_by, made_at: isoOf(made_at), used_at: isoOrNull(used_at) }
}

/** Every remembered mapping, those used last first. */
export const listMappings = async (ctx: Context): Promise<ShownMapping[]> => (await readMappings(ctx.pool)).map(shown)

export async function showMapping(ctx: Context, name: string): Promise<Result<ShownMapping>> {
  const row = await readMapping(ctx.pool, name)
  return row ? yes(shown(row)) : no('mapping_unknown', { name })
}

/** A mapping to be remembered under a name, and the header of the file it was made for. */
export type SaveMapping = SentMapping & { readonly name: string; readonly header: readonly string[] }

/**
 * Remembers a mapping under a name, in place of the one of that name. What changes from one export to the next in the names of its files
 * may be anything from now on. Refuses with `mapping_invalid`.
 */
export async function saveMapping(ctx: Context, { name, header, ...sent }: SaveMapping): Promise<Result<ShownMapping>> {
  const text = generalised(textOf(sent))
  const read = parseMapping(text, name)
  if (!read.ok) return read
  await withTransaction(ctx.pool, async (db) => {
    await keepMapping(db, { name, text, header, made_at: ctx.now(), made_by: ctx.actor })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'mapping.saved', subject: name })
  })
  return showMapping(ctx, name)
}

/** `sales-2026-01.csv` stands for `sales-*.csv`. A text that somebody wrote themselves, with patterns or comments, stays as it is. */
function generalised(text: string): string {
  const written = writtenIn(text)
  if (!written || text !== mappingText(written)) return text
  const files = written.files.map((file) => (typeof file.name === 'string' && !file.name.includes('*') ? { ...file, name: file.name.replaceAll(/\d{2,}([-_.]?\d{1,})*/g, '*') } : file))
  return mappingText({ ...written, files })
}

export async function dropMapping(ctx: Context, name: string): Promise<Result<{ dropped: string }>> {
  return withTransaction(ctx.pool, async (db) => {
    if (!(await removeMapping(db, name))) return no('mapping_unknown', { name })
    await appendAudit(db, { at: ctx.now(), actor: ctx.actor, what: 'mapping.dropped', subject: name })
    return yes({ dropped: name })
  })
}
