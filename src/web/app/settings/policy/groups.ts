import type { PolicyAnswer } from '#contract/relationship/policy-answers.ts'

export type Setting = PolicyAnswer['settings'][number]

/** The settings in the order in which a reader meets them, each group a question about customers. Groups of values are named by what stands before the dot. */
export const SETTING_GROUPS: readonly { readonly id: string; readonly settings: readonly string[] }[] = [
  { id: 'heart', settings: ['heart_positive', 'heart_high', 'heart_negative', 'head_negative', 'score_band'] },
  { id: 'answers', settings: ['half_life_days', 'loss_weight', 'prior_answers', 'unknown_below', 'recommend_weight'] },
  { id: 'betrayal', settings: ['betrayal_days', 'bond_days'] },
  { id: 'lapse', settings: ['lapse_gaps', 'lapse_below', 'lapse_leave', 'horizon_days', 'quiet_gaps', 'least_repeaters'] },
  { id: 'new', settings: ['new_below_days', 'says_days'] },
  { id: 'bound', settings: ['bound_margin', 'bound_enter', 'bound_leave', 'bound_least'] },
  { id: 'conduct', settings: ['loyal_by_conduct', 'conduct_repeats', 'conduct_gaps', 'conduct_gaps_leave', 'conduct_chance', 'conduct_chance_leave', 'dwell_days'] },
  { id: 'deposits', settings: ['deposits'] },
  { id: 'feelings', settings: ['valence'] },
]

/** The settings of a group, out of all there are. */
export const settingsIn = (names: readonly string[], all: readonly Setting[]): readonly Setting[] =>
  names.flatMap((name) => all.filter((setting) => setting.name === name || setting.name.startsWith(`${name}.`)))
