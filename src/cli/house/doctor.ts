import type { Command } from 'commander'
import { examine } from '#actions/house/doctor/examine.ts'
import type { CheckReport, DoctorReport, Finding, Level } from '#contract/house/doctor.ts'
import { Refused, yes, type Result } from '#contract/refusals.ts'
import type { Settings } from '#contract/settings.ts'
import type { Words } from '#core/words/index.ts'
import { Failed, printJson, type Cli } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import { progressBar } from '#cli/progress.ts'
import { wrap } from '#cli/table.ts'

interface Options {
  readonly deep?: boolean
  readonly json?: boolean
}

/** Whoever serves keeps time every 20 seconds. */
const PATIENCE_MS = 25_000

/** `troth doctor [--deep] [--json]` */
export function doctorCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('doctor')
    .description(words.say('doctor.command'))
    .option('--deep', words.say('doctor.option.deep'))
    .option('--json', words.say('cli.option.json'))
    .action((options: Options) => doctor(cli, options))
}

async function doctor(cli: Cli, { deep = false, json = false }: Options): Promise<void> {
  const bar = progressBar(cli)
  const report = await examine({ settings: settingsOf(cli), now: cli.now, onProgress: bar.onProgress, patience_ms: PATIENCE_MS }, { deep }).finally(bar.end)
  if (json) printJson(cli, told(report, cli.words))
  else cli.terminal.out(reportText(report, cli))
  if (!report.well) throw new Failed('not well')
}

function settingsOf({ settings }: Cli): Result<Settings> {
  try {
    return yes(settings())
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusals: error.refusals }
    throw error
  }
}

/** What was found, and what to do about it. */
function sentencesOf(words: Words, { code, values, refusal }: Finding): { says: string; do: string } {
  const filled = { expected: '…', ...refusal?.values }
  const passed = refusal ? { reason: words.say(`refusal.${refusal.code}`, filled), todo: words.say(`refusal.${refusal.code}.do`, filled) } : {}
  return { says: words.say(`doctor.found.${code}`, { ...values, ...passed }), do: words.say(`doctor.found.${code}.do`, { ...values, ...passed }) }
}

/** The report with its sentences, for machines. */
const told = (report: DoctorReport, words: Words): object => ({
  ...report,
  checks: report.checks.map((check) => ({ ...check, findings: check.findings.map((finding) => ({ ...finding, ...sentencesOf(words, finding) })) })),
})

const SIGNS: Readonly<Record<Level, string>> = { error: '✗', warning: '!', note: '✓' }
const LEVELS: readonly Level[] = ['error', 'warning', 'note']

function reportText(report: DoctorReport, cli: Cli): string {
  const { words } = cli
  const bad = report.checks.flatMap(({ findings }) => findings).filter(({ level }) => level !== 'note').length
  const lines = report.checks.flatMap((check) => checkLines(check, check.check === 'engine' ? report.engine : null, cli))
  const { deep } = report
  return `${[
    ...lines,
    ...(deep ? [words.say('doctor.replayed', { customers: deep.customers, facts: deep.facts, spans: deep.spans, passed_over: deep.passed_over })] : []),
    paintOn(cli.terminal).strong(report.well ? words.say('doctor.well') : words.say('doctor.unwell', { count: bad })),
  ].join('\n')}\n`
}

/** @param beside what is said of it however it is */
function checkLines({ check, skipped, findings }: CheckReport, beside: string | null, { terminal, words }: Cli): string[] {
  const paint = paintOn(terminal)
  const worst = LEVELS.find((level) => findings.some((finding) => finding.level === level))
  const name = words.say(`doctor.check.${check}`)
  if (skipped) return [paint.quiet(`– ${name}  ${words.say('doctor.skipped')}`)]
  return [
    `${worst ? SIGNS[worst] : '✓'} ${name}${beside === null ? '' : paint.quiet(`  ${beside}`)}`,
    ...findings.flatMap((finding) => {
      const sentences = sentencesOf(words, finding)
      return [
        wrap(`${words.say(`doctor.level.${finding.level}`)}: ${sentences.says}`, terminal.columns, '    '),
        ...sentences.do.split('\n').map((line) => wrap(line, terminal.columns, '      ')),
        paint.quiet(`      ${finding.code}`),
      ]
    }),
  ]
}
