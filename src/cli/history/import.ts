import type { Command } from 'commander'
import { drawOpening } from '#actions/keep-ready.ts'
import { importPaths, mappingFile } from '#actions/history/import/import-paths.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { progressBar } from '#cli/progress.ts'
import { orRefuse } from '#cli/refusal.ts'
import { importReport } from './import-report.ts'

interface Options {
  readonly map?: string
  readonly dryRun?: boolean
  readonly rejects?: string
  readonly json?: boolean
}

/** `troth import PATH… [--map FILE] [--dry-run] [--rejects FOLDER] [--json]` */
export function importCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('import')
    .description(words.say('import.command'))
    .argument('<PATH...>', words.say('import.argument'))
    .option('--map <FILE>', words.say('import.option.map'))
    .option('--dry-run', words.say('import.option.dry_run'))
    .option('--rejects <FOLDER>', words.say('import.option.rejects'))
    .option('--json', words.say('cli.option.json'))
    .action(async (paths: string[], { map, dryRun = false, rejects = '.', json }: Options) => {
      // Read before the database is opened: a path that is wrong is said at once.
      const mapping = map === undefined ? undefined : await mappingFile(map)
      const summary = await cli.inHouse(async (ctx) => {
        const bar = progressBar(cli)
        const options = { paths, dryRun, rejectsFolder: rejects, language: words.language, onProgress: bar.onProgress, ...(mapping && { mapping }) }
        const imported = orRefuse(await importPaths(ctx, options).finally(bar.end))
        // Whoever starts the server next finds its screens drawn.
        if (!dryRun) await drawOpening(ctx, cli.untilStopped(), bar.onProgress).finally(bar.end)
        return imported
      })
      if (json) printJson(cli, summary)
      else cli.terminal.out(importReport(summary, cli))
    })
}
