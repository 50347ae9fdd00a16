import type { FitAnswer, FitFigure } from '#contract/numbers/fit.ts'
import type { Words } from '#core/words/index.ts'
import type { Cli } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import { tableOf, wrap } from '#cli/table.ts'

/** Numbers of any size to so many digits that tell. */
export function digitsOf({ locale }: Words, most = 6): (value: number) => string {
  const format = new Intl.NumberFormat(locale, { maximumSignificantDigits: most })
  return (value) => format.format(value).replace(/^-/, '−')
}

/** A fit, for somebody at a terminal: parameters, how well, what it foretells, and what to beware of. */
export function fitText(answer: FitAnswer, { terminal, words }: Pick<Cli, 'terminal' | 'words'>): string {
  const paint = paintOn(terminal)
  const width = Math.min(terminal.columns, 100)
  const parts = [
    `${paint.strong(words.say(`numbers.model.${answer.model}`))}\n${wrap(basisText(answer, words), width)}\n`,
    parametersText(answer, words, terminal.columns),
    newcomerText(answer, words, terminal.columns), historiesText(answer, words, terminal.columns), comparisonText(answer, words, terminal.columns), `${linesOf(answer, words).map((line) => wrap(line, width)).join('\n')}\n`,
  ]
  return parts.filter((part) => part.trim() !== '').join('\n')
}

const basisText = ({ customers, repeaters, cells, log_likelihood }: FitAnswer, words: Words): string => {
  const values = { customers, cells, log_likelihood: new Intl.NumberFormat(words.locale, { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(log_likelihood).replace(/^-/, '−') }
  return repeaters === null ? words.say('numbers.basis', values) : words.say('numbers.basis_repeaters', { ...values, repeaters })
}

function parametersText({ parameters, held }: FitAnswer, words: Words, width: number): string {
  const digits = digitsOf(words)
  const columns = [{ head: words.say('numbers.parameter') }, { head: words.say('numbers.value'), right: true }, { head: words.say('numbers.standard_error'), right: true }, { head: '' }]
  return tableOf(columns, parameters.map(({ name, value, standard_error }) => [name, digits(value), digits(standard_error), held.includes(name) ? words.say('numbers.held') : '']), width)
}

function newcomerText({ model, predictions: { newcomer } }: FitAnswer, words: Words, width: number): string {
  if (newcomer.length === 0 || model === 'gammagamma') return ''
  const digits = digitsOf(words, 4)
  const columns = [{ head: words.say('numbers.after'), right: true }, { head: words.say(model === 'sbg' ? 'numbers.still_there' : 'numbers.newcomer'), right: true }]
  return tableOf(columns, newcomer.map(({ t, value }) => [digits(t), digits(value)]), width)
}

function historiesText({ predictions: { histories } }: FitAnswer, words: Words, width: number): string {
  if (histories.length === 0) return ''
  const digits = digitsOf(words, 4)
  const figure = ({ value, low, high }: FitFigure): string => `${digits(value)} (${digits(low)} … ${digits(high)})`
  const heads = ['alive', 'chance', 'expected'].map((name) => ({ head: words.say(`numbers.${name}`), right: true }))
  const columns = [{ head: 'x', right: true }, { head: 't_x', right: true }, { head: 'T', right: true }, ...heads, { head: 'P10', right: true, spare: 3 }, { head: 'P50', right: true, spare: 1 }, { head: 'P90', right: true, spare: 2 }]
  return tableOf(columns, histories.map((h) => [digits(h.x), digits(h.t_x), digits(h.T), figure(h.alive), figure(h.chance), figure(h.expected), digits(h.p10), digits(h.p50), digits(h.p90)]), width)
}

/** How the models foretold, the best first. */
function comparisonText({ comparison }: FitAnswer, words: Words, width: number): string {
  if (!comparison) return ''
  const [digits, score] = [digitsOf(words, 4), digitsOf(words, 5)]
  const columns = [
    { head: words.say('numbers.compared') }, { head: words.say('numbers.log_score'), right: true }, { head: words.say('numbers.behind'), right: true },
    { head: words.say('numbers.returning'), right: true }, { head: words.say('numbers.purchases_said'), right: true, spare: 1 }, { head: words.say('numbers.slope'), right: true, spare: 2 }, { head: 'Brier', right: true, spare: 3 },
  ]
  const rows = comparison.models.map((each) => [
    each.model, score(each.log_score), each.behind === 0 ? '' : `${digits(each.behind)} ± ${digits(each.behind_error)}`, digits(Math.round(each.returning_said)),
    digits(Math.round(each.purchases_said)), each.slope === null ? '' : digits(each.slope), `${digits(each.brier)} (${digits(each.brier_base)})`,
  ])
  const [first] = comparison.models
  const came = words.say('numbers.compared_note', {
    cuts: comparison.cuts.join(', '), horizon: digits(comparison.horizon), returning: Math.round(first?.returning_came ?? 0), purchases: first?.purchases_came ?? 0, clear: comparison.clear ? 'yes' : 'no',
  })
  return `${tableOf(columns, rows, width)}${wrap(came, Math.min(width, 100))}\n`
}

/** Sentences: what is expected in sum, what came, and what to beware of. */
function linesOf({ model, predictions, held, held_out, independence, left_out }: FitAnswer, words: Words): string[] {
  const digits = digitsOf(words, 4)
  const { horizon, in_sum, newcomer } = predictions
  return [
    ...(in_sum === null || horizon === null ? [] : [words.say('numbers.in_sum', { horizon: digits(horizon), purchases: digits(in_sum) })]),
    ...(model === 'gammagamma' && newcomer[0] ? [words.say('numbers.spend', { value: digits(newcomer[0].value) })] : []),
    ...(held_out ? [words.say('numbers.held_out', {
      horizon: digits(held_out.horizon), purchases_said: digits(held_out.purchases_said), purchases_came: digits(held_out.purchases_came),
      returning_said: digits(held_out.returning_said), returning_came: digits(held_out.returning_came),
    })] : []),
    ...(independence ? [words.say(independence.holds ? 'numbers.independent' : 'numbers.dependent', { correlation: digits(independence.correlation), low: digits(independence.low), high: digits(independence.high) })] : []),
    ...(left_out > 0 ? [words.say('numbers.left_out', { rows: left_out })] : []),
    ...(held.length > 0 ? [words.say('numbers.held_note', { names: held.join(', ') })] : []),
  ]
}
