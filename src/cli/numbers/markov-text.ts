import type { MarkovAnswer, MarkovFigure } from '#contract/numbers/markov.ts'
import type { Words } from '#core/words/index.ts'
import type { Cli } from '#cli/cli.ts'
import { paintOn, type Paint } from '#cli/paint.ts'
import { tableOf, wrap } from '#cli/table.ts'
import { digitsOf } from './fit-text.ts'

interface Page {
  readonly answer: MarkovAnswer
  readonly words: Words
  readonly paint: Paint
  readonly width: number
  readonly digits: (value: number) => string
}

/** How people move, for somebody at a terminal. */
export function markovText(answer: MarkovAnswer, { terminal, words }: Pick<Cli, 'terminal' | 'words'>): string {
  const page: Page = { answer, words, paint: paintOn(terminal), width: terminal.columns, digits: digitsOf(words, 4) }
  const basis = words.say(answer.kind === 'steps' ? 'numbers.steps_basis' : 'numbers.time_basis', {
    n: answer.n, states: answer.states.length, log_likelihood: answer.log_likelihood === null ? '' : digitsOf(words, 10)(answer.log_likelihood),
  })
  const parts = [`${wrap(basis, Math.min(page.width, 100))}\n`, chancesText(page), ratesText(page), stayText(page), movesText(page), segmentsText(page)]
  return parts.filter((part) => part.trim() !== '').join('\n')
}

const within = ({ digits }: Page, { value, low, high }: MarkovFigure): string => (low === high ? digits(value) : `${digits(value)} (${digits(low)} … ${digits(high)})`)

function chancesText({ answer: { states, chances, kind }, words, paint, width, digits }: Page): string {
  const columns = [{ head: words.say('numbers.from') }, ...states.map((head) => ({ head, right: true }))]
  return `${paint.strong(words.say(kind === 'steps' ? 'numbers.chances_step' : 'numbers.chances_unit'))}\n${tableOf(columns, chances.map((row, i) => [states[i]!, ...row.map(digits)]), width)}`
}

function ratesText({ answer: { rates }, words, paint, width, digits }: Page): string {
  if (!rates) return ''
  const columns = [{ head: words.say('numbers.from') }, { head: words.say('numbers.to') }, { head: words.say('numbers.rate'), right: true }, { head: words.say('numbers.standard_error'), right: true }, { head: '' }]
  const rows = rates.map(({ from, to, value, standard_error, held }) => [from, to, digits(value), digits(standard_error), held ? words.say('numbers.held') : ''])
  return `${paint.strong(words.say('numbers.rates'))}\n${tableOf(columns, rows, width)}`
}

/** Per state: how long they stay, what it is worth, who gets to the target. */
function stayText(page: Page): string {
  const { answer: { states, sojourns, worth, ever }, words, width, digits } = page
  const columns = [
    { head: words.say('numbers.state') }, { head: words.say('numbers.sojourn'), right: true },
    ...(worth ? [{ head: words.say('numbers.worth'), right: true }] : []), ...(ever ? [{ head: words.say('numbers.ever'), right: true }] : []),
  ]
  const rows = states.map((state, i) => {
    const stay = sojourns[i]
    return [state, stay ? within(page, stay) : words.say('numbers.for_good'), ...(worth ? [within(page, worth.states[i]!)] : []), ...(ever ? [digits(ever[i]!.chance)] : [])]
  })
  return tableOf(columns, rows, width)
}

function movesText(page: Page): string {
  const { answer: { worth }, words, paint, width } = page
  if (!worth) return ''
  const columns = [{ head: words.say('numbers.from') }, { head: words.say('numbers.to') }, { head: words.say('numbers.worth'), right: true }]
  const rows = worth.moves.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value).map((move) => [move.from, move.to, within(page, move)])
  return `${paint.strong(words.say('numbers.moves_worth'))}\n${tableOf(columns, rows, width)}`
}

function segmentsText({ answer: { states, segments }, words, paint, width, digits }: Page): string {
  if (!segments) return ''
  const columns = [{ head: words.say('numbers.segment') }, { head: words.say('numbers.from') }, ...states.map((head) => ({ head, right: true }))]
  const rows = segments.each.flatMap(({ segment, chances }) => chances.map((row, i) => [i === 0 ? segment : '', states[i]!, ...row.map(digits)]))
  const note = words.say('numbers.segments_note', { weights: segments.weights.map((weight, i) => `${states[i]} ${digits(weight)}`).join(', ') })
  return `${paint.strong(words.say('numbers.segments'))}\n${tableOf(columns, rows, width)}${wrap(note, Math.min(width, 100))}\n`
}
