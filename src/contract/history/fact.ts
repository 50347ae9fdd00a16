import * as z from 'zod'
import { MOST_MINOR } from '#core/units/money.ts'
import {
  CONTRACT_ACTIONS, FEELINGS, LANGUAGES, QUESTIONS, REASONS, REFERRAL_STEPS, RIVAL_ACTIONS, RIVAL_OUTCOMES, SCALES, STANCES,
} from '#core/history/kinds.ts'

/** A key, an id or a name of something: 1 to 200 characters, none of them a control character or half of a pair. */
export const name = z.string().min(1).max(200).regex(/^[^\p{Cc}\p{Cs}]+$/u)
/** Free text; what no database can hold (NUL, half of a surrogate pair) is no text. */
export const words = z.string().max(10_000).regex(/^[^\0\p{Cs}]*$/u)
/** The years 1900 to 9999: before them no company has facts, and what fades over centuries leaves the range of a double. */
const [FIRST, LAST] = [-2_208_988_800_000, 253_402_300_799_999]
/** ISO 8601 with an offset; finer than a millisecond is cut off. */
export const instant = z.iso.datetime({ offset: true }).transform((text, ctx) => {
  const at = Date.parse(text)
  if (!(at >= FIRST && at <= LAST)) ctx.addIssue({ code: 'custom', message: 'a moment that exists, from year 1900 to 9999' })
  return at
})
/** The same once it was read: ms since 1970. */
export const readInstant = z.int().min(FIRST).max(LAST)
const minor = z.int().min(-MOST_MINOR).max(MOST_MINOR)
const positive = z.int().min(0).max(MOST_MINOR)
export const currency = z.string().regex(/^[A-Z]{3}$/)
const need = z.int().min(1).max(5)

const money = { currency: currency.optional() }
const item = z.strictObject({ sku: name, quantity: z.number(), paid: minor, list: minor.optional() })

/** What each kind has of its own, beside id, source, customer, at, unit and person. */
function factSchemas<Moment extends typeof instant | typeof readInstant>(moment: Moment) {
  const base = { id: name, source: name, customer: name, at: moment, unit: name.optional(), person: name.optional() }
  return {
    contract: z.strictObject({ kind: z.literal('contract'), ...base, ...money, action: z.enum(CONTRACT_ACTIONS), price: positive.optional(), locked_until: moment.optional() }),
    purchase: z.strictObject({
      kind: z.literal('purchase'), ...base, ...money, order: name, paid: positive, list: positive.optional(), cost: positive.optional(),
      points_used: positive.optional(), discount_reason: name.optional(), items: z.array(item).max(1000).optional(),
    }),
    refund: z.strictObject({ kind: z.literal('refund'), ...base, ...money, order: name, amount: positive }),
    visit: z.strictObject({ kind: z.literal('visit'), ...base, channel: name }),
    moment: z.strictObject({ kind: z.literal('moment'), ...base, play: name, what: name }),
    contact: z.strictObject({ kind: z.literal('contact'), ...base, channel: name, topic: name, waited_seconds: z.number().min(0).optional(), resolved: z.boolean().optional() }),
    complaint: z.strictObject({ kind: z.literal('complaint'), ...base, topic: name, severity: z.int().min(1).max(3) }),
    recovery: z.strictObject({ kind: z.literal('recovery'), ...base, ...money, complaint: name, action: name, cost: positive.optional(), accepted: z.boolean().optional() }),
    broke: z.strictObject({ kind: z.literal('broke'), ...base, promise: name, note: words.optional() }),
    kept: z.strictObject({ kind: z.literal('kept'), ...base, promise: name, note: words.optional() }),
    asked: z.strictObject({ kind: z.literal('asked'), ...base, decision: name }),
    told: z.strictObject({ kind: z.literal('told'), ...base, decision: name }),
    felt: z.strictObject({
      kind: z.literal('felt'), ...base, feelings: z.array(z.enum(FEELINGS)).min(1).max(16), strength: z.int().min(1).max(3),
      business_need: need.optional(), personal_need: need.optional(), about: name.optional(), comment: words.optional(), language: z.enum(LANGUAGES),
    }),
    rating: z.strictObject({ kind: z.literal('rating'), ...base, question: z.enum(QUESTIONS), value: z.number() }).check((ctx) => {
      const [low, high] = SCALES[ctx.value.question]
      if (ctx.value.value < low || ctx.value.value > high)
        ctx.issues.push({ code: 'custom', message: `from ${low} to ${high}`, path: ['value'], input: ctx.value.value })
    }),
    stance: z.strictObject({ kind: z.literal('stance'), ...base, decision: name, stance: z.enum(STANCES), comment: words.optional() }),
    reason: z.strictObject({ kind: z.literal('reason'), ...base, why: z.enum(REASONS), words: words.optional() }),
    referral: z.strictObject({ kind: z.literal('referral'), ...base, invitee: name, step: z.enum(REFERRAL_STEPS) }),
    praise: z.strictObject({ kind: z.literal('praise'), ...base, where: name, rating: z.number().optional(), text: words.optional() }),
    rival: z.strictObject({ kind: z.literal('rival'), ...base, action: z.enum(RIVAL_ACTIONS), outcome: z.enum(RIVAL_OUTCOMES) }),
  } as const
}

/** Facts as they are sent, with moments as ISO text. */
export const FACT_SCHEMAS = factSchemas(instant)
/** Facts whose moments were read already. */
export const READ_FACT_SCHEMAS = factSchemas(readInstant)

/** A fact as it is sent. For documents only: to read one, `parseFact` says more of what is wrong. */
export const factSchema = z.discriminatedUnion('kind', Object.values(FACT_SCHEMAS) as [typeof FACT_SCHEMAS.purchase])
