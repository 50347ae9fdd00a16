import type { Command } from 'commander'
import { readKeeping } from '#actions/money/read-keeping.ts'
import { readMoney } from '#actions/money/read-money.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import { orRefuse } from '#cli/refusal.ts'
import { keepingText } from './keeping-text.ts'
import { moneyText } from './money-text.ts'

/** `troth money [--json]` */
export function moneyCommand(program: Command, cli: Cli): void {
  const { terminal, words } = cli
  program
    .command('money')
    .description(words.say('cli.command.money'))
    .option('--json', words.say('cli.option.json'))
    .action(({ json }: { readonly json?: boolean }) =>
      cli.inHouse(async (ctx) => {
        const money = orRefuse(await readMoney(ctx))
        const keeping = orRefuse(await readKeeping(ctx))
        if (json) return printJson(cli, { money, keeping })
        const setting = { words, formats: formatsOf(words, money.company.zone, money.company.currency), paint: paintOn(terminal), width: Math.min(terminal.columns, 120) }
        return terminal.out(`${moneyText(money, setting)}\n${keepingText(keeping, setting)}`)
      }))
}
