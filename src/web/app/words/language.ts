import { LANGUAGES, type Language } from '#core/history/kinds.ts'

/** The language of a BCP 47 tag that the server wrote; English for any other. */
export const languageOf = (tag: string): Language => LANGUAGES.find((language) => tag.split('-')[0] === language) ?? 'en'
