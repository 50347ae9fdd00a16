import type { Framed } from '../frame.ts'
import { html, type Html } from '../html.ts'
import { PERIODS, type Period, type Setting } from './setting.ts'

const linkTo = (period: Period, language: string): string => `/?period=${period}&lang=${language}`

/** The first page in another language, over the same period. */
export const hereOver = (period: Period): Framed['here'] => (language) => linkTo(period, language)

/** The ways to another period. */
export const periodLinks = ({ words, period }: Setting): Html =>
  html`<nav aria-label="${words.say('page.period')}"><ul class="periods">${PERIODS.map(
    (each) => html`<li><a href="${linkTo(each, words.language)}"${each === period && html` aria-current="page"`}>${words.say(`page.${each}`)}</a></li>`,
  )}</ul></nav>`
