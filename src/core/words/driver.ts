import type { Driver } from '#core/map/drivers.ts'
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
