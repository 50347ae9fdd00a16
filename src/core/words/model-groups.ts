import type { Formats } from './format.ts'
import type { Words } from './words.ts'

interface GroupFigures {
  readonly customers: number
  readonly repeaters: number
  readonly newcomer: { readonly chance: number; readonly low: number; readonly high: number; readonly purchases: number } | null
}

/** How the model does in each group, as the API has it. */
export interface ModelGroupsFigures {
  readonly least_repeaters: number
  readonly beyond: number
  readonly all: GroupFigures
  readonly groups: readonly (GroupFigures & { readonly name: string | null })[]
  readonly apart: { readonly chi_square: number; readonly df: number; readonly p: number } | null
}

export interface GroupRow {
  readonly name: string
  readonly came: string
  readonly again: string
  readonly purchases: string
}

const SURE = 0.05
const LEAST_P = 0.001

/** Groups in rows, all of them first, and what is to be said of them. */
export function modelGroupsText({ all, groups, apart, beyond, least_repeaters }: ModelGroupsFigures, words: Words, formats: Formats): { readonly rows: readonly GroupRow[]; readonly notes: readonly string[] } {
  const row = (name: string, { customers, repeaters, newcomer }: GroupFigures): GroupRow => ({
    name, came: `${formats.count(repeaters)} / ${formats.count(customers)}`,
    again: newcomer ? words.say('customer.interval', { value: formats.percent(newcomer.chance), low: formats.percent(newcomer.low), high: formats.percent(newcomer.high) }) : '–',
    purchases: newcomer ? formats.figure(newcomer.purchases, 1) : '–',
  })
  const p = apart && (apart.p < LEAST_P ? `< ${formats.figure(LEAST_P, 3)}` : `= ${formats.figure(apart.p, 3)}`)
  return {
    rows: [row(words.say('model.groups_all'), all), ...groups.map((group) => row(group.name ?? words.say('answers.no_unit'), group))],
    notes: [
      ...(apart ? [words.say('model.groups_apart', { apart: apart.p < SURE ? 'yes' : 'no', chi: formats.figure(apart.chi_square, 1), df: apart.df, p: p ?? '' })] : []),
      ...(beyond > 0 ? [words.say('model.groups_beyond', { n: beyond })] : []),
      words.say('model.groups_note', { least: least_repeaters }),
    ],
  }
}
