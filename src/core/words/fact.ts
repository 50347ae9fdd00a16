import type { Fact } from '#core/history/fact.ts'
import { SCALES } from '#core/history/kinds.ts'
import type { Formats } from './format.ts'
import type { Words } from './index.ts'
import { plain } from './plain.ts'

/** A fact as it is shown: `at` may be text, and whoever it is about is known from around it. */
export type SaidFact = Fact extends infer F ? (F extends Fact ? Omit<F, 'at' | 'customer' | 'locked_until'> : never) : never

/** What somebody said in their own words, if this fact has such. */
export function wordsIn(fact: SaidFact): string | undefined {
  switch (fact.kind) {
    case 'felt':
    case 'stance':
      return fact.comment
    case 'reason':
      return fact.words
    case 'praise':
      return fact.text
    case 'broke':
    case 'kept':
      return fact.note
    default:
      return undefined
  }
}

/** A fact in a few words, without when and where. */
export const sayFact = (words: Words, formats: Formats, fact: SaidFact): string => words.say(`fact.${fact.kind}`, valuesOf(words, formats, fact))

const answer = (given: boolean | undefined): string => (given === undefined ? 'unknown' : given ? 'yes' : 'no')

/** What has values that the sender chose, and no list of ours. */
const OF_OTHERS: ReadonlySet<string> = new Set(['channel', 'topic', 'where', 'what', 'promise', 'decision'])

function valuesOf(words: Words, formats: Formats, fact: SaidFact): Record<string, string> {
  switch (fact.kind) {
    case 'purchase':
      return { paid: formats.money(fact.paid), list: formats.money(fact.list ?? fact.paid), listed: answer(fact.list !== undefined && fact.list !== fact.paid) }
    case 'refund':
      return { amount: formats.money(fact.amount) }
    case 'contact':
      return { channel: plain(fact.channel), topic: plain(fact.topic), resolved: answer(fact.resolved) }
    case 'recovery':
      return { action: plain(fact.action), accepted: answer(fact.accepted) }
    case 'felt':
      return { feelings: fact.feelings.map((feeling) => words.say(`feeling.${feeling}`)).join(', '), strength: String(fact.strength) }
    case 'rating':
      return { question: words.say(`question.${fact.question}`), value: String(fact.value), most: String(SCALES[fact.question][1]) }
    default:
      return Object.fromEntries(Object.entries(fact).map(([name, value]) => [name, OF_OTHERS.has(name) ? plain(String(value)) : String(value)]))
  }
}
