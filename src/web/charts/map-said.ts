import type { MapAnswer } from '#contract/map/map.ts'
import { movementsOf } from '#core/words/finding.ts'
import { moveSaid } from './movements.ts'
import type { Setting } from './picture.ts'
import { listed } from './text.ts'

/** As many movements as can be listened to. */
const MOST_SAID = 5

/** Who stands in a state, and how that changed. */
export function stateSaid(map: Pick<MapAnswer, 'customers'>, { state, now, before }: MapAnswer['states'][number], { words, formats }: Setting): string {
  const values = { state: words.say(`state.${state}`), customers: now }
  if (map.customers.before === 0 || now === before) return words.say('chart.state', values)
  return words.say('chart.state_changed', { ...values, change: formats.change(now - before) })
}

/** The largest movements in a sentence. */
export function movedSaid(map: MapAnswer, setting: Setting): string {
  const { movements } = movementsOf(map)
  const moves = movements.filter(({ customers }) => customers > 0).toSorted((a, b) => b.customers - a.customers).slice(0, MOST_SAID)
  if (moves.length === 0) return setting.words.say('chart.nobody_moved')
  return setting.words.say('chart.moved', { moves: listed(moves.map((move) => moveSaid(move, setting)), setting.words.locale) })
}

/** The ladder in words: where all stand, and the largest movements. */
export const describeLadder = (map: MapAnswer, setting: Setting): string =>
  setting.words.say('chart.ladder', { states: listed(map.states.map((count) => stateSaid(map, count, setting)), setting.words.locale), moved: movedSaid(map, setting) })

/** A state at both dates. */
export function placeSaid(map: Pick<MapAnswer, 'states'>, state: MapAnswer['states'][number]['state'], { words }: Setting): string {
  const { before = 0, now = 0 } = map.states.find((count) => count.state === state) ?? {}
  return words.say('chart.state_both', { state: words.say(`state.${state}`), before, now })
}

/** Both dates in words. */
export function describeTwoDates(map: MapAnswer, setting: Setting): string {
  const { words, formats } = setting
  const states = listed(map.states.map(({ state }) => placeSaid(map, state, setting)), words.locale)
  return words.say('chart.two_dates', { from: formats.day(map.from), to: formats.day(map.to), states, moved: movedSaid(map, setting) })
}
