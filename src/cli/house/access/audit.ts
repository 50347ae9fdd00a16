import type { Command } from 'commander'
import { readAudit } from '#actions/house/access/read-audit.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { Context } from '#actions/context.ts'
import { auditQuery } from '#contract/house/audit.ts'
import { formatsOf } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asQuery } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { tableOf } from '#cli/table.ts'

interface Options {
  readonly json?: boolean
  readonly [asked: string]: unknown
}

export function auditCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program.command('audit').description(words.say('cli.command.audit'))
    .option('--actor <ACTOR>', words.say('cli.option.actor'))
    .option('--what <WHAT>', words.say('cli.option.what'))
    .option('--subject <SUBJECT>', words.say('cli.option.subject'))
    .option('--from <DATE>', words.say('cli.option.audit_from'))
    .option('--to <DATE>', words.say('cli.option.audit_to'))
    .option('--limit <N>', words.say('cli.option.audit_limit'))
    .option('--after <NEXT>', words.say('cli.option.after'))
    .option('--json', words.say('cli.option.json'))
    .action((options: Options) => cli.inHouse((ctx) => show(cli, ctx, options)))
}

async function show(cli: Cli, ctx: Context, { json, ...asked }: Options): Promise<void> {
  const { terminal, words } = cli
  const answer = orRefuse(await readAudit(ctx, asQuery(auditQuery, asked)))
  if (json) return printJson(cli, answer)
  if (answer.entries.length === 0) return terminal.out(`${words.say('audit.none')}\n`)
  const { moment } = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const rows = answer.entries.map(({ at, actor, actor_name, what, subject, detail }) => [
    moment(at), actor_name === null ? actor : `${actor_name} (${actor})`, what, subject ?? '–', Object.keys(detail).length === 0 ? '' : JSON.stringify(detail),
  ])
  const heads = ['audit.at', 'audit.actor', 'audit.what', 'audit.subject', 'audit.detail']
  terminal.out(tableOf(heads.map((id, i) => ({ head: words.say(id), ...(i === 4 && { least: 12, spare: 1 }) })), rows, terminal.columns))
  if (answer.next !== null) terminal.err(`${words.say('customers.more', { next: answer.next })}\n`)
}
