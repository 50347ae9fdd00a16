import type { MapAnswer } from '#contract/map/map.ts'
import { findingOf, moveCounts, movementsOf, notesOf, sayIt } from '#core/words/finding.ts'
import { formatsOf } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import type { Terminal } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'
import { groupsText } from './groups-text.ts'

/** Fewer than this many flows are all told; of more, the rest is folded and counted. */
const MOST_FLOWS = 8

/** The map for a terminal: the finding first, then states, flows, moves, and what it all rests on. */
export function mapText(map: MapAnswer, by: string | undefined, words: Words, terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  const formats = formatsOf(words, map.company.zone, map.company.currency)
  const setting = { words, formats, paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
  const { paint, width } = setting
  if (map.customers.now === 0) return `${paint.strong(map.company.name)}\n${wrap(sayIt(words, findingOf(map)), width)}\n`
  const when = map.customers.before === 0 ? words.say('map.up_to', { day: formats.day(map.to) }) : formats.period(map.from, map.to)
  const head = `${paint.strong(map.company.name)} · ${when}`
  const told = words.say('map.told', { moment: formats.moment(map.telling.until), id: String(map.telling.id), policy: String(map.telling.policy), model: String(map.telling.model) })
  const parts = [
    `${head}\n${wrap(sayIt(words, findingOf(map)), width)}\n`,
    statesText(map, setting), flowsText(map, setting), `${wrap(words.say('map.moves', moveCounts(map.moves, formats)), width)}\n`,
    ...(map.groups && by !== undefined ? [groupsText(map.groups, by, setting)] : []),
    `${[...notesOf(map).map((note) => sayIt(words, note)), told].map((text) => paint.quiet(wrap(text, width))).join('\n')}\n`,
  ]
  return parts.filter(Boolean).join('\n')
}

function statesText({ states, customers }: MapAnswer, { words, formats, paint, width }: Setting): string {
  const columns = [
    { head: words.say('map.state') }, { head: words.say('map.customers'), right: true }, { head: words.say('map.change'), right: true },
    { head: '%', right: true, spare: 3 }, { head: words.say('map.value'), right: true, spare: 2 }, { head: words.say('map.heard'), right: true, spare: 1 },
  ]
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : formats.percent(part / whole))
  const row = (name: string, now: number, before: number, value: number, heard: number): string[] => [
    name, formats.count(now), customers.before === 0 ? '' : formats.change(now - before), share(now, customers.now), formats.sum(value), share(heard, now),
  ]
  const rows = states.map((s) => row(paint.state(s.state, words.say(`state.${s.state}`)), s.now, s.before, s.value, s.heard))
  return tableOf(columns, [...rows, row(words.say('map.all'), customers.now, customers.before, customers.value, customers.heard)], width)
}

function flowsText(map: MapAnswer, { words, formats, paint, width }: Setting): string {
  const { since, movements } = movementsOf(map)
  if (movements.length === 0) return `${words.say('map.no_flows')}\n`
  const rest = since ? [] : movements.slice(MOST_FLOWS)
  const rows = movements.slice(0, MOST_FLOWS).map((flow) => [
    flow.from === null ? words.say('map.not_yet') : paint.state(flow.from, words.say(`state.${flow.from}`)),
    paint.state(flow.to, words.say(`state.${flow.to}`)), formats.count(flow.customers), paint.flow(flow.class, words.say(`class.${flow.class}`)),
  ])
  const columns = [
    { head: words.say('map.from') }, { head: words.say('map.to') }, { head: words.say(since ? 'map.moves_count' : 'map.customers'), right: true }, { head: words.say('map.class') },
  ]
  const folded = rest.length === 0 ? '' : `${wrap(words.say('map.folded', { flows: rest.length, customers: rest.reduce((sum, flow) => sum + flow.customers, 0) }), width)}\n`
  return `${paint.strong(words.say(since ? 'map.moves_since' : 'map.flows'))}\n${tableOf(columns, rows, width)}${folded}`
}
