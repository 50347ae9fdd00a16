import type { Command } from 'commander'
import { checkBackup } from '#actions/house/backup/check-backup.ts'
import { restoreBackup } from '#actions/house/backup/restore-backup.ts'
import { writeBackup } from '#actions/house/backup/write-backup.ts'
import { whatToClear } from '#actions/house/clear-company.ts'
import type { Context } from '#actions/context.ts'
import type { BackupManifest } from '#contract/house/backup.ts'
import { formatsOf } from '#core/words/format.ts'
import { Failed, printJson, type Cli } from '#cli/cli.ts'
import { confirm } from '#cli/confirm.ts'
import { progressBar } from '#cli/progress.ts'
import { orRefuse } from '#cli/refusal.ts'

interface BackupOptions {
  readonly check?: boolean
  readonly json?: boolean
}
interface RestoreOptions {
  readonly replace?: boolean
  readonly yes?: boolean
  readonly json?: boolean
}

export function backupCommands(program: Command, cli: Cli): void {
  const { words } = cli
  program.command('backup').argument('<FOLDER>', words.say('cli.argument.backup')).description(words.say('cli.command.backup'))
    .option('--check', words.say('cli.option.check')).option('--json', words.say('cli.option.json'))
    .action((folder: string, { check, json }: BackupOptions) => (check ? examine(cli, folder, json) : cli.inHouse((ctx) => back(cli, ctx, folder, json))))
  program.command('restore').argument('<FOLDER>', words.say('cli.argument.restore')).description(words.say('cli.command.restore'))
    .option('--replace', words.say('cli.option.replace')).option('--yes', words.say('cli.option.yes')).option('--json', words.say('cli.option.json'))
    .action((folder: string, options: RestoreOptions) => cli.inHouse((ctx) => restore(cli, ctx, folder, options)))
}

async function back(cli: Cli, ctx: Context, folder: string, json = false): Promise<void> {
  const begun = performance.now()
  const bar = progressBar(cli)
  const signal = cli.untilStopped()
  const written = await writeBackup(ctx, { folder, version: cli.version, onProgress: bar.onProgress, signal }).catch((error: unknown) => {
    throw signal.aborted ? new Failed('stopped') : error
  }).finally(bar.end)
  const manifest = orRefuse(written)
  if (json) printJson(cli, manifest)
  else cli.terminal.out(`${cli.words.say('backup.done', { ...figuresOf(manifest), folder, span: spanSince(cli, begun) })}\n`)
}

async function examine(cli: Cli, folder: string, json = false): Promise<void> {
  const bar = progressBar(cli)
  const manifest = orRefuse(await checkBackup(folder, bar.onProgress).finally(bar.end))
  if (json) printJson(cli, manifest)
  else cli.terminal.out(`${cli.words.say('backup.whole', { ...figuresOf(manifest), ...saidOf(cli, manifest) })}\n`)
}

async function restore(cli: Cli, ctx: Context, folder: string, { replace = false, yes = false, json = false }: RestoreOptions): Promise<void> {
  const { terminal, words } = cli
  if (replace) {
    const { name, customers } = await whatToClear(ctx)
    terminal.err(`${words.say('restore.warn', { name, customers })}\n`)
    if (!yes) await confirm(cli, 'restore')
  }
  const begun = performance.now()
  const bar = progressBar(cli)
  const { manifest, left_out, erased_again, migrated } = orRefuse(await restoreBackup(ctx, { folder, replace, onProgress: bar.onProgress }).finally(bar.end))
  if (left_out.length > 0) terminal.err(`${words.say('restore.left_out', { tables: left_out.join(', ') })}\n`)
  if (erased_again > 0) terminal.err(`${words.say('restore.erased_again', { customers: erased_again })}\n`)
  if (json) return printJson(cli, { left_out, erased_again, migrated, manifest })
  terminal.out(`${words.say('restore.done', { ...figuresOf(manifest), ...saidOf(cli, manifest), span: spanSince(cli, begun) })}\n`)
}

const figuresOf = ({ tables }: BackupManifest): { tables: number; rows: number; megabytes: number } => ({
  tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0), megabytes: Math.ceil(tables.reduce((sum, table) => sum + table.file_bytes, 0) / 1e6),
})

const saidOf = ({ words }: Cli, { company, made_at }: BackupManifest): { name: string; moment: string } => ({ name: company, moment: formatsOf(words, 'UTC', 'EUR').moment(made_at) })

const spanSince = ({ words }: Cli, begun: number): string => formatsOf(words, 'UTC', 'EUR').span(performance.now() - begun)
