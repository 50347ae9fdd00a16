import { formatsOf, type Formats } from './format.ts'
import type { Words } from './words.ts'

/** How a model of staying did against the others, as far as it is said. */
interface ContestFigures {
  readonly model: string
  readonly behind: number
  readonly behind_error: number
  readonly returning_came: number
}

type ChosenFigures =
  | { readonly compared: true; readonly cuts: readonly string[]; readonly horizon_days: number; readonly asked: number; readonly share: number; readonly best: string; readonly why: string
    readonly models: readonly ContestFigures[]; readonly out: readonly { readonly model: string }[]
    readonly season: { readonly months: number; readonly begins: number; readonly days_each: number; readonly ahead: number } | null }
  | { readonly compared: false; readonly reason: string }

/** What is said of the model that chances are foretold by, as the API has it. */
export interface ModelFigures {
  readonly made_at: string
  readonly through: string | null
  readonly customers: number
  readonly repeaters: number
  readonly least_repeaters: number
  readonly horizon_days: number
  readonly stay: { readonly kind: string; readonly ceiling: number; readonly chosen: ChosenFigures } | null
  readonly learning: { readonly every: string; readonly next_at: string | null }
}

/** Their names in the literature, the same in every language. */
const NAMES: Readonly<Record<string, string>> = { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', 'mbgnbd-2': 'MBG/CNBD-2', 'mbgnbd-3': 'MBG/CNBD-3', paretonbd: 'Pareto/NBD', bgbb: 'BG/BB' }
export const modelName = (model: string): string => NAMES[model] ?? model

/** A model in sentences. */
export interface ModelText {
  /** Which one foretells, and why that one. */
  readonly finding: string
  /** When it was learned, and from whom. */
  readonly learned: string | null
  /** What it was held against. */
  readonly asked: string | null
  /** What else is to be known. */
  readonly notes: readonly string[]
  /** When it is learned anew. */
  readonly next: string
}

/** Why the usual model stays, though another foretold better. */
const STAYS: Readonly<Record<string, string>> = { noise: 'model.usual_stays', not_lately: 'model.not_lately', too_sure: 'model.too_sure' }

function findingOf({ through, stay, repeaters, least_repeaters }: ModelFigures, words: Words): string {
  if (through === null) return words.say('model.nothing')
  if (stay === null) return repeaters < least_repeaters ? words.say('model.too_few', { repeaters, least: least_repeaters }) : words.say('model.no_fit', { repeaters })
  const { kind, chosen } = stay
  const names = { name: modelName(kind), plain: words.say(`model.plain.${kind}`) }
  if (!chosen.compared) return words.say('model.not_compared', { ...names, reason: chosen.reason })
  return chosen.why === 'best' ? words.say('model.best', names) : words.say(STAYS[chosen.why] ?? 'model.usual_stays', { ...names, best: modelName(chosen.best) })
}

function askedOf({ cuts, horizon_days, asked, share, models }: ChosenFigures & { readonly compared: true }, words: Words, formats: Formats): string {
  // A day of the calendar, whatever the zone.
  const { day } = formatsOf(words, 'UTC', 'EUR')
  const days = new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(cuts.map(day))
  return words.say('model.asked', { cuts: days, days: horizon_days, asked, share: share === 1 ? 'all' : formats.percent(share, 1), came: Math.round(models[0]?.returning_came ?? 0) })
}

function notesOf({ models, out }: ChosenFigures & { readonly compared: true }, words: Words, formats: Formats): string[] {
  const ahead = models.filter(({ behind, behind_error }) => behind < -2 * behind_error)
  return [
    ...ahead.map(({ model, behind, behind_error }) => words.say(model === 'bgbb' ? 'model.season_not_lately' : 'model.check', { name: modelName(model), ahead: `${formats.figure(-behind, 4)} ± ${formats.figure(behind_error, 4)}` })),
    ...out.map(({ model }) => words.say('model.out', { name: modelName(model) })),
  ]
}

/** The most that is said of anybody, where that is less than certainty. */
const ceilingOf = ({ kind, ceiling }: NonNullable<ModelFigures['stay']>, words: Words, formats: Formats): string[] =>
  ceiling < 1 ? [words.say('model.ceiling', { name: modelName(kind), share: formats.percent(1 - ceiling, 1), most: formats.percent(ceiling, 1) })] : []

/** The seasons that trade has, when they begin, and what of the time ahead a model that counts by them looks at. */
function seasonOf({ kind, chosen }: NonNullable<ModelFigures['stay']>, horizon_days: number, words: Words, formats: Formats): string[] {
  if (!chosen.compared || !chosen.season) return []
  const { months, begins, days_each, ahead } = chosen.season
  const month = new Intl.DateTimeFormat(words.locale, { month: 'long', timeZone: 'UTC' })
  const names = Array.from({ length: 12 / months }, (_, i) => month.format(Date.UTC(2026, begins - 1 + i * months, 1)))
  const found = words.say('model.season', { months, begins: new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(names), days: formats.figure(days_each, 2) })
  return [found, ...(kind === 'bgbb' ? [words.say('model.season_ahead', { name: modelName(kind), days: horizon_days, ahead })] : [])]
}

/** Says how chances are foretold, since when, and why so. */
export function modelText(model: ModelFigures, words: Words, formats: Formats): ModelText {
  const { through, made_at, customers, repeaters, stay, learning } = model
  const chosen = stay?.chosen.compared ? stay.chosen : null
  return {
    finding: findingOf(model, words),
    learned: through === null ? null : words.say('model.learned', { when: formats.moment(made_at), through: formats.day(through), customers, repeaters }),
    asked: chosen && askedOf(chosen, words, formats),
    notes: stay && chosen ? [...ceilingOf(stay, words, formats), ...seasonOf(stay, model.horizon_days, words, formats), ...notesOf(chosen, words, formats)] : [],
    next: learning.next_at === null ? words.say('model.only_asked') : words.say('model.next', { when: formats.moment(learning.next_at) }),
  }
}
