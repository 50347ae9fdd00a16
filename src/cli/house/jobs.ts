import type { Command } from 'commander'
import { cancelJob } from '#actions/house/jobs/cancel-job.ts'
import { listJobs, type ShownJob } from '#actions/house/jobs/read-jobs.ts'
import { showCompany } from '#actions/house/name-company.ts'
import type { Context } from '#actions/context.ts'
import { jobIn } from '#api/house/jobs.ts'
import { JOB_STATES, jobsQuery } from '#contract/house/job.ts'
import { formatsOf, type Formats } from '#core/words/format.ts'
import { printJson, type Cli } from '#cli/cli.ts'
import { asQuery } from '#cli/options.ts'
import { wholeOf } from '#cli/options.ts'
import { lineOf } from '#cli/progress.ts'
import { orRefuse, refusalText } from '#cli/refusal.ts'
import { tableOf, wrap } from '#cli/table.ts'

interface Options {
  readonly state?: string
  readonly limit?: string
  readonly json?: boolean
}

const USUAL_LIMIT = '20'

export function jobsCommands(program: Command, cli: Cli): void {
  const { words } = cli
  const jobs = program.command('jobs').description(words.say('cli.command.jobs'))
  jobs.command('list', { isDefault: true }).description(words.say('cli.command.jobs_list'))
    .option('--state <STATE>', words.say('cli.option.job_state', { states: JOB_STATES.join(', ') }))
    .option('--limit <N>', words.say('cli.option.jobs_limit')).option('--json', words.say('cli.option.json'))
    .action((options: Options) => cli.inHouse((ctx) => list(cli, ctx, options)))
  jobs.command('cancel').argument('<ID>', words.say('cli.argument.job')).description(words.say('cli.command.jobs_cancel')).option('--json', words.say('cli.option.json'))
    .action((id: string, { json }: Options) => cli.inHouse((ctx) => cancel(cli, ctx, id, json)))
}

async function list(cli: Cli, ctx: Context, { state, limit = USUAL_LIMIT, json }: Options): Promise<void> {
  const { terminal, words } = cli
  const jobs = await listJobs(ctx, asQuery(jobsQuery, { state, limit }))
  if (json) return printJson(cli, { jobs: jobs.map((job) => jobIn(words, job)) })
  if (jobs.length === 0) return terminal.out(`${words.say('jobs.none')}\n`)
  const formats = formatsOf(words, (await showCompany(ctx)).zone, 'EUR')
  const columns = [
    { head: words.say('jobs.id'), right: true }, { head: words.say('jobs.what') }, { head: words.say('jobs.why'), spare: 2 }, { head: words.say('jobs.asked'), spare: 1 },
    { head: words.say('jobs.by'), spare: 3 }, { head: words.say('jobs.state') },
  ]
  terminal.out(tableOf(columns, jobs.map((job) => rowOf(job, cli, formats)), terminal.columns))
  for (const { refusal, id } of jobs) if (refusal) terminal.out(`\n${id}: ${wrap(refusalText(words, refusal).trimEnd(), terminal.columns)}\n`)
}

function rowOf({ id, kind, reason, state, asked_at, asked_by, begun_at, ended_at, progress }: ShownJob, { words }: Cli, formats: Formats): string[] {
  const took = begun_at !== null && ended_at !== null ? ` (${formats.span(Date.parse(ended_at) - Date.parse(begun_at))})` : ''
  const stands = progress ? lineOf(progress, 0, words, false) : `${words.say(`job_state.${state}`)}${took}`
  return [String(id), words.say(`job_kind.${kind}`), words.say(`job_reason.${reason}`), formats.moment(asked_at), asked_by, stands]
}

async function cancel(cli: Cli, ctx: Context, text: string, json = false): Promise<void> {
  const job = orRefuse(await cancelJob(ctx, wholeOf('ID', text, 0, 1, Number.MAX_SAFE_INTEGER)))
  if (json) return printJson(cli, jobIn(cli.words, job))
  cli.terminal.out(`${cli.words.say(job.state === 'cancelled' ? 'job.cancelled' : 'job.stopping', { id: String(job.id) })}\n`)
}
