import type { MoneyAnswer } from '#contract/money/money.ts'
import type { Setting } from '#cli/setting.ts'
import { tableOf, wrap } from '#cli/table.ts'

const STEPS = ['before', 'lost', 'shrunk', 'grown', 'back', 'earned', 'bought', 'unknown', 'now'] as const
const BARE = { head: '' }

/** A note, and which share of the customers it rests on where not all were looked at. */
const resting = (note: string, looked_at: number, { words, formats }: Setting): string => (looked_at < 1 ? `${note} ${words.say('worth.looked_at', { share: formats.percent(looked_at) })}` : note)

/** A sum that some were looked at for all of is about so much. */
export const aboutSum = (value: number, looked_at: number, { words, formats }: Pick<Setting, 'words' | 'formats'>): string => (looked_at < 1 ? words.say('worth.about', { value: formats.sum(value) }) : formats.sum(value))

/** What customers pay and what they are still worth, for a terminal. */
export const moneyText = (money: MoneyAnswer, setting: Setting): string => [bridgeText(money, setting), aheadText(money, setting), lifetimeText(money, setting)].join('\n')

export const titled = (title: string, body: string, { paint }: Pick<Setting, 'paint'>): string => `${paint.strong(title)}\n${body.replace(/^\n/, '')}`

function bridgeText({ bridge, growth, history }: MoneyAnswer, setting: Setting): string {
  const { words, formats, width } = setting
  const title = words.say('money.bridge')
  if (!bridge) return titled(title, `${wrap(`${words.say('money.too_short')}. ${words.say('money.too_short_do', history)}`, width)}\n`, setting)
  const minus = new Set<string>(['lost', 'shrunk'])
  const table = tableOf([BARE, { head: '', right: true }], STEPS.map((step) => [words.say(`money.step.${step}`), formats.sum(minus.has(step) ? -bridge[step] : bridge[step])]), width)
  const said = growth ? `${wrap(words.say('money.finding', { retention: formats.percent(growth.retention), earned: formats.percent(growth.earned_new, 1), low: formats.percent(growth.low), high: formats.percent(growth.high) }), width)}\n` : ''
  return titled(title, `${said}${table.replace(/^\n/, '')}`, setting)
}

function aheadText({ next_year: next, paying }: MoneyAnswer, setting: Setting): string {
  const { words, formats: { sum }, width, paint } = setting
  const title = words.say('money.next')
  if (!next) return titled(title, `${wrap(words.say('money.next_missing'), width)}\n`, setting)
  const spread = words.say('money.next_spread', { p10: sum(next.p10), p50: sum(next.p50), p90: sum(next.p90) })
  const last = paying.months > 0 ? ` ${words.say('money.next_last', { paid: sum(paying.paid), months: paying.months })}` : ''
  return titled(title, `${aboutSum(next.expected, next.looked_at, setting)}. ${wrap(`${spread}${last}`, width)}\n${paint.quiet(wrap(resting(words.say('money.next_note', { customers: next.customers }), next.looked_at, setting), width))}\n`, setting)
}

function lifetimeText({ lifetime }: MoneyAnswer, setting: Setting): string {
  const { words, formats: { sum, percent, count }, width, paint } = setting
  const title = words.say('money.lifetime')
  if (!lifetime) return titled(title, `${wrap(words.say('money.next_missing'), width)}\n`, setting)
  const { customers, years, discount, margin, expected, p10, p50, p90, looked_at } = lifetime
  const note = `${words.say('money.lifetime_note', { customers, years, discount: percent(discount) })} ${words.say(`worth.margin_${margin.source}`, { share: percent(margin.share), known: percent(margin.known) })}`
  const columns = [{ head: words.say('map.state') }, ...['map.customers', 'money.expected', 'money.each'].map((id) => ({ head: words.say(id), right: true }))]
  const rows = lifetime.states.map((row) => [paint.state(row.state, words.say(`state.${row.state}`)), count(row.customers), ...shownOf(row, setting)])
  return titled(title, `${aboutSum(expected, looked_at, setting)}. ${wrap(words.say('money.next_spread', { p10: sum(p10), p50: sum(p50), p90: sum(p90) }), width)}\n${paint.quiet(wrap(resting(note, looked_at, setting) + (looked_at < 1 ? ` ${words.say('money.by_lot')}` : ''), width))}\n${tableOf(columns, rows, width).replace(/^\n/, '')}`, setting)
}

type OfState = NonNullable<MoneyAnswer['lifetime']>['states'][number]

function shownOf({ expected, each, by_lot }: OfState, { words, formats: { sum } }: Setting): readonly [string, string] {
  if (expected === null || each === null) return ['–', '–']
  return by_lot === null ? [sum(expected), sum(each)] : [words.say('customer.interval', { value: sum(expected), low: sum(by_lot.low), high: sum(by_lot.high) }), words.say('worth.about', { value: sum(each) })]
}
