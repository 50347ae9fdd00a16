import * as z from 'zod'
import { FIGURES, NOT_YET } from '#core/customers/sorts.ts'
import { KINDS } from '#core/history/kinds.ts'
import { SPLITS } from '#core/map/drivers.ts'
import { NAMED_PERIODS } from '#core/map/period.ts'
import { MARKS } from '#core/relationship/marks.ts'
import { CLASSES, STATES } from '#core/relationship/state.ts'

export { MARKS }

/** One or several of something. */
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one)]).transform((v) => (Array.isArray(v) ? v : [v]) as z.output<T>[])
const texts = some(z.string())

/** A day or an instant, as every period names its ends. */
const when = z.string().meta({ description: 'A day (YYYY-MM-DD, whole and on the calendar of the company) or an instant (ISO 8601 with offset).' })
/** Periods that have a name end when the map has been told: they move with it, so an address with one stays good. */
export const periodShape = {
  from: when.optional(),
  to: when.optional(),
  period: z.enum(NAMED_PERIODS).optional().meta({ description: 'The last 30, 90 or 365 days up to `to`, or all that there is. `from` goes before it.' }),
}

const bounds = z.partialRecord(z.enum(FIGURES), z.coerce.number())

const MADE = new RegExp(`^(${STATES.join('|')})>(${STATES.join('|')})$`)
const MET = new RegExp(`^(${KINDS.join('|')})(:(${SPLITS.join('|')}):.{1,200})?$`)

const shape = {
  q: z.string().max(200).optional().meta({ description: 'Words that are part of a name, a key or an e-mail address: all of them. Accents and case are not looked at; a word of one or two letters is looked for at the beginning of words.' }),
  unit: texts.optional().meta({ description: 'Units, each with all below it. With `moved_from`, `moved_to` or `moved`: where they stood at `to`.' }),
  channel: texts.optional().meta({ description: 'How they were won.' }),
  campaign: texts.optional(),
  language: texts.optional(),
  cohort: some(z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)).optional().meta({ description: 'When their history begins: a year (`2024`) or a month (`2024-03`) on the calendar of the company.' }),
  attribute: z.record(z.string(), texts).optional(),
  state: some(z.enum(STATES)).optional().meta({ description: 'Where they stand now.' }),
  mark: some(z.enum(MARKS)).optional(),
  heard: z.enum(['true', 'false']).optional().meta({ description: 'Is their heart known from their own words? With `moved_from`, `moved_to` or `moved`: at `to`.' }),
  min: bounds.optional().meta({ description: 'Figures at least this: `min.value=10000`.' }),
  max: bounds.optional(),
  moved_from: some(z.enum([...STATES, NOT_YET])).optional().meta({ description: 'Where they stood at `from`; `none` where their history had not begun. With `moved_to`: the people behind a flow of the map.' }),
  moved_to: some(z.enum(STATES)).optional().meta({ description: 'Where they stood at `to`.' }),
  moved: some(z.enum(CLASSES)).optional().meta({ description: 'How they moved from `from` to `to`.' }),
  made: z.string().regex(MADE).optional().meta({ description: 'Who went from one state to another at any time between `from` and `to`, as `satisfied>disappointed`, though they may have gone on or back since. `unit` is where they stood before it.' }),
  met: z.string().regex(MET).optional().meta({ description: 'With `made`: within `met_within` days after such a fact, named as `GET /v1/drivers` has it: `contact:topic:late_delivery`.' }),
  met_within: z.coerce.number().int().min(1).max(365).optional().meta({ description: 'Days; 30 as it is.' }),
}

/** What is saved under a name: a filter without what somebody searched for at the moment, and without other segments. */
const { q: _q, ...savedShape } = shape
export const segmentFilter = z.strictObject({ ...savedShape, ...periodShape })
export type SegmentFilter = z.output<typeof segmentFilter>

/**
 * Which customers: the same words wherever customers are chosen, be it a list, the map, an export or a saved segment. Several values of one
 * word are any of them; several words must all hold. Attributes come as `attribute.NAME=value`, figures as `min.value=10000`.
 */
export const filterShape = {
  ...shape,
  segment: some(z.coerce.number().int().min(1).max(2_147_483_647)).optional().meta({ description: 'Saved segments, by number: who is in all of them.' }),
}
export const filterQuery = z.strictObject({ ...filterShape, ...periodShape })
export type FilterQuery = z.output<typeof filterQuery>
