import type { Formats } from './format.ts'
import type { Words } from './words.ts'

/** How contracts run and how many stay, as far as it is said; as the API has it. */
export interface ContractFigures {
  readonly term_days: number
  readonly renewals_told: boolean
  readonly contracts: number
  readonly lost: number
  readonly goes_on: number | null
  readonly missing: string | null
  readonly held: { readonly cut: string; readonly horizon_days: number; readonly asked: number; readonly said: number; readonly came: number; readonly ahead: number; readonly ahead_error: number } | null
}

/** Contracts in sentences: how they run; how many there are; what would have been foretold. */
export function contractText({ term_days, renewals_told, contracts, lost, goes_on, missing, held }: ContractFigures, least: number, words: Words, formats: Formats): string[] {
  return [
    `${words.say('model.contract_terms', { told: renewals_told ? 'yes' : 'no', term: formats.days(term_days) })} ${words.say('model.contract_seen', { contracts, lost })}`,
    ...(goes_on === null ? [] : [words.say('model.contract_goes_on', { share: formats.percent(goes_on), alone: goes_on < 0.5 ? 'yes' : 'no' })]),
    ...(missing === null ? [] : [words.say('model.contract_missing', { reason: missing, least })]),
    ...(held ? [heldText(held, words, formats)] : missing === null ? [words.say('model.contract_not_held')] : []),
  ]
}

function heldText({ cut, said, asked, came, horizon_days, ahead, ahead_error }: NonNullable<ContractFigures['held']>, words: Words, formats: Formats): string {
  const better = ahead > 2 * ahead_error ? 'yes' : ahead < -2 * ahead_error ? 'worse' : 'same'
  const told = words.say('model.contract_held', { day: formats.day(cut), said: Math.round(said), asked, days: horizon_days, came })
  return `${told} ${words.say('model.contract_ahead', { better, difference: formats.figure(Math.abs(ahead), 4), error: formats.figure(ahead_error, 4) })}`
}
