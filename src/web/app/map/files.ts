import type { MapAnswer } from '#contract/map/map.ts'
import type { SeriesAnswer } from '#contract/map/series.ts'
import { csvOf } from '#core/units/csv.ts'
import { minorDigits } from '#core/units/money.ts'
import { findingOf, sayIt } from '#core/words/finding.ts'
import type { MapMark } from '#web/charts/movements.ts'
import type { Picture, Setting } from '#web/charts/picture.ts'
import { asked } from '../data/ask.ts'
import { client } from '../data/client.ts'
import { groupName, titleOf } from './group.ts'
import type { View } from './view.ts'
import { worthAsked } from './worth.ts'

/** A file to be saved. */
export interface MadeFile {
  readonly name: string
  readonly type: string
  readonly text: string
}

const WIDTH = 960

const nameOf = (map: MapAnswer, ending: string): string => `map-${map.from.slice(0, 10)}-${map.to.slice(0, 10)}.${ending}`

/** What every file says of where it comes from. */
const sourceOf = ({ telling: { policy, made_at, id, model, until } }: MapAnswer, { words, formats }: Setting): string =>
  `${words.say('evidence.policy', { policy: String(policy), day: formats.day(made_at) })} · ${words.say('evidence.told', { moment: formats.moment(until), telling: String(id), model: String(model) })}`

/** The picture as it is looked at, as a file that is whole by itself. The table is drawn as the ladder. */
export async function pictureFile(map: MapAnswer, view: View, setting: Setting, company: string): Promise<MadeFile> {
  const [{ toSvg }, picture] = await Promise.all([import('#web/charts/svg.ts'), pictureOf(map, view, setting)])
  const { words, formats } = setting
  const caption = { title: sayIt(words, findingOf(map), formats), subtitle: `${company} · ${formats.period(map.from, map.to)}`, source: sourceOf(map, setting), locale: words.locale }
  return { name: nameOf(map, 'svg'), type: 'image/svg+xml', text: toSvg(picture, caption) }
}

async function pictureOf(map: MapAnswer, { look, flow, filter, time }: View, setting: Setting): Promise<Picture<MapMark>> {
  const size = { width: WIDTH, chosen: flow }
  if (look === 'two_dates') return (await import('#web/charts/two-dates.ts')).twoDates(map, setting, size)
  if (look !== 'by_state') {
    // Without what states are worth, where that cannot be told.
    const worth = await client.fetchQuery(worthAsked(filter)).then(({ states }) => states, () => undefined)
    return (await import('#web/charts/ladder.ts')).ladder(map, setting, { ...size, worth })
  }
  const [{ byState }, { states }] = await Promise.all([import('#web/charts/by-state.ts'), client.fetchQuery(asked<SeriesAnswer>('/v1/map/series', { ...filter, ...time }))])
  return byState(map, states, setting, size)
}

type Row = readonly (string | number | null)[]

/** States, flows and groups of a map as one file of three tables, money in whole units with its cents. */
export function tableFile(map: MapAnswer, view: View, setting: Setting, company: string): MadeFile {
  const { words, formats } = setting
  const money = (minor: number): number => minor / 10 ** minorDigits(map.company.currency)
  const value = `${words.say('map.value')} (${map.company.currency})`
  const state = (name: string | null): string => words.say(name === null ? 'map.not_yet' : `state.${name}`)
  const states: readonly Row[] = [
    [words.say('map.state'), formats.day(map.from), formats.day(map.to), value, words.say('map.heard'), words.say('evidence.by_conduct')],
    ...map.states.map((row): Row => [state(row.state), row.before, row.now, money(row.value), row.heard, row.by_conduct]),
  ]
  const flows: readonly Row[] = [
    [words.say('map.from'), words.say('map.to'), words.say('map.class'), words.say('map.customers'), value],
    ...map.flows.map((flow): Row => [state(flow.from), state(flow.to), words.say(`class.${flow.class}`), flow.customers, money(flow.value)]),
  ]
  const by = view.by ?? 'unit'
  const groups: readonly Row[] = [
    [titleOf(by, words), words.say('map.customers'), words.say('map.heard'), value, ...map.states.map((row) => state(row.state)), ...(['climbed', 'slipped', 'left'] as const).map((name) => words.say(`class.${name}`))],
    ...(map.groups ?? []).map((group): Row => [
      groupName(group, by, words), group.customers, group.heard, money(group.value), ...map.states.map((row) => group.states[row.state]), group.classes.climbed, group.classes.slipped, group.classes.left,
    ]),
  ]
  const head: readonly Row[] = [[company, formats.period(map.from, map.to)], [sourceOf(map, setting)]]
  return { name: nameOf(map, 'csv'), type: 'text/csv;charset=utf-8', text: csvOf([...head, [], ...states, [], ...flows, [], ...groups]) }
}

/** Hands a file to the browser to save. */
export function save({ name, type, text }: MadeFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
