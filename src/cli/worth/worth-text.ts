import type { WorthAnswer } from '#contract/worth/worth.ts'
import { formatsOf } from '#core/words/format.ts'
import { halvesSaid } from '#core/words/halves.ts'
import { pastSaid, stoodFor } from '#core/words/kinds.ts'
import type { Words } from '#core/words/index.ts'
import type { Terminal } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap, type Column } from '#cli/table.ts'

type Range = { readonly value: number; readonly low: number; readonly high: number }

/** Worth for a terminal: on what it rests, a table of states, the moves that have a name, and how far to trust it. */
export function worthText(worth: WorthAnswer, words: Words, terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  const setting = { words, formats: formatsOf(words, worth.company.zone, worth.company.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
  return [restsOn(worth, setting), statesText(worth, setting), kindsText(worth, setting), jumpsText(worth, setting), checkText(worth, setting), `${setting.paint.quiet(wrap(words.say('worth.not_effect'), setting.width))}\n`].filter(Boolean).join('\n')
}

function restsOn({ setting: { years, discount, margin }, from, to, looked_at, segment }: WorthAnswer, { words, formats, paint, width }: Setting): string {
  const said = [
    words.say('worth.note', { years, discount: formats.percent(discount), period: formats.period(from, to) }),
    words.say(`worth.margin_${margin.source}`, { share: formats.percent(margin.share), known: formats.percent(margin.known) }),
    ...(looked_at < 1 ? [words.say('worth.looked_at', { share: formats.percent(looked_at) })] : []),
    ...(segment ? [words.say('worth.drawn', { customers: segment.customers, moves: formats.short(Math.round(segment.weight)) })] : []),
  ]
  return `${paint.strong(words.say('worth.title'))}\n${wrap(said.join(' '), width)}\n`
}

const within = ({ words }: Setting, range: Range, format: (value: number) => string): string =>
  `${format(range.value)} (${words.say('why.band', { low: format(range.low), high: format(range.high) })})`

function statesText({ states, segment }: WorthAnswer, setting: Setting): string {
  const { words, formats, paint, width } = setting
  const head = (id: string): Column => ({ head: words.say(`worth.${id}`), right: true })
  const columns = [
    { head: words.say('map.state') }, { head: words.say('map.customers'), right: true, spare: 1 }, head('worth'), ...(segment ? [{ ...head('whole'), spare: 2 }, { ...head('own'), spare: 3 }] : []),
    { ...head('month'), spare: 4 }, { ...head('stay'), spare: 5 }, { ...head('devoted'), spare: 6 },
  ]
  const rows = states.map(({ state, customers, figures, whole, own }) => [
    paint.state(state, words.say(`state.${state}`)), formats.count(customers), figures ? within(setting, figures.worth, formats.sum) : '–',
    ...(segment ? [whole ? formats.sum(whole.value) : '–', own ? formats.percent(own.moves) : '–'] : []),
    figures ? formats.money(figures.month.value) : '–', figures?.stay_months ? within(setting, figures.stay_months, (months) => formats.figure(months, 1)) : '–',
    figures?.devoted_ever && state !== 'devoted' && state !== 'lapsed' ? within(setting, figures.devoted_ever, (share) => formats.percent(share)) : '–',
  ])
  return tableOf(columns, rows, width)
}

function kindsText({ states }: WorthAnswer, setting: Setting): string {
  const { words, formats, paint, width } = setting
  const columns = [
    { head: words.say('map.state') }, { head: words.say('worth.past') }, { head: words.say('worth.for') }, { head: words.say('worth.today'), right: true, spare: 1 }, { head: words.say('worth.worth'), right: true }, { head: words.say('worth.month'), right: true, spare: 2 },
  ]
  const rows = states.flatMap(({ state, kinds }) => kinds.flatMap(({ figures, ...kind }) => (figures ? [[
    paint.state(state, words.say(`state.${state}`)), pastSaid(kind, kinds, words), stoodFor(kind, words), formats.count(kind.today), within(setting, figures.worth, formats.sum), formats.money(figures.month.value),
  ]] : [])))
  return rows.length === 0 ? '' : `${paint.strong(words.say('worth.kinds'))}\n${wrap(words.say('worth.kinds_note'), width)}\n${tableOf(columns, rows, width)}`
}

function jumpsText({ jumps, months }: WorthAnswer, { words, formats, paint, width }: Setting): string {
  const lines = jumps.flatMap(({ jump, moves, share, worth }) => {
    if (share === null) return []
    const [value, low, high] = [share.value, share.low, share.high].map((each) => formats.percent(each, 1)) as [string, string, string]
    const often = words.say('worth.jumped', { moves, months, share: value, low, high })
    const each = worth ? ` ${words.say('worth.jump_worth', { worth: formats.sum(worth.value), low: formats.sum(worth.low), high: formats.sum(worth.high) })}` : ''
    return [wrap(`${words.say(`jump.${jump}`)} (${words.say(`jump.${jump}_is`)}). ${often}${each}`, width)]
  })
  return lines.length === 0 ? '' : `${paint.strong(words.say('worth.jumps'))}\n${lines.join('\n')}\n`
}

function checkText({ check, halves }: WorthAnswer, setting: Setting): string {
  const { words, formats, paint, width } = setting
  const same = halves ? `${wrap(halvesSaid(halves, words, formats), width)}\n` : ''
  if (!check) return same
  const seen = ({ expected, ...range }: Range & { readonly expected: number }, format: (value: number) => string): string =>
    words.say('worth.seen', { seen: format(range.value), low: format(range.low), high: format(range.high), expected: format(expected) })
  const columns = [{ head: words.say('map.state') }, { head: words.say('worth.check_customers'), right: true, spare: 1 }, { head: words.say('worth.still'), right: true }, { head: words.say('worth.year'), right: true }]
  const rows = check.states.map(({ state, customers, still, year }) => [
    paint.state(state, words.say(`state.${state}`)), formats.count(customers), seen(still, (share) => formats.percent(share)), seen(year, formats.sum),
  ])
  return `${paint.strong(words.say('worth.check'))}\n${wrap(words.say('worth.check_note'), width)}\n${tableOf(columns, rows, width)}${same}`
}
