import type { Command } from 'commander'
import { retell } from '#actions/relationship/retell.ts'
import { formatsOf } from '#core/words/format.ts'
import type { Cli } from '#cli/cli.ts'
import { progressBar } from '#cli/progress.ts'

export function retellCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program.command('retell').description(words.say('cli.command.retell')).action(() =>
    cli.inHouse(async (ctx) => {
      const bar = progressBar(cli)
      const begun = performance.now()
      const { telling, told } = await retell(ctx, { onProgress: bar.onProgress }).finally(bar.end)
      const span = formatsOf(words, 'UTC', 'EUR').span(performance.now() - begun)
      terminal.out(`${words.say('retell.done', { customers: told, id: String(telling), span })}\n`)
    }))
}
