import { rm, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { exportCustomer } from '#actions/customers/export-customer.ts'
import { Refused } from '#contract/refusals.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { orRefuse } from '#cli/refusal.ts'

/** `troth export KEY [--out FILE]` */
export function exportCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program
    .command('export')
    .argument('<KEY>', words.say('cli.argument.customer'))
    .description(words.say('cli.command.export'))
    .option('--out <FILE>', words.say('cli.option.export_out'))
    .action((key: string, { out }: { out?: string }) =>
      cli.inHouse(async (ctx) => {
        // The file first: that somebody was exported is not noted where nothing came of it.
        if (out !== undefined) await claim(out)
        try {
          const answer = orRefuse(await exportCustomer(ctx, key))
          if (out === undefined) return printJson(cli, answer)
          await writeFile(out, `${JSON.stringify(answer, null, 2)}\n`)
          return terminal.err(`${words.say('export.done', { key, file: out, facts: answer.facts.length })}\n`)
        } catch (error) {
          if (out !== undefined) await rm(out, { force: true })
          throw error
        }
      }))
}

/** Makes a file that only its owner can read, where there is none. @throws Refused */
async function claim(file: string): Promise<void> {
  await writeFile(file, '', { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(error.code === 'EEXIST' ? { code: 'file_exists', values: { file } } : { code: 'folder_unusable', values: { folder: file, reason: error.message } })
  })
}
