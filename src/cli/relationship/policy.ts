import type { Command } from 'commander'
import { showCompany } from '#actions/house/name-company.ts'
import { changePolicy, goBack } from '#actions/relationship/policy/change-policy.ts'
import { listPolicyVersions, newestVersion, showPolicy } from '#actions/relationship/policy/read-policy.ts'
import { tryPolicy } from '#actions/relationship/policy/try-policy.ts'
import type { Context } from '#actions/context.ts'
import type { PolicyChangedAnswer } from '#contract/relationship/policy-answers.ts'
import { changesNamed, TRY_SAMPLE } from '#contract/relationship/policy.ts'
import type { Result } from '#contract/refusals.ts'
import { formatsOf, type Formats } from '#core/words/format.ts'
import { settingMeans, settingWhy } from '#core/words/setting.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { grouped, several, wholeOf } from '#cli/options.ts'
import { orRefuse } from '#cli/refusal.ts'
import { seeJob } from '#cli/see-job.ts'
import { changesText, policyText, versionsText } from './policy-text.ts'
import { tryText } from './try-text.ts'

interface Change {
  readonly reason?: string
  readonly wait: boolean
  readonly json?: boolean
}
interface Try {
  readonly set: readonly string[]
  readonly sample?: string
  readonly by?: string
  readonly json?: boolean
}

export function policyCommands(program: Command, cli: Cli): void {
  const { words } = cli
  const say: typeof words.say = (id, values) => words.say(id, values)
  const json = say('cli.option.json')
  const policy = program.command('policy').description(say('cli.command.policy'))
  policy.command('show', { isDefault: true }).description(say('cli.command.policy_show')).option('--json', json)
    .action((options: { json?: boolean }) => cli.inHouse((ctx) => show(cli, ctx, options.json)))
  policy.command('versions').description(say('cli.command.policy_versions')).option('--json', json)
    .action((options: { json?: boolean }) => cli.inHouse((ctx) => versions(cli, ctx, options.json)))
  policy.command('try').description(say('cli.command.policy_try'))
    .requiredOption('--set <NAME=VALUE>', say('cli.option.set'), several)
    .option('--sample <N>', say('cli.option.sample', TRY_SAMPLE)).option('--by <WHAT>', say('cli.option.by_unit')).option('--json', json)
    .action((options: Try) => cli.inHouse((ctx) => tryOut(cli, ctx, options)))
  policy.command('set').argument('<NAME=VALUE...>', say('cli.argument.setting')).description(say('cli.command.policy_set'))
    .requiredOption('--reason <TEXT>', say('cli.option.reason')).option('--no-wait', say('cli.option.no_wait')).option('--json', json)
    .action((pairs: readonly string[], options: Change) => cli.inHouse((ctx) => set(cli, ctx, pairs, options)))
  policy.command('back').argument('[VERSION]', say('cli.argument.version')).description(say('cli.command.policy_back'))
    .option('--reason <TEXT>', say('cli.option.reason')).option('--no-wait', say('cli.option.no_wait')).option('--json', json)
    .action((version: string | undefined, options: Change) => cli.inHouse((ctx) => back(cli, ctx, version, options)))
}

const formatsHere = async (cli: Cli, ctx: Context): Promise<Formats> => formatsOf(cli.words, (await showCompany(ctx)).zone, 'EUR')

/** `NAME=VALUE` as changes; what looks like a number is one. */
function changesOf(pairs: readonly string[]): Record<string, unknown> {
  const values = Object.entries(grouped('NAME=VALUE', pairs)).map(([name, all]): [string, string | number] => {
    const text = (all.at(-1) as string).trim().replace(/^−/, '-')
    return [name, text === '' || Number.isNaN(Number(text)) ? text : Number(text)]
  })
  return changesNamed(values)
}

async function show(cli: Cli, ctx: Context, json = false): Promise<void> {
  const { settings, ...shown } = await showPolicy(ctx)
  const policy = { ...shown, settings: settings.map((setting) => ({ ...setting, means: settingMeans(cli.words, setting.name), why: settingWhy(cli.words, setting.name) })) }
  if (json) printJson(cli, policy)
  else cli.terminal.out(policyText(cli, policy, await formatsHere(cli, ctx)))
}

async function versions(cli: Cli, ctx: Context, json = false): Promise<void> {
  const answer = await listPolicyVersions(ctx)
  if (json) printJson(cli, answer)
  else cli.terminal.out(versionsText(cli, answer, await formatsHere(cli, ctx)))
}

async function tryOut(cli: Cli, ctx: Context, { set: pairs, sample, by, json }: Try): Promise<void> {
  const size = sample === undefined ? undefined : wholeOf('sample', sample, TRY_SAMPLE.usual, TRY_SAMPLE.least, TRY_SAMPLE.most)
  const tried = orRefuse(await tryPolicy(ctx, { changes: changesOf(pairs), ...(size !== undefined && { sample: size }), ...(by !== undefined && { by }) }))
  if (json) printJson(cli, tried)
  else cli.terminal.out(tryText(cli, tried, await formatsHere(cli, ctx)))
}

async function set(cli: Cli, ctx: Context, pairs: readonly string[], { reason, ...options }: Change): Promise<void> {
  await applied(cli, ctx, await changePolicy(ctx, { changes: changesOf(pairs), reason, expected_version: await newestVersion(ctx) }), options)
}

async function back(cli: Cli, ctx: Context, text: string | undefined, { reason, ...options }: Change): Promise<void> {
  const version = text === undefined ? {} : { version: wholeOf('VERSION', text, 0, 1, 2 ** 31 - 1) }
  await applied(cli, ctx, await goBack(ctx, { ...version, ...(reason !== undefined && { reason }), expected_version: await newestVersion(ctx) }), options)
}

/** Says what has been changed, and sees it told unless nobody wants to wait. */
async function applied(cli: Cli, ctx: Context, result: Result<PolicyChangedAnswer>, { wait, json = false }: Omit<Change, 'reason'>): Promise<void> {
  const { terminal, words } = cli
  const changed = orRefuse(result)
  const { version, job } = changed
  if (!json) terminal.out(`${words.say('policy.changed', { version: String(version), changes: changesText(changed.changes) })}\n`)
  if (!wait) terminal.err(`${words.say('job.in_background', { id: String(job) })}\n`)
  else {
    const { result: made, ms } = await seeJob(cli, ctx, job)
    const id = String(made.telling)
    const told = made.told_before ? words.say('policy.told_before', { id }) : words.say('policy.told', { id, customers: Number(made.told), span: (await formatsHere(cli, ctx)).span(ms) })
    if (!json) terminal.out(`${told}\n`)
  }
  if (json) printJson(cli, changed)
}
