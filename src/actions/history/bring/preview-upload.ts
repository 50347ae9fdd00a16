import { matches } from '#core/history/mapping/columns.ts'
import { cutRows, readPiece } from '#core/history/mapping/csv.ts'
import type { Fact } from '#core/history/fact.ts'
import type { Language } from '#core/history/kinds.ts'
import { gather, type Part } from '#core/history/mapping/group.ts'
import type { Mapping } from '#core/history/mapping/mapping.ts'
import type { Made } from '#core/history/mapping/row.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { parseMapping } from '#contract/history/mapping.ts'
import { parseFact, parseReadFact, parseReadRecord, parseRecord } from '#contract/history/parse.ts'
import { Refused, yes, type Result } from '#contract/refusals.ts'
import type { Context } from '#actions/context.ts'
import { Intake, type Origin, type Taker } from '#actions/history/import/intake.ts'
import { layoutOf, mappedBy, type FileLayout } from '#actions/history/import/planned.ts'
import { linesOf } from '#actions/history/import/reader.ts'
import { Rejects } from '#actions/history/import/rejects.ts'
import { headOf } from '#actions/history/import/sources.ts'
import type { RejectGroup } from '#actions/history/import/summary.ts'
import type { Company } from '#store/house/company.ts'
import { wholeUpload } from './look-at-upload.ts'
import { sourceOf } from './upload-source.ts'

/** What the first rows of a file make. */
export interface Preview {
  readonly company: Pick<Company, 'zone' | 'currency'>
  readonly rows: number
  readonly silent: number
  readonly kinds: Readonly<Record<string, number>>
  readonly records: Readonly<Record<string, number>>
  readonly rejected: number
  readonly groups: readonly RejectGroup[]
  readonly facts: readonly SeenFact[]
}
export interface SeenFact {
  readonly line: number
  readonly text: string
  readonly rows: number
  readonly made: Fact | CompanyRecord
}

const LOOKED_CHARACTERS = 131_072
/** Of each kind the first few, so that none is missed. */
const MOST_OF_A_KIND = 4
const LONGEST_TEXT = 300

/** Watches what rows make, beside taking them in. */
class Glimpse implements Taker {
  readonly #intake: Intake
  readonly seen: SeenFact[] = []
  readonly #groups = new Map<string, { readonly first: Origin; readonly parts: Part[] }>()
  silent = 0
  #said = true

  constructor(intake: Intake) {
    this.#intake = intake
  }

  row(file: number): void {
    if (!this.#said) this.silent++
    this.#said = false
    this.#intake.row(file)
  }

  refuse(refusals: Parameters<Intake['refuse']>[0], origin: Origin): void {
    this.#said = true
    this.#intake.refuse(refusals, origin)
  }

  sent(input: unknown, origin: Origin): void {
    this.#said = true
    this.#intake.sent(input, origin)
    const isRecord = typeof input === 'object' && input !== null && 'record' in input
    this.#see(isRecord ? parseRecord(input) : parseFact(input), origin)
  }

  mapped(made: readonly Made[], origin: Origin, rowHash: () => string): void {
    this.#said = true
    this.#intake.mapped(made, origin, rowHash)
    const isBad = made.some(({ bad }) => bad.length > 0)
    for (const { group, candidate } of made) {
      if (group !== null) this.#part(group, { file: origin.file, line: origin.line, hash: rowHash(), candidate: isBad ? null : candidate }, origin)
      else if (!isBad) this.#see('record' in candidate ? parseReadRecord(candidate) : parseReadFact(candidate), origin)
    }
  }

  #part(group: string, part: Part, origin: Origin): void {
    const held = this.#groups.get(group)
    if (held) held.parts.push(part)
    else this.#groups.set(group, { first: origin, parts: [part] })
  }

  #see(read: Result<Fact | CompanyRecord>, { line, text }: Origin, rows = 1): void {
    if (read.ok) this.seen.push({ line, text: text.slice(0, LONGEST_TEXT), rows, made: read.value })
  }

  /** Everything that was seen, what several rows make together too. */
  all(): readonly SeenFact[] {
    if (!this.#said) this.silent++
    this.#said = true
    for (const { first, parts } of this.#groups.values()) {
      const candidate = gather(parts)
      if (candidate) this.#see(parseReadFact(candidate), first, parts.length)
    }
    this.#groups.clear()
    return this.seen.toSorted((a, b) => a.line - b.line)
  }
}

/**
 * Reads the first rows of a file through a mapping, at once and without a trace: what they make, and what would be refused.
 * @param text the mapping's YAML; null for a file of Troth's own facts
 * Refuses with `upload_unknown`, `upload_unfinished`, `mapping_invalid` or `column_missing`.
 */
export async function previewUpload(ctx: Context, id: string, text: string | null, language: Language): Promise<Result<Preview>> {
  const whole = await wholeUpload(ctx, id)
  if (!whole.ok) return whole
  const read = text === null ? null : parseMapping(text, whole.value.upload.mapping_name ?? 'mapping')
  if (read && !read.ok) return read
  const { upload, company } = whole.value
  try {
    const encoding = read?.value.files[0]?.encoding ?? read?.value.encoding
    const head = await headOf(sourceOf(ctx, upload), encoding, LOOKED_CHARACTERS)
    const layout = layoutFor(upload.name, read?.value ?? null, head)
    return yes(previewOf(layout, head, company, { now: ctx.now(), language, isCut: head.length >= LOOKED_CHARACTERS }))
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

function layoutFor(name: string, mapping: Mapping | null, head: string): FileLayout {
  if (!mapping) return { number: 0, form: 'facts' }
  const place = mapping.files.findIndex((file) => matches(file.name, name))
  if (place < 0) throw new Refused({ code: 'file_unmapped', values: { file: name, found: '', starter: '' } })
  return layoutOf(mappedBy(mapping, 0, place), name, head)
}

interface Seeing {
  readonly now: number
  readonly language: Language
  readonly isCut: boolean
}

function previewOf(layout: FileLayout, head: string, company: Company, { now, language, isCut }: Seeing): Preview {
  const setting = { company, now, language, files: [''] }
  const intake = new Intake(setting)
  const glimpse = new Glimpse(intake)
  const lines = linesOf(layout, setting, glimpse)
  const cutter = cutRows(layout.form === 'table' ? layout.delimiter : null, (piece) => readPiece(piece, lines))
  cutter.push(head)
  if (!isCut) cutter.end() // else half a row may be left, which says nothing
  const all = glimpse.all()
  const { tally, rejects } = intake.outcome()
  const gathered = new Rejects(null)
  for (const reject of rejects) gathered.add(reject)
  const counted = (of: 'kind' | 'record'): Record<string, number> => countsOf(all.flatMap(({ made }) => (of in made ? [(made as unknown as Record<string, string>)[of] as string] : [])))
  const [file] = tally.files
  return {
    company, rows: file?.rows ?? 0, silent: glimpse.silent, kinds: counted('kind'), records: counted('record'),
    rejected: file?.rejected ?? 0, groups: gathered.groups(), facts: someOfEach(all),
  }
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function someOfEach(all: readonly SeenFact[]): readonly SeenFact[] {
  const counts: Record<string, number> = {}
  return all.filter(({ made }) => {
    const name = 'kind' in made ? made.kind : made.record
    counts[name] = (counts[name] ?? 0) + 1
    return counts[name] <= MOST_OF_A_KIND
  })
}
