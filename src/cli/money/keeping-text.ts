import type { KeepingAnswer } from '#contract/money/keeping.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'
import { aboutSum, titled } from './money-text.ts'

type Found = { readonly value: number; readonly low: number; readonly high: number }
const BARE = { head: '' }

/** What winning and keeping customers costs, and what the bond brings, for a terminal. */
export const keepingText = (told: KeepingAnswer, setting: Setting): string => [...shortText(told, setting), winningText(told, setting), bondText(told, setting), lostText(told, setting)].join('\n')

const shortText = ({ year: { months } }: KeepingAnswer, { words, width }: Setting): readonly string[] => (months < 12 ? [`${wrap(words.say('money.year_short', { months }), width)}\n`] : [])

const between = ({ value, low, high }: Found, { words }: Setting, format: (value: number) => string): string => words.say('customer.interval', { value: format(value), low: format(low), high: format(high) })

function winningText(told: KeepingAnswer, setting: Setting): string {
  const { words, formats, width, paint } = setting
  const { winning, keeping, times, missing } = told
  const said = missing.map((what) => `${wrap(words.say(`money.missing.${what}`), width)}\n`).join('')
  if (!winning) return titled(words.say('money.win'), said, setting)
  const { money, figure, sum, count } = formats
  const finding = times && winning.each && keeping?.each
    ? `${wrap(words.say('money.win_finding', { win: money(winning.each.value), keep: money(keeping.each.value), times: figure(times.value, 1), low: figure(times.low, 1), high: figure(times.high, 1) }), width)}\n` : ''
  const columns = [{ head: words.say('groups.channel'), least: 10 }, ...['money.spent', 'money.newcomers', 'money.a_newcomer', 'money.payback'].map((id, i) => ({ head: words.say(id), right: true, ...(i === 3 && { spare: 1 }) }))]
  const rows = winning.channels.map(({ channel, cost, customers, each, payback }) => [
    channel, sum(cost), count(customers), each ? between(each, setting, money) : '–',
    payback === null ? '–' : payback.months === null ? words.say('money.payback_never', { months: payback.looked_at }) : words.say('money.payback_months', { months: figure(payback.months, 1) }),
  ])
  const unknown = winning.unknown > 0 && winning.at_least !== null ? `${paint.quiet(wrap(words.say('money.unknown_came', { customers: winning.unknown, at_least: money(winning.at_least) }), width))}\n` : ''
  const keep = keeping ? `${paint.quiet(wrap(keptSaid(keeping, setting).join(' '), width))}\n` : ''
  return titled(words.say('money.win'), `${said}${finding}${tableOf(columns, rows, width).replace(/^\n/, '')}${unknown}${campaignsText(winning.campaigns, setting)}${keep}`, setting)
}

/** What costs to keep are made of, in sentences, and what is not in them. */
export function keptSaid({ cost, recoveries, customers, covered, points, moments }: NonNullable<KeepingAnswer['keeping']>, { words, formats: { sum } }: Pick<Setting, 'words' | 'formats'>): string[] {
  return [
    words.say('money.keep_of', { cost: sum(cost), recoveries: sum(recoveries), customers }),
    ...(covered && covered.months < 12 ? [words.say('money.keep_scaled', { months: covered.months })] : []),
    ...(moments.given > 0 ? [moments.cost === null ? words.say('money.keep_uncosted', { given: moments.given }) : words.say('money.keep_moments', { given: moments.given, cost: sum(moments.cost) })] : []),
    ...(points.used > 0 ? [points.cost === null ? words.say('money.keep_unpriced', { used: points.used }) : words.say('money.keep_points', { used: points.used, cost: sum(points.cost) })] : []),
  ]
}

/** The dearest campaigns, and what all others cost. */
const MOST_CAMPAIGNS = 12

function campaignsText(campaigns: NonNullable<KeepingAnswer['winning']>['campaigns'], setting: Setting): string {
  if (campaigns.length === 0) return ''
  const { words, formats: { sum, count, money }, width, paint } = setting
  const [told, more] = [campaigns.slice(0, MOST_CAMPAIGNS), campaigns.slice(MOST_CAMPAIGNS)]
  const columns = [{ head: words.say('groups.campaign'), least: 10 }, ...['money.spent', 'money.newcomers', 'money.a_newcomer'].map((id) => ({ head: words.say(id), right: true }))]
  const rest = more.length === 0 ? '' : `${paint.quiet(words.say('money.campaigns_more', { campaigns: more.length, cost: sum(more.reduce((total, { cost }) => total + cost, 0)) }))}\n`
  return `${tableOf(columns, told.map(({ campaign, cost, customers, each }) => [campaign, sum(cost), count(customers), each ? between(each, setting, money) : '–']), width)}${rest}`
}

function bondText({ referrals, premium, found_good }: KeepingAnswer, setting: Setting): string {
  const { words, formats: { sum, percent, figure }, width } = setting
  const { worth, net, rewards, customers, looked_at } = referrals
  const points = (value: number): string => figure(value * 100, 1)
  const sent = customers === 0 ? words.say('money.referrals_none') : worth === null ? words.say('money.next_missing')
    : `${aboutSum((net ?? worth).expected, looked_at, setting)}. ${words.say('money.referrals_worth', { customers, p10: sum(worth.p10), p90: sum(worth.p90) })} ${net && rewards !== null ? words.say('money.referrals_net', { rewards: sum(rewards), net: sum(net.expected) }) : words.say('money.referrals_unrewarded')}`
  const paid = premium.difference ? words.say('money.premium_said', { points: points(premium.difference.value), low: points(premium.difference.low), high: points(premium.difference.high) }) : words.say('money.premium_none')
  const share = (found: Found | null): string => (found ? between(found, setting, percent) : words.say('money.found_too_few'))
  const good = found_good.map(({ question, all, very_satisfied, others }) => `${wrap(`${words.say(`money.found_${question}`)}. ${words.say('money.found_of', { all: share(all), very: share(very_satisfied), others: share(others) })}`, width)}\n`).join('')
  const table = tableOf([BARE, { head: '', right: true }], premium.states.map(({ state, ...found }) => [words.say(`state.${state}`), between(found, setting, (value) => percent(value, 1))]), width)
  return `${titled(words.say('money.referrals'), `${wrap(sent, width)}\n`, setting)}\n${titled(words.say('money.premium'), `${wrap(paid, width)}\n${table.replace(/^\n/, '')}${good}`, setting)}`
}

function lostText({ lost }: KeepingAnswer, setting: Setting): string {
  const { words, formats: { sum }, width } = setting
  const rows = [...(lost.cost ? [[words.say('money.lost_cost'), between(lost.cost, setting, sum)]] : []), ...(lost.worth ? [[words.say('money.lost_worth'), between(lost.worth, setting, sum)]] : [])]
  const table = rows.length > 0 ? tableOf([BARE, { head: '', right: true }], rows, width).replace(/^\n/, '') : ''
  const more = lost.cost === null ? `${wrap(words.say('money.lost_uncosted'), width)}\n` : lost.at_over_all > 0 ? `${wrap(words.say('money.lost_at', { customers: lost.at_over_all }), width)}\n` : ''
  return titled(words.say('money.lost'), `${wrap(words.say('money.lost_note', { customers: lost.customers }), width)}\n${table}${more}`, setting)
}
