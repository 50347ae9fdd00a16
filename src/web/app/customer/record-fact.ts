import { BY_HAND, HAND_FORMS, impliedBy, type Ask, type HandKind } from '#core/history/by-hand.ts'
import { MINUTE_MS } from '#core/units/time.ts'
import { zoneOf } from '#core/units/zone.ts'

/** What somebody has filled in, by field. Numbers are kept as what was pressed. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>
/** What is wrong with a field, as the message that says it. */
export type FlawId = 'ask.fill' | 'ask.choose' | 'ask.too_long' | 'ask.no_moment' | 'ask.future'
export type Flaws = Readonly<Record<string, FlawId>>

/** How long a text may be: that of a name, and that of somebody's own words. */
export const MOST_TEXT = { text: 200, words: 10_000 } as const

const isText = (ask: Ask): ask is Ask & { as: 'text' | 'words' } => ask.as === 'text' || ask.as === 'words'

function flawOf(ask: Ask, value: Values[string]): FlawId | null {
  const length = typeof value === 'string' ? value.trim().length : (value?.length ?? 0)
  if (length === 0) return ask.needed ? (isText(ask) ? 'ask.fill' : 'ask.choose') : null
  return isText(ask) && length > MOST_TEXT[ask.as] ? 'ask.too_long' : null
}

/** What a clock on the wall in the company's zone shows, as the form has it (`2026-03-01T09:30`). */
export function wallClock(at: number, zone: string): string {
  const wall = new Date(at + zoneOf(zone).offsetAt(at) * MINUTE_MS)
  return wall.toISOString().slice(0, 16)
}

/** The moment at which that clock shows this; null where the text is none. */
export function momentOf(wall: string, zone: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(wall)
  if (!found) return null
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number]
  return zoneOf(zone).instantOf({ year, month, day, hour, minute })
}

/** Everything that is wrong with what was filled in; nothing where it can be sent. `wall` is when it happened. */
export function flawsOf(kind: HandKind, values: Values, wall: string, zone: string, now: number): Flaws {
  const at = momentOf(wall, zone)
  const when: Flaws = at === null ? { at: 'ask.no_moment' } : at > now + 5 * MINUTE_MS ? { at: 'ask.future' } : {}
  const own = (HAND_FORMS[kind] as readonly Ask[]).flatMap((ask) => {
    const flaw = flawOf(ask, values[ask.field])
    return flaw ? [[ask.field, flaw] as const] : []
  })
  return { ...when, ...Object.fromEntries(own) }
}

/** What a fact told by hand has besides what its form asks for. */
export interface Around {
  readonly id: string
  readonly customer: string
  readonly wall: string
  readonly zone: string
  readonly unit: string | null
  /** Who served; null where nobody says. */
  readonly person: string | null
  /** In which the customer is likely to have spoken. */
  readonly language: string
}

/** The fact to send. What was left empty is left out. */
export function factToSend(kind: HandKind, values: Values, { id, customer, wall, zone, unit, person, language }: Around): Readonly<Record<string, unknown>> {
  const own = (HAND_FORMS[kind] as readonly Ask[]).flatMap((ask) => {
    const value = values[ask.field]
    return value === undefined || value.length === 0 || (typeof value === 'string' && value.trim() === '') ? [] : [[ask.field, sent(ask, value)] as const]
  })
  return {
    kind, id, source: BY_HAND, customer, at: new Date(momentOf(wall, zone) ?? 0).toISOString(), ...(unit !== null && { unit }), ...(person !== null && { person }),
    ...impliedBy(kind, language), ...Object.fromEntries(own),
  }
}

function sent(ask: Ask, value: string | readonly string[]): unknown {
  if (ask.as === 'scale' || ask.as === 'answer') return Number(value)
  if (ask.as === 'yes_no') return value === 'yes'
  return typeof value === 'string' ? value.trim() : value
}

/** An id that nobody else makes. (`crypto.randomUUID` is there only over https.) */
export const newId = (): string => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
