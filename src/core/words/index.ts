import { IntlMessageFormat } from 'intl-messageformat'
import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { en } from './en.ts'
import { et } from './et.ts'
import { ja } from './ja.ts'
import { nb } from './nb.ts'
import { sv } from './sv.ts'
import { zh } from './zh.ts'

/** Message id to ICU message, one catalogue a language. Every language has the same ids; a test checks it. */
export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, nb, sv, et, ja, zh }

/** The BCP 47 tag by which a language's numbers, dates and money are formatted. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE', et: 'et-EE', ja: 'ja-JP', zh: 'zh-CN' }

export type Values = Readonly<Record<string, string | number | Date>>

/** Says things to a person in their language. */
export interface Words {
  readonly language: Language
  readonly locale: string
  /** The message `id` with its values filled in. An id that no catalogue has is a bug and throws. */
  say(id: string, values?: Values): string
  has(id: string): boolean
}

const MADE = new Map<Language, Words>()

/** The words of a language (made once and kept, with its parsed messages). */
export function wordsOf(language: Language): Words {
  let words = MADE.get(language)
  if (!words) {
    const parsed = new Map<string, IntlMessageFormat>()
    const catalogue = CATALOGUES[language]
    const locale = LOCALES[language]
    const say = (id: string, values?: Values): string => {
      let message = parsed.get(id)
      if (!message) {
        const text = catalogue[id]
        if (text === undefined) throw new RangeError(`no message ${id} in ${language}`)
        message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
        parsed.set(id, message)
      }
      return String(message.format(values))
    }
    words = { language, locale, say, has: (id) => id in catalogue }
    MADE.set(language, words)
  }
  return words
}

/** The language that fits a BCP 47 tag or a POSIX locale (`nb-NO`, `ja_JP.UTF-8`, `no`); English where none does. */
export function languageOf(tag: string | undefined): Language {
  const primary = (tag ?? '').toLowerCase().split(/[-_.@]/)[0] ?? ''
  if (primary === 'no' || primary === 'nn') return 'nb'
  return LANGUAGES.find((language) => language === primary) ?? 'en'
}
