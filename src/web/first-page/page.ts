import type { MapAnswer, MapQuery } from '#contract/map/map.ts'
import type { Result } from '#contract/refusals.ts'
import { findingOf, notesOf, sayIt } from '#core/words/finding.ts'
import { formatsOf } from '#core/words/format.ts'
import { LOCALES, wordsOf, type Words } from '#core/words/index.ts'
import { html, type Html } from '../html.ts'
import { figures } from './figures.ts'
import { flows } from './flows.ts'
import { frame, periodLinks } from './frame.ts'
import { ladder } from './ladder.ts'
import { PERIODS, type Period, type Setting } from './setting.ts'
import { units } from './units.ts'

const YEAR_MS = 365 * 86_400_000

interface Asked<C> {
  readonly ctx: C
  readonly words: Words
  readonly query: Readonly<Record<string, unknown>>
  /** Does somebody at this very machine ask? */
  readonly local: boolean
}

type ReadMap<C> = (ctx: C, query: MapQuery) => Promise<Result<MapAnswer>>

/**
 * The first page: the map in words and numbers. It shows sums over all customers and nothing of any one of them.
 * @param read how the map is read; null where the server is open to other machines, which get to see no figures
 */
export const firstPage = <C>(read: ReadMap<C> | null) => async ({ ctx, words: usual, query, local }: Asked<C>): Promise<{ body: string; language: string }> => {
  const language = Object.keys(LOCALES).find((one) => one === query['lang'])
  const words = language ? wordsOf(language as keyof typeof LOCALES) : usual
  const period = PERIODS.find((one) => one === query['period']) ?? 'quarter'
  const map = read && local && (await readPeriod(read, ctx, period))
  const page = !map ? closedPage(words, period) : map.ok ? mapPage(map.value, words, period) : emptyPage(words, period)
  return { body: page, language: words.locale }
}

/** A period ends where the map has been told to, which only the map knows. */
async function readPeriod<C>(read: ReadMap<C>, ctx: C, period: Period): Promise<Result<MapAnswer>> {
  if (period === 'all') return read(ctx, { from: '1900-01-01', by: 'unit' })
  const quarter = await read(ctx, { by: 'unit' })
  if (period === 'quarter' || !quarter.ok) return quarter
  return read(ctx, { from: new Date(Date.parse(quarter.value.to) - YEAR_MS).toISOString(), by: 'unit' })
}

/** The page with a map on it. Pure: the same map gives the same page. */
export function mapPage(map: MapAnswer, words: Words, period: Period): string {
  const formats = formatsOf(words, map.company.zone, map.company.currency)
  const setting: Setting = { words, formats, period }
  const body = map.customers.now === 0
    ? html`<p class="quiet">${words.say('page.empty_do')}</p>`
    : html`${figures(map, setting)}<div class="columns">${ladder(map, setting)}<div class="stack">${flows(map, setting)}${evidence(map, setting)}</div></div>${units(map, setting)}`
  const main = html`<div class="top"><div><p class="company">${map.company.name}</p>
<h1>${words.say('map.title')}</h1>
<p class="finding">${sayIt(words, findingOf(map))}</p></div>
${map.customers.now === 0 ? '' : html`<div class="when">${periodLinks(setting)}<p class="quiet">${period === 'all' ? words.say('map.up_to', { day: formats.day(map.to) }) : formats.period(map.from, map.to)}</p></div>`}</div>
${body}`
  return frame({ words, title: `${map.company.name} · ${words.say('map.title')}`, period, sample: map.company.sample, main })
}

function evidence(map: MapAnswer, { words, formats }: Setting): Html {
  const { until, id, policy, model } = map.telling
  return html`<section class="card" aria-labelledby="evidence">
<h2 id="evidence">${words.say('page.evidence')}</h2>
${notesOf(map).map((note) => html`<p>${sayIt(words, note)}</p>`)}
<p class="quiet">${words.say('map.told', { moment: formats.moment(until), id: String(id), policy: String(policy), model: String(model) })}</p>
</section>`
}

const emptyPage = (words: Words, period: Period): string =>
  frame({ words, title: words.say('map.title'), period, sample: false, main: html`<h1>${words.say('map.title')}</h1><p class="finding">${words.say('finding.nothing_yet')}</p><p class="quiet">${words.say('page.empty_do')}</p>` })

const closedPage = (words: Words, period: Period): string =>
  frame({ words, title: words.say('page.closed'), period, sample: false, main: html`<h1>${words.say('page.closed')}</h1><p class="finding">${words.say('page.closed_do')}</p>` })
