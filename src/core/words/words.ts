import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '#core/history/kinds.ts'
import { unpack, type Packed } from './packed.ts'

/** The BCP 47 tag by which a language's numbers, dates and money are formatted. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE', et: 'et-EE', ja: 'ja-JP', zh: 'zh-CN' }

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', nb: 'Norsk', sv: 'Svenska', et: 'Eesti', ja: '日本語', zh: '中文' }

export type Values = Readonly<Record<string, string | number | Date>>

/** A message of ICU's: its text, or what its text was parsed to beforehand, so that a browser needs no parser. */
export type Message = string | Packed

/** Says things to a person in their language. */
export interface Words {
  readonly language: Language
  readonly locale: string
  /** The message `id` with its values filled in. An id that no catalogue has is a bug and throws. */
  say(id: string, values?: Values): string
  /** The same in pieces, where what is filled in is more than text: the texts between, and the values as they were given. */
  pieces<T>(id: string, values: Readonly<Record<string, string | number | Date | T>>): readonly (string | T)[]
  has(id: string): boolean
}

/** A text with nothing to be filled in, and no quote that stands for something else. */
export const isPlain = (text: string): boolean => !/[{}'#]/.test(text)

/** Words from a catalogue: message id to ICU message. Each message is parsed when it is first said. */
export function makeWords(language: Language, catalogue: Readonly<Record<string, Message>>): Words {
  const parsed = new Map<string, IntlMessageFormat>()
  const locale = LOCALES[language]
  const messageOf = (id: string): IntlMessageFormat => {
    let message = parsed.get(id)
    if (!message) {
      const text = catalogue[id]
      if (text === undefined) throw new RangeError(`no message ${id} in ${language}`)
      message = new IntlMessageFormat(typeof text === 'string' ? text : unpack(text), locale, undefined, { ignoreTag: true })
      parsed.set(id, message)
    }
    return message
  }
  return {
    language,
    locale,
    say(id, values) {
      const text = catalogue[id]
      return typeof text === 'string' && isPlain(text) ? text : String(messageOf(id).format(values))
    },
    pieces<T>(id: string, values: Readonly<Record<string, string | number | Date | T>>) {
      const text = catalogue[id]
      return typeof text === 'string' && isPlain(text) ? [text] : messageOf(id).formatToParts<T>(values).map(({ value }) => value)
    },
    has: (id) => id in catalogue,
  }
}
