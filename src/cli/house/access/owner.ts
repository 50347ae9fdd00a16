import type { Command } from 'commander'
import { makeOwnerLink } from '#actions/house/access/make-link.ts'
import type { MadeLink } from '#contract/house/people.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { linkAt, urlOf } from '#cli/house/serve.ts'

/** Prints a link, alone on standard output, and beside it what it is for. */
export function printLink(cli: Cli, made: MadeLink, about: string, json = false): void {
  const { host, port } = cli.settings()
  if (json) return printJson(cli, made)
  cli.terminal.err(`${about}\n`)
  cli.terminal.out(`${linkAt(urlOf(host, port), made)}\n`)
  cli.terminal.err(`${cli.words.say('link.once')}\n`)
}

export function ownerCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program.command('owner').description(words.say('cli.command.owner')).option('--json', words.say('cli.option.json'))
    .action(({ json }: { readonly json?: boolean }) => cli.inHouse(async (ctx) => {
      const made = await makeOwnerLink(ctx)
      printLink(cli, made, words.say('link.owner', { lasts: made.expires_at === null ? 'used' : 'hour' }), json)
    }))
}
