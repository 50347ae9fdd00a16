import { LANGUAGES, type Language } from '#core/history/kinds.ts'
import { en } from './en.ts'
import { et } from './et.ts'
import { ja } from './ja.ts'
import { nb } from './nb.ts'
import { sv } from './sv.ts'
import { makeWords, type Words } from './words.ts'
import { zh } from './zh.ts'

export { LANGUAGE_NAMES, LOCALES, type Values, type Words } from './words.ts'

/** Message id to ICU message, one catalogue a language. Every language has the same ids; a test checks it. */
export const CATALOGUES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, nb, sv, et, ja, zh }

const MADE = new Map<Language, Words>()

/** The words of a language (made once and kept, with its parsed messages). */
export function wordsOf(language: Language): Words {
  const words = MADE.get(language) ?? makeWords(language, CATALOGUES[language])
  MADE.set(language, words)
  return words
}

/** The language that fits a BCP 47 tag or a POSIX locale (`nb-NO`, `ja_JP.UTF-8`, `no`); English where none does. */
export function languageOf(tag: string | undefined): Language {
  const primary = (tag ?? '').toLowerCase().split(/[-_.@]/)[0] ?? ''
  if (primary === 'no' || primary === 'nn') return 'nb'
  return LANGUAGES.find((language) => language === primary) ?? 'en'
}
