import type { Driver } from '#core/map/drivers.ts'
import type { Formats } from './format.ts'
import { plain } from './plain.ts'
import type { Words } from './words.ts'

/** A kind of thing that customers met, as it is said: in our words what Troth knows, in the company's own what only they do. */
export interface SaidDriver extends Driver {
  /** Of a unit or a promise: what it is called. */
  readonly name: string | null
}

/** What was met, in a few words. */
export function sayDriver(words: Words, { kind, by, what, name }: SaidDriver): string {
  const own = name ?? plain(what ?? '')
  const picked = { what: what ?? '' }
  switch (kind) {
    case 'purchase':
      return by === null ? words.say('driver.purchase') : by === 'unit' ? words.say('driver.unit', { what: own }) : words.say('driver.price', picked)
    case 'contact':
      return by === 'resolved' ? words.say('driver.unresolved') : words.say('driver.contact', { what: own })
    case 'complaint':
      return words.say('driver.complaint', { what: own })
    case 'felt':
      return words.say('driver.felt', { what: words.has(`feeling.${what}`) ? words.say(`feeling.${what}`) : own })
    case 'rating':
      return sayRating(words, what ?? '')
    case 'refund':
    case 'praise':
    case 'recovery':
    case 'stance':
    case 'rival':
      return words.say(`driver.${kind}`, picked)
    case 'moment':
      return words.say('fact.moment', { what: own })
    case 'visit':
    case 'broke':
    case 'kept':
    case 'asked':
    case 'told':
      return words.say(`fact.${kind}`, { [by ?? '']: own })
    case 'contract':
    case 'reason':
    case 'referral':
      return words.say(`fact.${kind}`, { [by ?? '']: what ?? '' })
  }
}

/** A question, and whether it was answered high or low. */
function sayRating(words: Words, what: string): string {
  const [question = '', answer = ''] = what.split(':')
  return words.say('driver.rating', { what: answer, question: words.say(`question.${question}`) })
}

/** A figure with the ends of its interval. */
interface Band {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** How often what was met goes with moves, as the API tells it. */
export interface WeighedDriver extends SaidDriver {
  readonly adjusted: Band | null
  readonly unadjusted: string | null
  readonly stands_out: boolean
  readonly ratio: { readonly value: number; readonly low: number; readonly high: number | null } | null
  readonly share: Band
  readonly attributable: Band | null
  readonly explained: (Band & { readonly rank: number; readonly held: number }) | null
  readonly at_once: number
  readonly together: readonly SaidDriver[]
  readonly comes_with: (SaidDriver & { readonly share: number }) | null
}

/** What the figures of an answer rest on: how many moves, of which share of the customers, at how many moments of their time. */
export function sayDriversBasis(words: Words, formats: Formats, { moves, looked_at, drawn }: { readonly moves: number; readonly looked_at: number; readonly drawn: { readonly moments: number } | null }): string {
  const share = looked_at < 1 ? [words.say('why.looked_at', { share: formats.percent(looked_at) })] : []
  return [words.say('why.moves', { moves }), ...share, ...(drawn ? [words.say('why.moments', { moments: drawn.moments })] : [])].join(' ')
}

/** What there is to know of all of a list before one of it is believed: among how many something stands out, and what it is that ratios say; how many kinds were met by too few. */
export function sayDriversTrust(words: Words, { drivers, too_few }: { readonly drivers: readonly Pick<WeighedDriver, 'adjusted'>[]; readonly too_few: number }): string[] {
  const weighed = drivers.filter(({ adjusted }) => adjusted !== null).length
  return [...(weighed > 0 ? [words.say('why.stands_out', { drivers: weighed })] : []), words.say('why.association'), ...(too_few > 0 ? [words.say('why.too_few', { kinds: too_few })] : [])]
}

/** A ratio as it is read: of large ones no decimals. */
export const ratioText = (formats: Formats, ratio: number): string => formats.figure(ratio, ratio >= 10 ? 0 : ratio >= 1 ? 1 : 2)

const withBand = (words: Words, said: string, low: string, high: string): string => `${said} (${words.say('why.band', { low, high })})`
const sharesOf = (formats: Formats, { value, low, high }: Band): { share: string; low: string; high: string } => ({ share: formats.percent(value), low: formats.percent(low), high: formats.percent(high) })

/** The one figure of a driver: so many times, or the share of the moves that came with it or had it before them. */
export const sayDriverFigure = (words: Words, { adjusted, unadjusted, attributable, share }: WeighedDriver, formats: Formats): string =>
  adjusted ? words.say('why.ratio', { ratio: ratioText(formats, adjusted.value) }) : formats.percent((unadjusted === 'at_once' && attributable ? attributable : share).value)

/** What the figure says, in a sentence with its interval; that it may be chance where it may. */
export function sayDriverTimes(words: Words, { adjusted, unadjusted, stands_out, attributable, share }: WeighedDriver, formats: Formats): string {
  if (adjusted) {
    const said = words.say('why.times', { ratio: ratioText(formats, adjusted.value), low: ratioText(formats, adjusted.low), high: ratioText(formats, adjusted.high) })
    // What holds 1 would be unclear by itself; the rest is so among so many.
    return stands_out ? said : `${said}, ${words.say(adjusted.low <= 1 && adjusted.high >= 1 ? 'why.chance' : 'why.unclear')}`
  }
  const { share: had, low, high } = sharesOf(formats, unadjusted === 'at_once' && attributable ? attributable : share)
  return withBand(words, words.say(unadjusted === 'at_once' && attributable ? 'why.goes_with' : 'why.had', { share: had }), low, high)
}

/** What else is known of a driver, a sentence each. */
export function sayDriverDetails(words: Words, driver: WeighedDriver, formats: Formats): string[] {
  const { adjusted, unadjusted, ratio, share, attributable, explained, at_once, together, comes_with } = driver
  const text = (value: number): string => ratioText(formats, value)
  // Of what mostly comes with the move, a rate over next to no time says nothing; by rule it says too much.
  const plainly = ratio === null || unadjusted === 'at_once' ? [] : [ratio.high === null ? words.say('why.times_open', { low: text(ratio.low) }) : words.say('why.plain', { ratio: text(ratio.value), low: text(ratio.low), high: text(ratio.high) })]
  const had = sharesOf(formats, share)
  const goes = attributable && attributable.low > 0 ? sharesOf(formats, attributable) : null
  return [
    ...plainly,
    ...(comes_with ? [words.say('why.comes_with', { share: formats.percent(comes_with.share), other: sayDriver(words, comes_with) })] : []),
    ...(adjusted || unadjusted === 'at_once' ? [withBand(words, words.say('why.had', had), had.low, had.high)] : []),
    ...(adjusted && goes ? [withBand(words, words.say('why.goes_with', goes), goes.low, goes.high)] : []),
    ...(explained ? [words.say('why.rank', { rank: explained.rank, held: formats.percent(explained.held) })] : []),
    ...(at_once > 0 ? [words.say('why.at_once', { moves: at_once })] : []),
    ...(together.length > 0 ? [words.say('why.together', { others: together.map((other) => sayDriver(words, other)).join(' · ') })] : []),
  ]
}
