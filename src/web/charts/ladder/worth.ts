import type { WorthAnswer } from '#contract/worth/worth.ts'
import { px } from '../curve.ts'
import type { Box, Node, Setting, State } from '../picture.ts'
import { whole, widthOf } from '../text.ts'

/** What a state is worth; null where too few stood there. */
export type CardWorth = Pick<WorthAnswer['states'][number], 'state' | 'figures'>
type Figures = NonNullable<CardWorth['figures']>

/** How much higher a card with worth on it is. */
export const WORTH_LINE = 18
const SIZE = 12
const ICON = 12

/** Who is devoted already, and who is counted as gone, have no chance of ever becoming so to tell of. */
const everDevoted = (state: State, { devoted_ever }: Figures): Figures['devoted_ever'] | null => (state === 'devoted' || state === 'lapsed' ? null : devoted_ever)

/** The third line of a card: worth with its interval, how long they stay, how many ever become devoted. What has no room is left out, the last first. */
export function worthTexts({ state, figures }: CardWorth, { x, y, width }: Box, narrow: boolean, setting: Setting): Node[] {
  if (!figures) return []
  const { words, formats } = setting
  const { value, low, high } = figures.worth
  const left = x + (narrow ? 12 : 58)
  const right = x + width - (narrow ? 10 : 16)
  const [worth, low_said, high_said] = [value, low, high].map(formats.shortSum) as [string, string, string]
  const long = narrow ? '' : whole(words.say('worth.card', { worth, low: low_said, high: high_said }), SIZE, right - left)
  const said = long || whole(words.say('worth.card_short', { worth }), SIZE, right - left)
  const line = { shape: 'text', size: SIZE, weight: 500, tone: 'ink-2' } as const
  const rest = narrow ? [] : restOf(state, figures, { right, room: right - left - widthOf(said, SIZE) - 12, y: y + 58 }, setting)
  return said === '' ? [] : [{ ...line, at: [px(left), y + 58], text: said }, ...rest]
}

interface Place {
  readonly right: number
  readonly room: number
  readonly y: number
}

function restOf(state: State, figures: Figures, { right, room, y }: Place, { words, formats }: Setting): Node[] {
  const line = { shape: 'text', size: SIZE, weight: 500, tone: 'ink-3', anchor: 'end' } as const
  const stays = figures.stay_months ? words.say('worth.card_stays', { months: formats.figure(figures.stay_months.value, figures.stay_months.value < 9.95 ? 1 : 0) }) : ''
  const ever = everDevoted(state, figures)
  const share = ever ? formats.percent(ever.value) : ''
  const taken = ever ? widthOf(share, SIZE) + ICON + 12 : 0
  const own: Node[] = ever && taken <= room ? [{ ...line, at: [px(right), y], text: share }, { shape: 'icon', state: 'devoted', at: [px(right - widthOf(share, SIZE) - ICON / 2 - 2), y - 4], size: ICON }] : []
  return stays !== '' && taken + widthOf(stays, SIZE) <= room ? [{ ...line, at: [px(right - taken), y], text: stays }, ...own] : own
}

/** The same for those who listen. */
export function worthSaid(state: State, worth: readonly CardWorth[] | null | undefined, { words, formats }: Setting): string {
  const figures = worth?.find((each) => each.state === state)?.figures
  if (!figures) return ''
  const { value, low, high } = figures.worth
  const ever = everDevoted(state, figures)
  const parts = [
    words.say('worth.card_said', { worth: formats.sum(value), low: formats.sum(low), high: formats.sum(high) }),
    ...(figures.stay_months ? [words.say('worth.stays_said', { months: formats.figure(figures.stay_months.value, 1) })] : []),
    ...(ever ? [words.say('worth.ever_said', { share: formats.percent(ever.value) })] : []),
  ]
  return ` ${parts.join(' ')}`
}
