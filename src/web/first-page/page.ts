import type { Right } from '#contract/house/access.ts'
import type { MapAnswer, MapQuery } from '#contract/map/map.ts'
import type { Result } from '#contract/refusals.ts'
import { findingOf, notesOf, sayIt } from '#core/words/finding.ts'
import { formatsOf } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import { frame, wordsChosen } from '../frame.ts'
import { html, type Html } from '../html.ts'
import { figures } from './figures.ts'
import { flows } from './flows.ts'
import { ladder } from './ladder.ts'
import { hereOver, periodLinks } from './periods.ts'
import { PERIODS, type Period, type Setting } from './setting.ts'
import { units } from './units.ts'

const YEAR_MS = 365 * 86_400_000

interface Asked<C> {
  readonly ctx: C
  readonly words: Words
  readonly query: Readonly<Record<string, unknown>>
  /** Who asks: what they may see, and what they are called where they are signed in. */
  readonly caller: { readonly rights: readonly Right[]; readonly session: { readonly account: { readonly name: string } } | null }
}

type ReadMap<C> = (ctx: C, query: MapQuery) => Promise<Result<MapAnswer>>

/** The first page: the map in words and numbers, to whoever may read it. It shows sums over customers and nothing of any one of them. */
export const firstPage = <C>(read: ReadMap<C>) => async ({ ctx, words: usual, query, caller: { rights, session } }: Asked<C>): Promise<{ body: string; language: string }> => {
  const words = wordsChosen(usual, query)
  const period = PERIODS.find((one) => one === query['period']) ?? 'quarter'
  const name = session?.account.name
  const map = rights.includes('map.read') && (await readPeriod(read, ctx, period))
  const page = !map ? closedPage(words, period, name) : map.ok ? mapPage(map.value, words, period, name) : emptyPage(words, period, name)
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
export function mapPage(map: MapAnswer, words: Words, period: Period, name?: string): string {
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
  return framed({ words, period, name, title: `${map.company.name} · ${words.say('map.title')}`, sample: map.company.sample, main })
}

const framed = ({ words, period, ...rest }: { words: Words; period: Period; name: string | undefined; title: string; sample?: boolean; main: Html }): string =>
  frame({ words, skip: words.say('page.skip'), here: hereOver(period), ...rest })

function evidence(map: MapAnswer, { words, formats }: Setting): Html {
  const { until, id, policy, model } = map.telling
  return html`<section class="card" aria-labelledby="evidence">
<h2 id="evidence">${words.say('page.evidence')}</h2>
${notesOf(map).map((note) => html`<p>${sayIt(words, note)}</p>`)}
<p class="quiet">${words.say('map.told', { moment: formats.moment(until), id: String(id), policy: String(policy), model: String(model) })}</p>
</section>`
}

const emptyPage = (words: Words, period: Period, name: string | undefined): string =>
  framed({ words, period, name, title: words.say('map.title'), main: html`<h1>${words.say('map.title')}</h1><p class="finding">${words.say('finding.nothing_yet')}</p><p class="quiet">${words.say('page.empty_do')}</p>` })

/** To somebody who is not known: the way in. To somebody whose role has no map: that it has none. */
function closedPage(words: Words, period: Period, name: string | undefined): string {
  const title = words.say('page.closed')
  const main = name === undefined
    ? html`<h1>${title}</h1><p class="finding">${words.say('page.closed_do')}</p><p class="ways"><a class="button" href="/sign-in?lang=${words.language}">${words.say('door.sign_in')}</a></p>`
    : html`<h1>${title}</h1><p class="finding">${words.say('page.no_map')}</p>`
  return framed({ words, period, name, title, main })
}
