import { LOCALES, type Words } from '#core/words/index.ts'
import { html, type Html } from '../html.ts'
import { PERIODS, type Period, type Setting } from './setting.ts'

/** Where the page's stylesheet is served; the page holds no style and no script of its own. */
export const STYLE_PATH = '/assets/first-page.css'

/** What each language calls itself. */
const NAMES: Readonly<Record<keyof typeof LOCALES, string>> = { en: 'English', nb: 'Norsk', sv: 'Svenska', et: 'Eesti', ja: '日本語', zh: '中文' }

const linkTo = (period: Period, language: string): string => `/?period=${period}&lang=${language}`

/** The whole document around what is to be shown. */
export function frame({ words, title, period, sample, main }: { words: Words; title: string; period: Period; sample: boolean; main: Html }): string {
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
<a class="skip" href="#map">${words.say('page.skip')}</a>
<header class="bar">
<span class="mark" aria-hidden="true"><svg viewBox="0 0 24 24"><path d="M4 15c2.7 0 3.6-6 8-6s5.3 6 8 6"/></svg></span>
<span class="house">Troth</span>
<nav aria-label="${words.say('page.language')}"><ul class="languages">${languages(words, period)}</ul></nav>
</header>
${sample && html`<aside class="sample">${words.say('page.sample')}</aside>`}
<main id="map" tabindex="-1">${main}</main>
</body>
</html>
`
  return document.text
}

const languages = (words: Words, period: Period): Html[] =>
  Object.entries(NAMES).map(([language, name]) => {
    const locale = LOCALES[language as keyof typeof LOCALES]
    const current = language === words.language && html` aria-current="true"`
    return html`<li><a href="${linkTo(period, language)}" hreflang="${locale}" lang="${locale}"${current}>${name}</a></li>`
  })

/** The ways to another period. */
export const periodLinks = ({ words, period }: Setting): Html =>
  html`<nav aria-label="${words.say('page.period')}"><ul class="periods">${PERIODS.map(
    (each) => html`<li><a href="${linkTo(each, words.language)}"${each === period && html` aria-current="page"`}>${words.say(`page.${each}`)}</a></li>`,
  )}</ul></nav>`
