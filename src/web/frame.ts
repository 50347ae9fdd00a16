import { LANGUAGE_NAMES, LOCALES, wordsOf, type Words } from '#core/words/index.ts'
import { html, type Html } from './html.ts'

/** Where the pages' stylesheet is served; no page holds a style or a script of its own. */
export const STYLE_PATH = '/door.css'

/** The words of the language that the reader chose on the page, else those it was asked for in. */
export function wordsChosen(usual: Words, query: Readonly<Record<string, unknown>>): Words {
  const language = Object.keys(LOCALES).find((one) => one === query['lang'])
  return language ? wordsOf(language as keyof typeof LOCALES) : usual
}

export interface Framed {
  readonly words: Words
  readonly title: string
  /** What the first stop of a keyboard says: the way past the head of the page. */
  readonly skip: string
  /** The way to the same page in another language. */
  readonly here: (language: string) => string
  readonly main: Html
}

/** The whole document around what is to be shown. */
export function frame({ words, title, skip, here, main }: Framed): string {
  const document = html`<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<a class="skip" href="#main">${skip}</a>
<header class="bar">
<span class="mark" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M4 15c2.7 0 3.6-6 8-6s5.3 6 8 6"/></svg></span>
<span class="house">Troth</span>
<nav aria-label="${words.say('page.language')}"><ul class="languages">${languages(words, here)}</ul></nav>
</header>
<main id="main" tabindex="-1">${main}</main>
</body>
</html>
`
  return document.text
}

const languages = (words: Words, here: Framed['here']): Html[] =>
  Object.entries(LANGUAGE_NAMES).map(([language, name]) => {
    const locale = LOCALES[language as keyof typeof LOCALES]
    const current = language === words.language && html` aria-current="true"`
    return html`<li><a href="${here(language)}" hreflang="${locale}" lang="${locale}"${current}>${name}</a></li>`
  })
