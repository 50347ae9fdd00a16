import { hash } from 'node:crypto'
import type { Fact } from '#core/history/fact.ts'
import { isInFuture } from '#core/history/intake.ts'
import type { Language } from '#core/history/kinds.ts'
import { wordsOf } from '#core/words/index.ts'
import type { CompiledOutput, Made } from '#core/history/mapping/row.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { currencyOf, toStored } from '#core/history/stored.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { parseFact, parseReadFact, parseReadRecord, parseRecord, shown } from '#contract/history/parse.ts'
import { no, type Refusal, type Result } from '#contract/refusals.ts'
import { StagedLines, type StagedBytes } from '#store/history/staged-lines.ts'
import type { Company } from '#store/house/company.ts'
import { byColumn, currencyIn, eachOnce, placed } from './blame.ts'
import { customerNumbers, recordRow } from './numbers.ts'
import type { Reject } from './rejects.ts'
import type { PreviewRow } from './summary.ts'
import { countFact, countRecord, fileIn, newTally, type Tally } from './tally.ts'

/** Where something was read. */
export interface Origin {
  readonly file: number
  readonly line: number
  /** The row as it stood; empty where it is no longer at hand. */
  readonly text: string
}

/** What the import is about, for those who read rows. Plain data, so that it can be handed to another thread. */
export interface IntakeSetting {
  readonly company: Company
  readonly now: Instant
  /** In which language refusals are explained. */
  readonly language: Language
  /** Names of the files, by number. */
  readonly files: readonly string[]
}

/** What is done with rows as they are read. */
export type Taker = Pick<Intake, 'row' | 'refuse' | 'mapped' | 'sent'>

/** What was made of some rows: plain data, to be taken in by `Gathering`. */
export interface Outcome {
  readonly staged: StagedBytes
  readonly tally: Tally
  readonly rejects: readonly Reject[]
  readonly preview: readonly PreviewRow[]
}

/** How many of the first rows are shown as they were understood. */
export const MOST_PREVIEWED = 5

/** 132 bits of a row's cells: what names a row whose sender gave it no name. */
export const hashOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

/** The one gate by which rows become facts: whoever reads, each is held against the schemas here, staged or rejected, and counted. */
export class Intake {
  readonly #setting: IntakeSetting
  readonly #say: (refusal: Refusal) => string
  readonly #numberOf: (key: string) => string
  readonly #lines = new StagedLines()
  #tally = newTally()
  #rejects: Reject[] = []
  #preview: PreviewRow[] = []

  constructor(setting: IntakeSetting) {
    this.#setting = setting
    const words = wordsOf(setting.language)
    this.#say = ({ code, values }) => words.say(`refusal.${code}`, values)
    this.#numberOf = customerNumbers(setting.company, this.#lines)
  }

  /** What was made of rows since this was last asked. */
  outcome(): Outcome {
    const made = { staged: this.#lines.take(), tally: this.#tally, rejects: this.#rejects, preview: this.#preview }
    this.#tally = newTally()
    this.#rejects = []
    this.#preview = []
    return made
  }

  /** Counts a row, whatever becomes of it. */
  row(file: number): void {
    fileIn(this.#tally, file).rows++
  }

  /** Takes a fact that is known to be right. */
  fact(made: Fact, { file, line }: Origin, hashed = false, ownOrder = false): void {
    const currency = currencyOf(made)
    const foreign = currency === undefined || currency === this.#setting.company.currency ? null : currency
    this.#lines.fact(toStored(made, this.#numberOf(made.customer), same), { file, line, currency: foreign, hashed, ownOrder })
    countFact(this.#tally, file, made.kind, made.at)
  }

  record(made: CompanyRecord, { file, line }: Origin): void {
    this.#lines.record({ ...recordRow(made, this.#setting.company), file, line })
    countRecord(this.#tally, file, made.record)
  }

  refuse(refusals: readonly Refusal[], { file, line, text }: Origin): void {
    fileIn(this.#tally, file).rejected++
    for (const refusal of refusals)
      this.#rejects.push({ ...placed(refusal), file: this.#setting.files[file] ?? '', number: file, line, code: refusal.code, message: this.#say(refusal), values: refusal.values ?? {}, row: text })
  }

  /** What a mapped row makes: all of it, or where any of it is wrong nothing. */
  mapped(made: readonly Made[], origin: Origin, rowHash: () => string): void {
    const read = made.map((one) => this.#readMade(one))
    const refusals = eachOnce(read.flatMap((one) => (one.ok ? [] : one.refusals)))
    const { file, line } = origin
    for (const { group, candidate } of made)
      if (group !== null) this.#lines.part({ group, hash: rowHash(), file, line, candidate: refusals.length > 0 ? 'null' : JSON.stringify(candidate) })
    if (refusals.length > 0) return this.refuse(refusals, origin)
    for (const [i, one] of read.entries()) if (one.ok && one.value !== null) this.#take(one.value, origin, made[i])
    if (this.#preview.length < MOST_PREVIEWED) this.#show(read.map((one, i) => (one.ok && one.value ? { ...one.value } : (made[i] as Made).candidate)), origin)
  }

  /** A fact or record as Troth's own files hold it. */
  sent(input: unknown, origin: Origin): void {
    const isRecord = typeof input === 'object' && input !== null && 'record' in input
    const read = isRecord ? parseRecord(input) : this.#timely(parseFact(input))
    if (!read.ok) return this.refuse(read.refusals, origin)
    this.#take(read.value, origin)
    if (this.#preview.length < MOST_PREVIEWED) this.#show([{ ...read.value }], origin)
  }

  /** A fact that a group of rows made, or null where some of its rows were refused; `rows`: those that were not. */
  gathered(candidate: Record<string, unknown> | null, output: CompiledOutput, rows: readonly Origin[]): void {
    const read = candidate === null ? no('group_incomplete', { rows: rows.length }) : this.#timely(parseReadFact(candidate))
    if (read.ok) return this.fact(read.value, rows[0] as Origin)
    const refusals = candidate === null ? read.refusals : this.#blamed(read.refusals, candidate, output)
    for (const row of rows) this.refuse(refusals, row)
  }

  #take(made: Fact | CompanyRecord, origin: Origin, from?: Made): void {
    if ('record' in made) this.record(made, origin)
    else this.fact(made, origin, from?.hashed, from?.ownOrder)
  }

  /** Holds what a row made against the schemas; null for a row's share of a group, which is checked when the group is whole. */
  #readMade({ bad, candidate, group, output }: Made): Result<Fact | CompanyRecord | null> {
    if (bad.length > 0)
      return { ok: false, refusals: bad.map(({ column, found, expected }) => ({ code: 'cell_invalid', values: { column, found: shown(found), expected } })) }
    if (group !== null) return { ok: true, value: null }
    const read = 'record' in candidate ? parseReadRecord(candidate) : this.#timely(parseReadFact(candidate))
    return read.ok ? read : { ok: false, refusals: this.#blamed(read.refusals, candidate, output) }
  }

  #blamed(refusals: readonly Refusal[], candidate: Readonly<Record<string, unknown>>, output: CompiledOutput): Refusal[] {
    const currency = currencyIn(candidate, this.#setting.company.currency)
    return refusals.map((refusal) => byColumn(refusal, output, currency))
  }

  #timely(parsed: Result<Fact>): Result<Fact> {
    const { now } = this.#setting
    return parsed.ok && isInFuture(parsed.value.at, now) ? no('fact_in_future', { found: isoOf(parsed.value.at), now: isoOf(now) }, '/at') : parsed
  }

  #show(makes: PreviewRow['makes'], { file, line, text }: Origin): void {
    if (makes.length > 0) this.#preview.push({ file: this.#setting.files[file] ?? '', line, text, makes: makes.map(withIsoMoments) })
  }
}

const same = (amount: number): number => amount

const MOMENTS = ['at', 'joined_at', 'locked_until']

const withIsoMoments = (made: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(made).map(([name, value]) => [name, MOMENTS.includes(name) && typeof value === 'number' ? isoOf(value) : value]))
