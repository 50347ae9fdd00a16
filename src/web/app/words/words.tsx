import { createContext, Fragment, use, type ReactNode } from 'react'
import { languageOf } from './language.ts'
import { formatsOf, type Formats } from '#core/words/format.ts'
import { makeWords, type Message, type Words } from '#core/words/words.ts'
import { useMe } from '../data/me.ts'

type Catalogue = { readonly default: Readonly<Record<string, Message>> }

/** One lazy chunk each; the server's page already asks for the one that will be needed. */
const LOADERS: Readonly<Record<Words['language'], () => Promise<Catalogue>>> = {
  en: () => import('virtual:words/en'),
  nb: () => import('virtual:words/nb'),
  sv: () => import('virtual:words/sv'),
  et: () => import('virtual:words/et'),
  ja: () => import('virtual:words/ja'),
  zh: () => import('virtual:words/zh'),
}

/** The words in which the server wrote the page around the app. */
export async function loadWords(): Promise<Words> {
  const language = languageOf(document.documentElement.lang)
  const { default: catalogue } = await LOADERS[language]()
  return makeWords(language, catalogue)
}

const WordsContext = createContext<Words | null>(null)
export const WordsProvider = WordsContext.Provider

/** The words of the reader's language. */
export function useWords(): Words {
  const words = use(WordsContext)
  if (!words) throw new Error('no words around this component')
  return words
}

/** What numbers, money and dates look like, on the company's calendar and in its currency. */
export function useFormats(): Formats {
  const { company } = useMe()
  return formatsOf(useWords(), company.zone, company.currency)
}

/** A message into which more than text is filled: `<Say id="map.lead" values={{ up: <b>5,176</b> }} />`. */
export function Say({ id, values = {} }: { readonly id: string; readonly values?: Readonly<Record<string, ReactNode>> }): ReactNode {
  const pieces = useWords().pieces<ReactNode>(id, values)
  return pieces.map((piece, i) => <Fragment key={i}>{piece}</Fragment>)
}
