import type { Command } from 'commander'
import { nameCompany, showCompany, type NamedCompany } from '#actions/house/name-company.ts'
import { LOCALES } from '#core/words/index.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { several } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly name?: string
  readonly zone?: string
  readonly currency?: string
  readonly language?: readonly string[]
  readonly json?: boolean
}

export function companyCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('company')
    .description(words.say('cli.command.company'))
    .option('--name <NAME>', words.say('cli.option.name'))
    .option('--zone <ZONE>', words.say('cli.option.zone'))
    .option('--currency <CODE>', words.say('cli.option.currency'))
    .option('--language <CODE>', words.say('cli.option.languages', { languages: Object.keys(LOCALES).join(', ') }), several)
    .option('--json', words.say('cli.option.json'))
    .action(({ json, language, ...options }: Options) =>
      cli.inHouse(async (ctx) => {
        const changes = { ...options, ...(language && { languages: language }) }
        const company = Object.keys(changes).length > 0 ? orRefuse(await nameCompany(ctx, changes)) : await showCompany(ctx)
        if (json) printJson(cli, company)
        else cli.terminal.out(companyText(cli, company))
      }))
}

function companyText({ terminal, words }: Cli, { name, zone, currency, languages, sample }: NamedCompany): string {
  const rows = [
    [words.say('company.name'), name],
    [words.say('company.zone'), zone],
    [words.say('company.currency'), currency],
    [words.say('company.languages'), languages.join(', ')],
    [words.say('company.sample'), words.say(sample ? 'company.yes' : 'company.no')],
  ]
  return tableOf([{ head: '' }, { head: '' }], rows, terminal.columns).replace(/^\n/, '')
}
