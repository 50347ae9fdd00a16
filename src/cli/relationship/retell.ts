import type { Command } from 'commander'
import { askJob } from '#actions/house/jobs/ask-job.ts'
import { formatsOf } from '#core/words/format.ts'
import type { Cli } from '#cli/cli.ts'
import { seeJob } from '#cli/see-job.ts'

export function retellCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program.command('retell').description(words.say('cli.command.retell')).option('--no-wait', words.say('cli.option.no_wait')).action(({ wait }: { wait: boolean }) =>
    cli.inHouse(async (ctx) => {
      const id = await askJob(ctx, 'retell')
      if (!wait) return terminal.out(`${words.say('job.in_background', { id: String(id) })}\n`)
      const { result, ms } = await seeJob(cli, ctx, id)
      const span = formatsOf(words, 'UTC', 'EUR').span(ms)
      terminal.out(`${words.say('retell.done', { customers: Number(result.told), id: String(result.telling), span })}\n`)
    }))
}
