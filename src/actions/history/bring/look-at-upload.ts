import { encodingOf, type Encoding } from '#core/history/mapping/encoding.ts'
import { columnsIn, columnsOf } from '#core/history/mapping/columns.ts'
import { guessMapping } from '#core/history/mapping/look/guess.ts'
import { lookAt, type Looked, type LookedColumn } from '#core/history/mapping/look/look.ts'
import { rolesOf } from '#core/history/mapping/look/roles.ts'
import type { Mapping } from '#core/history/mapping/mapping.ts'
import { mappingText } from '#contract/history/mapping-text.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import type { LookAnswer, LookedColumnAnswer, LookQuery } from '#contract/history/upload.ts'
import { no, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { bytesAtHead, headOf } from '#actions/history/import/sources.ts'
import { readCompany, type Company } from '#store/house/company.ts'
import { readMappings } from '#store/history/mappings.ts'
import { readUpload, type UploadRow } from '#store/history/uploads.ts'
import { stateOfMapping, type MappingState } from './mapping-state.ts'
import { sourceOf } from './upload-source.ts'

/** How much of a file is looked at: its characters, and of its bytes those that tell how it writes them. */
const LOOKED_CHARACTERS = 262_144
const LOOKED_BYTES = 4_000_000

/** What a file was found to be; what is wrong with the guess is not yet in anybody's words. */
export type ShownLook = Omit<LookAnswer, 'guess'> & { readonly guess: MappingState }

/**
 * Looks at the beginning of an uploaded file: how it is written, what its columns hold, what its rows probably mean, and which remembered mapping fits it.
 * Refuses with `upload_unknown`, `upload_unfinished`, `upload_no_table` or `file_unreadable`.
 */
export async function lookAtUpload(ctx: Context, id: string, said: LookQuery = {}): Promise<Result<ShownLook>> {
  const whole = await wholeUpload(ctx, id)
  if (!whole.ok) return whole
  const { upload, company } = whole.value
  const source = sourceOf(ctx, upload)
  const bytes = await bytesAtHead(source, LOOKED_BYTES)
  const encoding = said.encoding ?? encodingOf(bytes)
  if (isNoText(bytes, encoding)) return no('upload_no_table', { file: upload.name })
  const head = await headOf(source, encoding, LOOKED_CHARACTERS)
  const { delimiter, header, skip } = said
  const looked = lookAt(head, company.zone, { header, skip, delimiter: delimiter === 'tab' ? '\t' : delimiter })
  if (looked.columns.length === 0) return no('upload_no_table', { file: upload.name })
  const guess = stateOfMapping(null, mappingText(guessMapping(upload.name, looked, company, encoding)))
  return yes({ ...shownLook(looked, encoding), rows_about: rowsAbout(upload, bytes, looked), guess, fits: await fitting(ctx, looked) })
}

/** A file that is there to its end, and whose it is. */
export async function wholeUpload(ctx: Context, id: string): Promise<Result<{ upload: UploadRow; company: Company }>> {
  const [upload, company] = [await readUpload(ctx.pool, id), await readCompany(ctx.pool)]
  if (upload?.holds !== 'rows') return no('upload_unknown', { id })
  if (!company) throw new Error('this database has no company yet: the house was never opened')
  return upload.whole ? yes({ upload, company }) : no('upload_unfinished', { id })
}

/** Characters that no table holds: what a picture, an archive or a workbook is full of. */
function isNoText(bytes: Buffer, encoding: Encoding): boolean {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 4).toString('latin1') === '%PDF') return true
  if (encoding.startsWith('utf-16')) return false
  return bytes.subarray(0, 100_000).includes(0)
}

/** How many rows the file has, going by how long those at its beginning are; of what is packed and long nothing can be told. */
function rowsAbout({ bytes }: UploadRow, head: Buffer, { settings: { header, skip = 0 } }: Looked): number | null {
  const lines = head.reduce((sum, byte) => sum + Number(byte === NEWLINE), head.at(-1) === NEWLINE ? 0 : 1)
  const before = skip + (header === false ? 0 : 1)
  if (head.length < LOOKED_BYTES) return Math.max(0, lines - (header === undefined ? 0 : before))
  return bytes < head.length ? null : Math.round((lines / head.length) * bytes)
}
const NEWLINE = 0x0a

function shownLook(looked: Looked, encoding: Encoding): Omit<ShownLook, 'guess' | 'fits' | 'rows_about'> {
  const roles = rolesOf(looked.columns)
  const { form, rows, odd, settings: { delimiter = null, header = true, skip = 0 } } = looked
  return { form, encoding, delimiter: delimiter === '\t' ? 'tab' : delimiter, header: header !== false, skip, rows, odd, columns: looked.columns.map((column) => shownColumn(column, roles.get(column) ?? null)) }
}

function shownColumn({ column, name, samples, values, filled, distinct, holds }: LookedColumn, role: string | null): LookedColumnAnswer {
  const { as } = holds
  const about = holds.as === 'time' ? { patterns: [...holds.patterns] } : holds.as === 'number' ? { whole: holds.whole, least: holds.least, most: holds.most } : {}
  const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text)
  return { column, name, samples: samples.map(short), values: values?.map(short) ?? null, filled, distinct, role, holds: { as, ...about } }
}

/** Remembered mappings that could read this file: all columns they speak of are there. Those made for its very header come first. */
async function fitting(ctx: Context, looked: Looked): Promise<LookAnswer['fits']> {
  const header = looked.settings.header === false ? [] : looked.columns.map(({ name }) => name)
  const plain = header.map((name) => name.trim().toLowerCase()).join('\n')
  const columns = columnsIn(header.length > 0 ? header : null, looked.columns.length)
  const fits = (mapping: Mapping): boolean => mapping.files.some((file) => columns.missing(columnsOf(file)).length === 0)
  return (await readMappings(ctx.pool)).flatMap(({ name, text, header: made }) => {
    const read = parseMapping(text, name)
    const same = made.length > 0 && made.map((one) => one.trim().toLowerCase()).join('\n') === plain
    return read.ok && (same || fits(read.value)) ? [{ name, same }] : []
  }).toSorted((a, b) => Number(b.same) - Number(a.same)).slice(0, 10)
}
