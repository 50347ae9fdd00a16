import type { Formats } from './format.ts'
import type { Words } from './words.ts'

/** How contracts run and how many stay, as far as it is said; as the API has it. */
export interface ContractFigures {
  readonly term_days: number
  readonly renewals_told: boolean
  readonly contracts: number
  readonly lost: number
  readonly missing: string | null
  readonly held: { readonly cut: string; readonly horizon_days: number; readonly asked: number; readonly said: number; readonly came: number; readonly ahead: number; readonly ahead_error: number } | null
}

/** Contracts in sentences: how they run; how many there are; what would have been foretold. */
export function contractText({ term_days, renewals_told, contracts, lost, missing, held }: ContractFigures, least: number, words: Words, formats: Formats): string[] {
  const better = held && (held.ahead > 2 * held.ahead_error ? 'yes' : held.ahead < -2 * held.ahead_error ? 'worse' : 'same')
  return [
    `${words.say('model.contract_terms', { told: renewals_told ? 'yes' : 'no', term: formats.days(term_days) })} ${words.say('model.contract_seen', { contracts, lost })}`,
    ...(missing === null ? [] : [words.say('model.contract_missing', { reason: missing, least })]),
    ...(held ? [`${words.say('model.contract_held', { day: formats.day(held.cut), said: Math.round(held.said), asked: held.asked, days: held.horizon_days, came: held.came })} ${words.say('model.contract_ahead', { better: better ?? 'same', difference: formats.figure(Math.abs(held.ahead), 4), error: formats.figure(held.ahead_error, 4) })}`] : []),
  ]
}
