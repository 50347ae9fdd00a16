import type { Command } from 'commander'
import { mergeCustomers, type Pair } from '#actions/customers/merge-customers.ts'
import { partCustomers } from '#actions/customers/part-customers.ts'
import type { Context } from '#actions/context.ts'
import type { MergeAnswer } from '#contract/customers/merge.ts'
import type { Result } from '#contract/refusals.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { orRefuse } from '#cli/refusal.ts'

interface Act {
  readonly name: string
  readonly about: string
  readonly act: (ctx: Context, pair: Pair) => Promise<Result<MergeAnswer>>
  readonly done: string
  readonly nothing: string
}
const ACTS: readonly Act[] = [
  { name: 'merge', about: 'cli.command.merge', act: mergeCustomers, done: 'merge.done', nothing: 'merge.nothing' },
  { name: 'part', about: 'cli.command.part', act: partCustomers, done: 'part.done', nothing: 'part.nothing' },
]

/** `troth merge KEY OTHER`, `troth part KEY OTHER` */
export function mergeCommands(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  for (const { name, about, act, done, nothing } of ACTS)
    program
      .command(name)
      .argument('<KEY>', words.say('cli.argument.customer'))
      .argument('<OTHER>', words.say('cli.argument.other'))
      .description(words.say(about))
      .option('--json', words.say('cli.option.json'))
      .action((key: string, other: string, { json }: { json?: boolean }) =>
        cli.inHouse(async (ctx) => {
          const answer = orRefuse(await act(ctx, { key, other }))
          if (json) return printJson(cli, answer)
          terminal.out(`${words.say(answer.changed ? done : nothing, { key, other })}\n`)
          return terminal.out(`${words.say('customer.keys', { keys: answer.keys.map((one) => one.key).join(', ') })}\n`)
        }))
}
