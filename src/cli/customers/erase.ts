import type { Command } from 'commander'
import { checkErased } from '#actions/customers/check-erased.ts'
import { eraseCustomer } from '#actions/customers/erase-customer.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { readCustomer } from '#actions/relationship/read-customer.ts'
import type { Context } from '#actions/context.ts'
import type { EraseAnswer } from '#contract/customers/erase.ts'
import { formatsOf } from '#core/words/format.ts'
import { Failed, printJson, type Cli } from '#cli/cli.ts'
import { confirmTyped } from '#cli/confirm.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly yes?: boolean
  readonly check?: boolean
  readonly json?: boolean
}

/** `troth erase KEY [--yes] [--check] [--json]` */
export function eraseCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('erase')
    .argument('<KEY>', words.say('cli.argument.customer'))
    .description(words.say('cli.command.erase'))
    .option('--yes', words.say('cli.option.yes'))
    .option('--check', words.say('cli.option.erase_check'))
    .option('--json', words.say('cli.option.json'))
    .action((key: string, options: Options) => cli.inHouse((ctx) => (options.check ? check(cli, ctx, key, options) : erase(cli, ctx, key, options))))
}

async function erase(cli: Cli, ctx: Context, key: string, { yes = false, json = false }: Options): Promise<void> {
  if (!yes) {
    const customer = await readCustomer(ctx, key, { limit: 1 })
    // Whoever is not there any more has nothing to lose: the receipt of their erasure is shown again.
    if (customer.ok) {
      const { name, keys, facts } = customer.value
      cli.terminal.err(`${cli.words.say('erase.warn', { name: name ?? key, keys: keys.map((one) => one.key).join(', '), facts })}\n`)
      await confirmTyped(cli, key, { refrained: 'erase.refrained', needs_yes: 'erase.needs_yes' })
    }
  }
  const receipt = orRefuse(await eraseCustomer(ctx, { key, confirmed: key }))
  if (json) return printJson(cli, receipt)
  return cli.terminal.out(receiptText(cli, receipt, (await showCompany(ctx)).zone))
}

function receiptText({ terminal, words }: Cli, { erased_at, numbers, removed, replaced, checked }: EraseAnswer, zone: string): string {
  const formats = formatsOf(words, zone, 'EUR')
  const rows = [
    ...Object.entries(removed).map(([table, count]) => [words.say('erase.removed'), table, formats.count(count)]),
    ...Object.entries(replaced).map(([place, count]) => [words.say('erase.replaced'), place, formats.count(count)]),
  ].filter(([, , count]) => count !== '0')
  const table = tableOf([{ head: '' }, { head: '' }, { head: '', right: true }], rows, terminal.columns).replace(/^\n/, '')
  return `${words.say('erase.done', { at: formats.moment(erased_at), numbers: numbers.join(', ') })}\n${table}${words.say('erase.checked', { columns: checked.columns.length })}\n`
}

async function check(cli: Cli, ctx: Context, key: string, { json = false }: Options): Promise<void> {
  const { terminal, words } = cli
  const found = orRefuse(await checkErased(ctx, key))
  if (json) printJson(cli, found)
  else {
    const formats = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
    terminal.out(`${found.erased_at === null ? words.say('erase.never', { key }) : words.say('erase.was', { key, at: formats.moment(found.erased_at) })}\n`)
    if (found.left.length === 0) terminal.out(`${words.say('erase.clean', { columns: found.columns.length })}\n`)
    else terminal.out(`${words.say('erase.left')}\n${tableOf([{ head: '' }, { head: '', right: true }], found.left.map(({ column, rows }) => [column, formats.count(rows)]), terminal.columns).replace(/^\n/, '')}`)
  }
  if (found.left.length > 0) throw new Failed('something is left')
}
