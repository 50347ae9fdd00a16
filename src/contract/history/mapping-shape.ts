import * as z from 'zod'
import { isDatePattern } from '#core/history/mapping/date.ts'
import { ENCODINGS } from '#core/history/mapping/encoding.ts'
import { isZone } from '#core/units/zone.ts'

/** The small shapes a mapping is written in. Outputs are checked in `mapping-output.ts`, by the fields their kind has. */
const scalar = z.union([z.string(), z.number(), z.boolean()])
/** A column by name, or by its place counted from 1. */
export const column = z.union([z.string().min(1), z.int().min(1)], { error: 'a column: its name, or its place counted from 1' })
const columns = z.union([column.transform((one) => [one]), z.array(column).min(1)], { error: 'a column or a list of columns' })
const emptyWords = z.union([z.string().transform((one) => [one]), z.array(scalar.transform(String))], { error: 'a word or a list of words' })
const date = z.string().refine(isDatePattern, { error: 'a date pattern of yyyy MM dd HH mm ss SSS (or M d H h a), or iso, unix, unix_ms' })

const header = z.union([z.boolean(), z.array(z.union([z.string().min(1), z.number().transform(String)])).min(1)], { error: 'true, false, or a list of column names' })
const delimiter = z
  .string()
  .transform((text) => (text === 'tab' ? '\t' : text))
  .refine((text) => text === 'whitespace' || (text.length === 1 && !'"\r\n'.includes(text)), { error: 'one character, tab, or whitespace' })

/** Said once for all files, or for one. */
export const settings = {
  source: z.string().min(1).max(200).optional(),
  zone: z.string().refine(isZone, { error: 'a time zone such as Europe/Oslo' }).optional(),
  date: date.optional(),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: 'a currency of three capital letters, such as EUR' }).optional(),
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum(['.', ',', ' ', "'", '_', '']).optional(),
  money: z.enum(['major', 'minor']).optional(),
  empty: emptyWords.optional(),
  format: z.enum(['csv', 'ndjson']).optional(),
  delimiter: delimiter.optional(),
  header: header.optional(),
  skip: z.int().min(0).max(1000).optional(),
  encoding: z.enum(ENCODINGS).optional(),
}

export const fileHead = z.strictObject({
  name: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: 'a file name, where * stands for anything' }),
  ...settings,
  makes: z.array(z.record(z.string(), z.unknown()), { error: 'a list of what each row makes' }).min(1),
})
export const mappingHead = z.strictObject({ ...settings, files: z.array(z.unknown(), { error: 'a list of files' }).min(1) })

const times = z.union([z.number(), z.string().min(1), z.strictObject({ column })], { error: 'a number, or a column to multiply by' })
const expressionObject = z.strictObject({
  column: column.optional(),
  value: scalar.optional(),
  template: z.string().regex(/\{[^{}]+\}/, { error: 'text with a {column} in it' }).optional(),
  plus: columns.optional(),
  minus: columns.optional(),
  times: times.optional(),
  absolute: z.boolean().optional(),
  map: z.record(z.string(), scalar).optional(),
  default: scalar.optional(),
  empty: emptyWords.optional(),
  date: date.optional(),
  split: z.string().min(1).optional(),
})
export type WrittenExpression = z.infer<typeof expressionObject>

const ONE_SOURCE = 'where it comes from, one of: column, value, template, or plus and minus'

/** A field: a bare column, or an object that says more. */
export const field = z.union([column, expressionObject], { error: 'a column, or {column: …}, {value: …}, {template: …}' })
/** Says more of what is wrong in an object than a union of shapes can. */
export const expression = expressionObject.refine(
  (e) => [e.column !== undefined || e.plus !== undefined || e.minus !== undefined, e.value !== undefined, e.template !== undefined].filter(Boolean).length === 1,
  { error: ONE_SOURCE },
)

const words = z.union([scalar, z.array(scalar).min(1)])
const TESTS = ['is', 'not', 'empty', 'starts', 'above', 'below'] as const
export const condition = z
  .strictObject({
    column, is: words.optional(), not: words.optional(), empty: z.boolean().optional(), starts: z.string().min(1).optional(), above: z.number().optional(), below: z.number().optional(),
  })
  .refine((c) => TESTS.some((test) => c[test] !== undefined), { error: `a test: ${TESTS.join(', ')}` })
