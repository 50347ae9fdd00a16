import stringWidth from 'string-width'
import type { ImportSummary, PreviewRow, RejectGroup } from '#actions/history/import/summary.ts'
import { formatsOf, type Formats } from '#core/words/format.ts'
import type { Words } from '#core/words/index.ts'
import type { Terminal } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import { cut, wrap } from '#cli/table.ts'

type Printer = { readonly words: Words; readonly terminal: Pick<Terminal, 'columns' | 'colours'> }

/** What an import did, or would do, for somebody at a terminal. */
export function importReport(summary: ImportSummary, { words, terminal }: Printer): string {
  const formats = formatsOf(words, summary.zone, summary.currency)
  const paint = paintOn(terminal)
  const read = words.say('import.read', { rows: summary.rows, seconds: formats.figure(summary.seconds, 1) })
  const period = summary.oldest === null || summary.newest === null ? '' : words.say('import.period', { oldest: formats.day(summary.oldest), newest: formats.day(summary.newest) })
  const blocks = [
    [...(summary.dry_run ? [paint.strong(words.say('import.dry_run'))] : []), `${read} ${period}`.trim()],
    previewLines(summary.preview, words, formats, terminal.columns),
    figureLines(summary, words, formats),
    groupLines(summary.rejected.groups, words, formats, terminal.columns),
    closingLines(summary, words),
  ]
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function figureLines({ dry_run, facts, kinds, customers_new, records, rejected }: ImportSummary, words: Words, formats: Formats): string[] {
  const rows: [string, number, string][] = [
    [words.say(dry_run ? 'import.label.would_take' : 'import.label.taken'), facts.taken, facts.known === 0 ? named(kinds, formats) : ''],
    [words.say('import.label.known'), facts.known, ''],
    [words.say('import.label.customers'), customers_new, ''],
    [words.say('import.label.records'), records.taken, named(records.read, formats)],
    [words.say('import.label.rejected'), rejected.rows, ''],
  ]
  const shown = rows.filter(([, count], i) => count > 0 || i === 0 || i === rows.length - 1)
  const wide = Math.max(...shown.map(([label]) => stringWidth(label)))
  const digits = Math.max(...shown.map(([, count]) => formats.count(count).length))
  return shown.map(([label, count, more]) => `${label}${' '.repeat(wide - stringWidth(label))}  ${formats.count(count).padStart(digits)}${more && `   ${more}`}`)
}

const named = (counts: Readonly<Record<string, number>>, formats: Formats): string =>
  Object.entries(counts).toSorted(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${formats.count(count)}`).join(', ')

function previewLines(preview: readonly PreviewRow[], words: Words, formats: Formats, columns: number): string[] {
  if (preview.length === 0) return []
  const lines = preview.flatMap(({ file, line, text, makes }) => [
    cut(`  ${file}:${line}  ${text.trim()}`, columns),
    ...makes.map((made) => wrap(`→ ${understood(made, formats)}`, columns, '    ')),
  ])
  return [words.say('import.preview'), ...lines]
}

const MOMENTS = new Set(['at', 'joined_at', 'locked_until'])
const MONEY = new Set(['paid', 'list', 'cost', 'amount', 'price'])

/** A fact or record as its fields, moments and money as people write them. */
function understood({ kind, record, ...fields }: Readonly<Record<string, unknown>>, formats: Formats): string {
  // An order that is called as the fact is says nothing new.
  const told = Object.entries(fields).filter(([name, value]) => name !== 'order' || value !== fields['id'])
  const shown = told.map(([name, value]) => {
    if (MOMENTS.has(name) && typeof value === 'string') return `${name} ${formats.moment(value)}`
    if (MONEY.has(name) && typeof value === 'number' && fields['currency'] === undefined) return `${name} ${formats.money(value)}`
    return `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`
  })
  return `${String(kind ?? record)}: ${shown.join(' · ')}`
}

function groupLines(groups: readonly RejectGroup[], words: Words, formats: Formats, columns: number): string[] {
  if (groups.length === 0) return []
  const lines = groups.slice(0, 20).flatMap((group) => {
    const places = group.examples.map(({ file, line }) => `${file}:${line}`).join(', ')
    const where = words.say('import.where', { places: group.count > group.examples.length ? words.say('import.places.more', { places }) : places })
    return [
      `  ${formats.count(group.count)} × ${group.message}`,
      wrap(where, columns, '      '),
      wrap(words.say(`refusal.${group.code}.do`, group.values), columns, '      '),
    ]
  })
  return [words.say('import.groups'), ...lines]
}

function closingLines({ rejected, passed_over, overlaps, id, facts, records }: ImportSummary, words: Words): string[] {
  return [
    ...(rejected.path === null ? [] : [words.say('import.rejects_file', { path: rejected.path })]),
    ...(passed_over.length === 0 ? [] : [words.say('import.passed_over', { files: passed_over.join(', ') })]),
    ...(overlaps.length === 0 ? [] : [words.say('import.overlaps', { count: overlaps.length, ids: overlaps.join(', ') })]),
    ...(id === null || facts.taken + records.taken === 0 ? [] : [words.say('import.undo_hint', { id })]),
  ]
}
