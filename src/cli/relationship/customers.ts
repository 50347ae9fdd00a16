import type { Command } from 'commander'
import { askExport } from '#actions/customers/exports/ask-export.ts'
import { readExportFile } from '#actions/customers/exports/read-file.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { listCustomers } from '#actions/relationship/list-customers.ts'
import { exportBody, SEPARATORS } from '#contract/customers/exports.ts'
import { customersQuery, FIGURES, SORTS, type CustomersAnswer, type CustomersQuery } from '#contract/relationship/customer.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { addFilters, asBody, asQuery, filtersOf, grouped, several, type FilterOptions } from '#cli/options.ts'
import { paintOn } from '#cli/paint.ts'
import { orRefuse } from '#cli/refusal.ts'
import { seeJob } from '#cli/see-job.ts'
import { tableOf } from '#cli/table.ts'

interface Options extends FilterOptions {
  readonly state?: readonly string[]
  readonly heard?: boolean
  readonly unheard?: boolean
  readonly min?: readonly string[]
  readonly max?: readonly string[]
  readonly sort?: string
  readonly desc?: boolean
  readonly limit?: string
  readonly after?: string
  readonly json?: boolean
  readonly csv?: boolean
  readonly separator?: string
}

export function customersCommand(program: Command, cli: Cli): void {
  const { words } = cli
  const command = program
    .command('customers')
    .argument('[SEARCH]', words.say('cli.argument.search'))
    .description(words.say('cli.command.customers'))
    .option('--state <STATE>', words.say('cli.option.state'), several)
    .option('--heard', words.say('cli.option.heard'))
    .option('--unheard', words.say('cli.option.unheard'))
  addFilters(command, words)
    .option('--min <FIGURE=N>', words.say('cli.option.min', { figures: FIGURES.join(', ') }), several)
    .option('--max <FIGURE=N>', words.say('cli.option.max'), several)
    .option('--sort <FIGURE>', words.say('cli.option.sort', { sorts: SORTS.join(', ') }))
    .option('--desc', words.say('cli.option.desc'))
    .option('--limit <N>', words.say('cli.option.limit'))
    .option('--after <NEXT>', words.say('cli.option.after'))
    .option('--json', words.say('cli.option.json'))
    .option('--csv', words.say('cli.option.csv'))
    .option('--separator <NAME>', words.say('cli.option.separator', { separators: Object.keys(SEPARATORS).join(', ') }))
    .action((search: string | undefined, options: Options) => list(cli, search, options))
}

async function list(cli: Cli, q: string | undefined, options: Options): Promise<void> {
  const { state, heard, unheard, min, max, sort, desc, limit, after, json, csv, separator, ...filters } = options
  const bounds = (option: string, pairs: readonly string[]): Record<string, string> => Object.fromEntries(Object.entries(grouped(option, pairs)).map(([name, values]) => [name, values.at(-1) as string]))
  const query = asQuery(customersQuery, {
    q, state, heard: heard ? 'true' : unheard ? 'false' : undefined, ...filtersOf(filters),
    ...(min && { min: bounds('min', min) }), ...(max && { max: bounds('max', max) }), sort, order: desc ? 'desc' : undefined, limit, after,
  })
  if (csv) return writeFile(cli, query, separator)
  await cli.inHouse(async (ctx) => {
    const answer = orRefuse(await listCustomers(ctx, query))
    if (json) printJson(cli, answer)
    else cli.terminal.out(customersText(cli, answer, (await showCompany(ctx)).zone))
  })
}

/** All who fit as a file, to wherever the command's output goes. It is kept for a week as well, and written down in the audit log. */
async function writeFile(cli: Cli, { sort, order, limit: _l, after: _a, before: _b, at: _at, total: _t, ...filter }: CustomersQuery, separator: string | undefined): Promise<void> {
  const body = asBody(exportBody, { filter, sort, order, ...(separator !== undefined && { separator }) })
  await cli.inHouse(async (ctx) => {
    const { id, job } = orRefuse(await askExport(ctx, body, null))
    await seeJob(cli, ctx, job)
    for await (const bytes of orRefuse(await readExportFile(ctx, id)).bytes) cli.terminal.out(bytes.toString())
  })
}

/** A page of customers as a table; a column that does not fit gives way to the more telling ones. */
export function customersText({ terminal, words }: Pick<Cli, 'terminal' | 'words'>, { customers, currency, next }: CustomersAnswer, zone: string): string {
  if (customers.length === 0) return `${words.say('customers.none')}\n`
  const formats = formatsOf(words, zone, currency)
  const paint = paintOn(terminal)
  const score = (value: number | null): string => (value === null ? '–' : formats.figure(value))
  const share = (value: number | null): string => (value === null ? '–' : formats.percent(value))
  const rows = customers.map((c) => [
    c.key, c.name ?? '', paint.state(c.state, words.say(`state.${c.state}`)), formats.day(c.since), score(c.heart), share(c.stay), score(c.say), share(c.pay),
    formats.sum(c.value), formats.count(c.orders), c.unit ?? '', formats.day(c.last_at),
  ])
  const columns = [
    { head: words.say('customers.key'), least: 10 }, { head: words.say('customers.name'), least: 18, spare: 3 }, { head: words.say('map.state') }, { head: words.say('customers.since'), spare: 2 },
    { head: words.say('customers.heart'), right: true }, { head: words.say('customer.stay'), right: true }, { head: words.say('customer.say'), right: true, spare: 5 },
    { head: words.say('customer.pay'), right: true, spare: 4 }, { head: words.say('map.value'), right: true, spare: 1 }, { head: words.say('customers.orders'), right: true, spare: 7 },
    { head: words.say('customers.unit'), least: 8, spare: 6 }, { head: words.say('customers.last'), spare: 8 },
  ]
  return `${tableOf(columns, rows, Math.min(terminal.columns, 160))}${next === null ? '' : `${words.say('customers.more', { next })}\n`}`
}
