import type { Command } from 'commander'
import { clearCompany, whatToClear } from '#actions/house/clear-company.ts'
import type { Context } from '#actions/context.ts'
import { Refused } from '#contract/refusals.ts'
import type { Cli } from '#cli/cli.ts'
import { confirm } from '#cli/confirm.ts'
import { orRefuse } from '#cli/refusal.ts'

interface Options {
  readonly everything?: boolean
  readonly yes?: boolean
}

export function clearCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('clear')
    .description(words.say('cli.command.clear'))
    .option('--everything', words.say('cli.option.everything'))
    .option('--yes', words.say('cli.option.yes'))
    .action((options: Options) => cli.inHouse((ctx) => clear(cli, ctx, options)))
}

async function clear(cli: Cli, ctx: Context, { everything = false, yes = false }: Options): Promise<void> {
  const { name, sample, customers } = await whatToClear(ctx)
  if (!sample && !everything) throw new Refused({ code: 'sample_absent', values: { name } })
  cli.terminal.err(`${cli.words.say(everything ? 'clear.warn_everything' : 'clear.warn_sample', { name, customers })}\n`)
  if (!yes) await confirm(cli, 'clear')
  orRefuse(await clearCompany(ctx, { everything }))
  cli.terminal.out(`${cli.words.say('clear.done')}\n`)
}
