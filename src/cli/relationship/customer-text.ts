import type { CustomerAnswer, StandingAnswer } from '#contract/relationship/customer.ts'
import { sayReading, sayWhy, speaking } from '#core/words/because.ts'
import { sayFact, wordsIn, type SaidFact } from '#core/words/fact.ts'
import { formatsOf } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import { sayLifetime } from '#core/words/lifetime.ts'
import type { Terminal } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import type { Setting } from '#cli/setting.ts'
import { cut, tableOf, wrap } from '#cli/table.ts'

/** One customer for a terminal: who, where they stand and why, how sure that is, how they got there. */
export function customerText(customer: CustomerAnswer, zone: string, words: Words, terminal: Pick<Terminal, 'columns' | 'colours'>): string {
  const setting = { words, formats: formatsOf(words, zone, customer.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
  const { standing } = customer
  const parts = standing
    ? [standsText(standing, setting), figuresText(standing, setting), lifetimeText(customer, setting), movesText(customer, setting), factsText(customer, setting)]
    : [`${words.say('customer.no_facts')}\n`]
  return [whoText(customer, setting), ...parts].filter(Boolean).join('\n')
}

function whoText(customer: CustomerAnswer, { words, formats, paint, width }: Setting): string {
  const { key, keys, name, email, joined_at, channel, referrer, language, home_unit } = customer
  const known = [
    name === null ? '' : key, keys.length === 1 ? '' : words.say('customer.also', { keys: keys.slice(1).map((one) => one.key).join(', ') }), email ?? '', home_unit ?? '',
    joined_at === null ? '' : words.say('customer.joined', { day: formats.day(joined_at) }),
    channel === null ? '' : words.say('customer.won_by', { channel }),
    referrer === null ? '' : words.say('customer.referred_by', { key: referrer }),
    language === null ? '' : words.say('customer.speaks', { language: nameOfLanguage(language, words) }),
  ]
  return `${paint.strong(name ?? key)}\n${wrap(known.filter(Boolean).join(' · '), width)}\n`
}

function nameOfLanguage(tag: string, words: Words): string {
  try {
    return new Intl.DisplayNames(words.locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function standsText(standing: StandingAnswer, { words, formats, paint, width }: Setting): string {
  const stands = words.say('customer.stands', { state: paint.state(standing.state, words.say(`state.${standing.state}`)), day: formats.day(standing.since), ago: formats.ago(standing.since, standing.at) })
  const marks = standing.marks.map((mark) => words.say(`mark.${mark}`))
  const why = [sayWhy(words, formats, standing.because)]
  if (standing.state === 'lapsed' && standing.left_from) why.push(words.say('customer.left_from', { state: words.say(`state.${standing.left_from}`) }))
  const readings = speaking(standing.because.readings).map((reading) => wrap(`• ${sayReading(words, formats, standing.at, reading)}`, width, '  '))
  const head = `${stands}${marks.length > 0 ? ` · ${marks.join(', ')}` : ''}\n${wrap(why.join(' '), width)}\n`
  return readings.length === 0 ? head : `${head}\n${paint.strong(words.say('customer.looked_at'))}\n${readings.map(paint.quiet).join('\n')}\n`
}

function figuresText({ at, horizon_days, stay, say, pay, head, heart, hand, value }: StandingAnswer, { words, formats, paint, width }: Setting): string {
  const between = (figure: { value: number; low: number; high: number } | null, show: (value: number) => string): string =>
    figure ? words.say('customer.interval', { value: show(figure.value), low: show(figure.low), high: show(figure.high) }) : words.say('customer.unknown')
  const need = (figure: { value: number; answers: number } | null): string =>
    figure ? words.say('customer.of_answers', { value: formats.figure(figure.value), answers: formats.figure(figure.answers, 1) }) : words.say('customer.unknown')
  const rows = [
    [paint.strong(words.say('customer.stay')), between(stay, formats.percent), words.say('customer.stay_is', { by: stay?.by ?? 'purchases', days: horizon_days })],
    [paint.strong(words.say('customer.say')), between(say, formats.figure), words.say('customer.say_is')],
    [paint.strong(words.say('customer.pay')), between(pay, formats.percent), words.say('customer.pay_is')],
    [paint.strong(words.say('customer.business')), need(head), ''],
    [paint.strong(words.say('customer.personal')), need(heart), ''],
  ]
  const bought = words.say('customer.bought', { orders: hand.orders, paid: formats.sum(hand.paid), value: formats.sum(value) })
  const rhythm = hand.usual_gap_days === null || hand.last_bought_at === null
    ? '' : words.say('customer.rhythm', { gap: formats.days(hand.usual_gap_days), ago: formats.ago(hand.last_bought_at, at) })
  const held = hand.contract_since === null ? '' : words.say('customer.contract_since', { day: formats.day(hand.contract_since) })
  const table = tableOf([{ head: '', least: 16, wraps: true }, { head: '', least: 24, wraps: true }, { head: '', spare: 1 }], rows, width).replace(/^\n/, '')
  return `${table}${wrap(`${words.say('customer.hand')}: ${[bought, rhythm, held].filter(Boolean).join(' · ')}`, width)}\n`
}

function lifetimeText({ lifetime }: CustomerAnswer, { words, formats, paint, width }: Setting): string {
  if (!lifetime) return ''
  const { sum, percent } = formats
  const { figures, missing } = lifetime
  const said = figures
    ? `${words.say('customer.interval', { value: sum(figures.expected), low: sum(figures.p10), high: sum(figures.p90) })}. ${sayLifetime(words, formats, figures)} ${words.say(`worth.margin_${figures.margin.source}`, { share: percent(figures.margin.share), known: percent(figures.margin.known) })}`
    : words.say(`person.lifetime_missing.${missing}`)
  return `${paint.strong(words.say('person.lifetime'))}\n${wrap(said, width)}\n`
}

function movesText({ moves }: CustomerAnswer, { words, formats, paint, width }: Setting): string {
  if (moves.length === 0) return ''
  const rows = moves.toReversed().map(({ at, from, to, cause, because }) => [
    formats.day(at),
    from === null ? words.say('customer.begins', { to: paint.state(to, words.say(`state.${to}`)) }) : `${words.say(`state.${from}`)} → ${paint.state(to, words.say(`state.${to}`))}`,
    `${cause === null ? `(${words.say('customer.time_alone')}) ` : ''}${sayWhy(words, formats, because, true)}`,
  ])
  return `${paint.strong(words.say('customer.moves'))}\n${tableOf([{ head: '' }, { head: '', least: 16, wraps: true }, { head: '', least: 24, wraps: true }], rows, width).replace(/^\n/, '')}`
}

function factsText({ history, facts }: CustomerAnswer, { words, formats, paint, width }: Setting): string {
  const rows = history.map((shown) => {
    const fact = shown as unknown as SaidFact
    const quoted = wordsIn(fact)
    return [formats.day(shown.at), `${sayFact(words, formats, fact)}${quoted === undefined ? '' : ` “${quoted}”`}`, [fact.unit, fact.person].filter(Boolean).join(' · ')]
  })
  const table = tableOf([{ head: '' }, { head: '', least: 30, wraps: true }, { head: '', least: 8, spare: 1 }], rows, width).replace(/^\n/, '')
  return `${paint.strong(cut(words.say('customer.facts', { facts }), width))}\n${table}`
}
