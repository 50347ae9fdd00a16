import type { Command } from 'commander'
import { showCompany } from '#actions/house/name-company.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { wholeOf } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { customerText } from './customer-text.ts'

interface Options {
  readonly facts?: string
  readonly json?: boolean
}

const USUAL_FACTS = 10
/** As many as the API gives where nobody says. */
const USUAL_FACTS_JSON = 100

export function customerCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program
    .command('customer')
    .argument('<KEY>', words.say('cli.argument.customer'))
    .description(words.say('cli.command.customer'))
    .option('--facts <N>', words.say('cli.option.facts'))
    .option('--json', words.say('cli.option.json'))
    .action((key: string, { facts, json = false }: Options) =>
      cli.inHouse(async (ctx) => {
        const limit = wholeOf('facts', facts, json ? USUAL_FACTS_JSON : USUAL_FACTS, 1, 1000)
        const customer = orRefuse(await readCustomer(ctx, key, { limit }))
        if (json) return printJson(cli, customer)
        const { zone } = await showCompany(ctx)
        return terminal.out(customerText(customer, zone, words, terminal))
      }))
}
