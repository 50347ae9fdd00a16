import type { Formats } from './format.ts'
import type { Words } from './words.ts'

/** A claim of the map and what was found of it, as the proof has it. */
export interface VerdictFigures {
  readonly claim: string
  readonly finding: 'yes' | 'no' | 'unclear' | 'not_enough'
  readonly values: Readonly<Record<string, number | string>>
}

/** A verdict in words: what was asked, what was found, and the figures that say so. */
export interface VerdictText {
  readonly question: string
  readonly answer: string
  /** Empty where there are none. */
  readonly figures: string
}

const number = (value: number | string | undefined): number => Number(value ?? 0)

/** Points of a hundred with their sign, and their interval. */
function points({ difference, low, high }: VerdictFigures['values'], words: Words, formats: Formats): string {
  const one = (share: number | string | undefined): string => formats.figure(number(share) * 100, 1)
  return words.say('proof.points', { difference: one(difference), low: one(low), high: one(high) })
}

function figuresOf({ claim, finding, values }: VerdictFigures, words: Words, formats: Formats): string {
  const count = (name: string): string => formats.count(number(values[name]))
  const share = (name: string): string => formats.percent(number(values[name]))
  if (/_(plain|equal)$/.test(claim)) {
    const groups = words.say('proof.groups', { n_higher: count('n_higher'), n_lower: count('n_lower') })
    return finding === 'not_enough' ? groups : `${points(values, words, formats)} · ${groups}`
  }
  // Where too little is known even to work figures out, none are written.
  if (finding === 'not_enough' && claim !== 'lapsed' && claim !== 'thresholds') return ''
  if (claim === 'lapsed') return words.say('proof.lapsed_figures', { share: share('share'), others: share('others'), n: count('n') })
  if (claim === 'calibrated') return words.say('proof.calibrated_figures', { said: share('said'), did: share('did'), slope: formats.figure(number(values['slope'])), n: count('n') })
  if (claim === 'thresholds') return words.say('proof.thresholds_figures', { moved: number(values['moved']), mattering: number(values['mattering']), turned: number(values['turned']), share: formats.percent(number(values['share']), 1) })
  return words.say('proof.beyond_figures', { auc: formats.figure(number(values['auc']), 3), conduct: formats.figure(number(values['conduct']), 3), points: points(values, words, formats) })
}

/** Says a verdict of the proof. */
export function verdictText(verdict: VerdictFigures, words: Words, formats: Formats): VerdictText {
  const { claim, finding, values } = verdict
  const tier = (name: string): string => (values[name] === undefined ? '' : words.say(`proof.tier.${String(values[name])}`))
  return { question: words.say(`proof.claim.${claim}`, { higher: tier('higher'), lower: tier('lower') }), answer: words.say(`proof.finding.${finding}`), figures: figuresOf(verdict, words, formats) }
}
