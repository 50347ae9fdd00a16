import { hash } from 'node:crypto'
import type { Fact } from '#core/history/fact.ts'
import { isInFuture } from '#core/history/intake.ts'
import { columnsOfField } from '#core/history/mapping/columns.ts'
import type { CompiledOutput, Made } from '#core/history/mapping/row.ts'
import { FACT_FIELDS } from '#core/history/mapping/targets.ts'
import type { CompanyRecord } from '#core/history/record.ts'
import { currencyOf, toStored } from '#core/history/stored.ts'
import { minorDigits } from '#core/units/money.ts'
import { isoOf, type Instant } from '#core/units/time.ts'
import { parseFact, parseReadFact, parseReadRecord, parseRecord, shown } from '#contract/history/parse.ts'
import { no, type Refusal, type Result } from '#contract/refusals.ts'
import { customerIdOf } from '#store/history/customer-id.ts'
import type { Staging } from '#store/history/staging.ts'
import type { Company } from '#store/house/company.ts'
import type { Rejects } from './rejects.ts'
import type { PreviewRow } from './summary.ts'
import { newTally, type Tally } from './tally.ts'

/** Where something was read. */
export interface Origin {
  readonly file: number
  readonly line: number
  /** The row as it stood; empty where it is no longer at hand. */
  readonly text: string
}

/** What the import is about, for those who read rows. */
export interface IntakeSetting {
  readonly company: Company
  readonly now: Instant
  readonly staging: Staging
  readonly rejects: Rejects
  readonly say: (refusal: Refusal) => string
  /** Names of the files, by number. */
  readonly files: readonly string[]
}

/** The one gate by which rows become facts: whoever reads, each is held against the schemas here, staged or rejected, and counted. */
export interface Intake {
  /** What a mapped row makes: all of it, or where any of it is wrong nothing. */
  mapped(made: readonly Made[], origin: Origin, rowHash: () => string): void
  /** A fact or record as Troth's own files hold it. */
  sent(input: unknown, origin: Origin): void
  /** A fact that a group of rows made, or null where some of its rows were refused; `rows`: those that were not. */
  gathered(candidate: Record<string, unknown> | null, output: CompiledOutput, rows: readonly Origin[]): void
  fact(fact: Fact, origin: Origin): void
  record(record: CompanyRecord, origin: Origin): void
  refuse(refusals: readonly Refusal[], origin: Origin): void
  readonly tally: Tally
  readonly preview: readonly PreviewRow[]
}

const MOST_PREVIEWED = 5
const MOST_KEPT = 500_000

/** 132 bits of a row's cells: what names a row whose sender gave it no name. */
export const hashOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

export function openIntake({ company, now, staging, rejects, say, files }: IntakeSetting): Intake {
  const tally = newTally(files.length)
  const preview: PreviewRow[] = []
  const customerOf = customers(company, staging)

  const fact = (made: Fact, origin: Origin, hashed = false, ownOrder = false): void => {
    const currency = currencyOf(made)
    staging.fact(toStored(made, customerOf(made.customer), same), {
      file: origin.file, line: origin.line, currency: currency === undefined || currency === company.currency ? null : currency, hashed, ownOrder,
    })
    tally.fact(origin.file, made.kind, made.at)
  }
  const record = (made: CompanyRecord, origin: Origin): void => {
    staging.record({ ...recordRow(made, company), file: origin.file, line: origin.line })
    tally.record(origin.file, made.record)
  }
  const refuse = (refusals: readonly Refusal[], origin: Origin): void => {
    tally.reject(origin.file)
    for (const refusal of refusals) rejects.add({ ...placed(refusal), file: files[origin.file] ?? '', number: origin.file, line: origin.line, code: refusal.code, message: say(refusal), values: refusal.values ?? {}, row: origin.text })
  }
  const show = (makes: PreviewRow['makes'], origin: Origin): void => {
    if (preview.length < MOST_PREVIEWED && makes.length > 0) preview.push({ file: files[origin.file] ?? '', line: origin.line, text: origin.text, makes })
  }
  const timely = (parsed: Result<Fact>): Result<Fact> =>
    parsed.ok && isInFuture(parsed.value.at, now) ? no('fact_in_future', { found: isoOf(parsed.value.at), now: isoOf(now) }, '/at') : parsed

  return {
    tally, preview, fact, record, refuse,
    mapped(made, origin, rowHash) {
      const read = made.map((one) => readMade(one, company.currency, timely))
      const refusals = eachOnce(read.flatMap((one) => (one.ok ? [] : one.refusals)))
      for (const one of made)
        if (one.group !== null)
          staging.part({ group: one.group, hash: rowHash(), file: origin.file, line: origin.line, candidate: refusals.length > 0 ? 'null' : JSON.stringify(one.candidate) })
      if (refusals.length > 0) return refuse(refusals, origin)
      for (const [i, one] of read.entries()) {
        if (!one.ok || one.value === null) continue
        if ('record' in one.value) record(one.value, origin)
        else fact(one.value, origin, made[i]?.hashed, made[i]?.ownOrder)
      }
      if (preview.length < MOST_PREVIEWED) show(read.map((one, i) => (one.ok && one.value ? { ...one.value } : (made[i] as Made).candidate)), origin)
    },
    sent(input, origin) {
      const isRecord = typeof input === 'object' && input !== null && 'record' in input
      const read = isRecord ? parseRecord(input) : timely(parseFact(input))
      if (!read.ok) return refuse(read.refusals, origin)
      if ('record' in read.value) record(read.value, origin)
      else fact(read.value, origin)
      if (preview.length < MOST_PREVIEWED) show([{ ...read.value }], origin)
    },
    gathered(candidate, output, rows) {
      const read = candidate === null ? no('group_incomplete', { rows: rows.length }) : timely(parseReadFact(candidate))
      if (read.ok) return fact(read.value, rows[0] as Origin)
      const refusals = candidate === null ? read.refusals : read.refusals.map((refusal) => byColumn(refusal, output, currencyIn(candidate, company.currency)))
      for (const row of rows) refuse(refusals, row)
    },
  }
}

const currencyIn = (candidate: Readonly<Record<string, unknown>>, house: string): string =>
  typeof candidate['currency'] === 'string' && /^[A-Z]{3}$/.test(candidate['currency']) ? candidate['currency'] : house

const same = (amount: number): number => amount

/** Customers' numbers; a key that is met for the first time (or again after very many others) is staged with its number. */
function customers(company: Company, staging: Staging): (key: string) => string {
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  return (key) => {
    let id = young.get(key)
    if (id !== undefined) return id
    id = old.get(key)
    if (id === undefined) {
      id = customerIdOf(company.secret, key)
      staging.customer(id, key)
    }
    // A long piece of a text keeps all of that text in memory; a copy does not.
    young.set(key.length < 13 ? key : Buffer.from(key).toString(), id)
    if (young.size >= MOST_KEPT) {
      old = young
      young = new Map()
    }
    return id
  }
}

/** One cell that several fields are made of is one thing to mend. */
function eachOnce(refusals: readonly Refusal[]): readonly Refusal[] {
  if (refusals.length < 2) return refusals
  return [...new Map(refusals.map((refusal) => [`${refusal.code} ${JSON.stringify(placed(refusal))}`, refusal])).values()]
}

/** Holds what a row made against the schemas; null for a row's share of a group, which is checked when the group is whole. */
function readMade({ bad, candidate, group, output }: Made, currency: string, timely: (parsed: Result<Fact>) => Result<Fact>): Result<Fact | CompanyRecord | null> {
  if (bad.length > 0)
    return { ok: false, refusals: bad.map(({ column, found, expected }) => ({ code: 'cell_invalid', values: { column, found: shown(found), expected } })) }
  if (group !== null) return { ok: true, value: null }
  const read = 'record' in candidate ? parseReadRecord(candidate) : timely(parseReadFact(candidate))
  return read.ok ? read : { ok: false, refusals: read.refusals.map((refusal) => byColumn(refusal, output, currencyIn(candidate, currency))) }
}

/** Names the column that a field came from, so that the repair can be made in the file, and shows amounts as the file writes them. */
function byColumn(refusal: Refusal, { mapping }: CompiledOutput, currency: string): Refusal {
  const [, field = '', , inner] = (refusal.pointer ?? '').split('/')
  const from = mapping.fields[field] ?? mapping.nested[field]?.[inner ?? '']
  const columns = from === undefined ? [] : columnsOfField(from)
  const found = Number(refusal.values?.['found'])
  const isMoney = 'fact' in mapping.makes && FACT_FIELDS[mapping.makes.fact][field] === 'money' && Number.isFinite(found)
  const digits = minorDigits(currency)
  return { ...refusal, values: { ...refusal.values, ...(columns.length > 0 && { column: columns.join(' + ') }), ...(isMoney && { found: (found / 10 ** digits).toFixed(digits) }) } }
}

/** Where in a row the trouble is, for the list of rejects. */
function placed({ pointer, values = {} }: Refusal): { column: string; found: string; expected: string } {
  const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value))
  const field = text(values['field']) || (pointer ?? '').slice(1)
  return { column: text(values['column']) || field, found: text(values['found']), expected: text(values['expected']) }
}

function recordRow(made: CompanyRecord, company: Company) {
  const attributes = 'attributes' in made && made.attributes ? made.attributes : {}
  const consents = 'consents' in made && made.consents ? made.consents : {}
  const { record, attributes: _a, consents: _c, ...body } = made as CompanyRecord & { attributes?: unknown; consents?: unknown; joined_at?: Instant }
  const key = made.record === 'rate' ? `${made.currency} ${made.day}` : made.key
  const plain: Record<string, unknown> = body
  if (typeof plain['joined_at'] === 'number') plain['joined_at'] = isoOf(plain['joined_at'])
  return { record, key, customer: made.record === 'customer' ? customerIdOf(company.secret, made.key) : null, body: plain, attributes, consents }
}
