import type { Words } from '#core/words/index.ts'
import { formatsOf } from '#core/words/format.ts'
import type { OnProgress, Progress } from '#actions/context.ts'
import { cut } from './table.ts'
import type { Terminal } from './cli.ts'

const BAR = 24
const EVERY_MS = 100
/** Where nobody watches, a line now and then is enough. */
const PLAIN_EVERY_MS = 5000

export interface ProgressBar {
  readonly onProgress: OnProgress
  /** Leaves a clean line behind. */
  readonly end: () => void
}

interface Phase {
  readonly name: string
  readonly begun: number
  shown: number
}

/** A bar with rate and time left, one line that moves; plain lines where standard error is no terminal. */
export function progressBar({ terminal, words }: { terminal: Terminal; words: Words }, clock: () => number = () => performance.now()): ProgressBar {
  const every = terminal.lively ? EVERY_MS : PLAIN_EVERY_MS
  let phase: Phase | undefined
  const onProgress = (progress: Progress): void => {
    const now = clock()
    const fresh = phase?.name !== progress.phase
    if (fresh) phase = { name: progress.phase, begun: now, shown: -Infinity }
    const current = phase as Phase
    if (now - current.shown < every) return
    current.shown = now
    // A line that stays says that a phase has begun, not how little of it is done.
    const first = fresh && !terminal.lively ? { phase: progress.phase, done: 0, total: null } : progress
    const line = lineOf(first, (now - current.begun) / 1000, words, terminal.lively)
    terminal.err(terminal.lively ? `\r\u001B[2K${cut(line, terminal.columns - 1)}` : `${line}\n`)
  }
  return { onProgress, end: () => {
    if (terminal.lively && phase) terminal.err('\r\u001B[2K')
  } }
}

/** @param seconds since this phase began */
export function lineOf({ phase, done, total }: Progress, seconds: number, words: Words, bar: boolean): string {
  const formats = formatsOf(words, 'UTC', 'EUR')
  const name = words.has(`progress.${phase}`) ? words.say(`progress.${phase}`) : phase
  const rate = seconds > 0.5 ? done / seconds : 0
  const parts = [done === 0 && total === null ? '' : total === null ? formats.count(done) : words.say('progress.of', { done: formats.count(done), total: formats.count(total) })]
  if (rate > 0) parts.push(words.say('progress.rate', { rate: formats.count(Math.round(rate)) }))
  if (rate > 0 && total !== null && done < total) parts.push(words.say('progress.left', { span: formats.span(((total - done) / rate) * 1000) }))
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const drawn = share === null ? '' : `${bar ? `${'█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░')} ` : ''}${formats.percent(share)} `
  return `${name} ${drawn}${parts.filter(Boolean).join(' · ')}`.trimEnd()
}
