import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { loadSample, wantsSample } from '#actions/house/load-sample.ts'
import { showCompany } from '#actions/house/name-company.ts'
import { sampleEnd } from '#actions/house/sample-end.ts'
import { settleUnfinished } from '#actions/history/import/settle-unfinished.ts'
import type { Context } from '#actions/context.ts'
import { formatsOf } from '#core/words/format.ts'
import { startKeepingTime } from '#jobs/keep-time.ts'
import { startKeepingReady } from '#jobs/keep-ready.ts'
import { startWorking } from '#jobs/run-jobs.ts'
import { playSample } from '#sample/play.ts'
import { progressBar } from '#cli/progress.ts'
import { orRefuse } from '#cli/refusal.ts'
import type { Cli } from '#cli/cli.ts'
import { MOST_STOPPING_MS, serve } from './serve.ts'

/** The sample company that an empty database gets: large enough that every state and unit has somebody, small enough for seconds. */
const SAMPLE = { customers: 6000, years: 3, seed: 1 } as const

export function startCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program.command('start').description(words.say('cli.command.start')).option('--empty', words.say('cli.option.empty')).action((options: { empty?: boolean }) => start(cli, options.empty === true))
}

async function start(cli: Cli, empty: boolean): Promise<void> {
  const settings = cli.settings()
  const stopped = cli.untilStopped()
  await cli.inHouse(async (ctx) => {
    const bar = progressBar(cli)
    await settleUnfinished(ctx, bar.onProgress)
    bar.end()
    if (!(await prepareSample(cli, ctx, empty, stopped))) return
    const server = await serve(cli, ctx, settings)
    const keeper = startKeepingTime(ctx, server.log('keep-time'))
    const worker = startWorking(ctx, server.log('jobs'))
    const warmer = startKeepingReady(ctx, server.log('keep-ready'))
    await new Promise<void>((resolve) => (stopped.aborted ? resolve() : stopped.addEventListener('abort', () => resolve(), { once: true })))
    cli.terminal.err(`${cli.words.say('house.stopping')}\n`)
    const ended = Promise.all([server.close(), keeper.stop(), worker.stop(), warmer.stop()])
    await Promise.race([ended, sleep(MOST_STOPPING_MS, undefined, { ref: false })])
  })
}

/** Puts the sample company into an empty database, or says that it is there. @returns false where somebody stopped it */
async function prepareSample(cli: Cli, ctx: Context, empty: boolean, stopped: AbortSignal): Promise<boolean> {
  const { terminal, words } = cli
  if (!empty && (await wantsSample(ctx))) return loadWithBar(cli, ctx, stopped)
  const company = await showCompany(ctx)
  if (company.sample) terminal.err(`${words.say('start.is_sample', { name: company.name })}\n`)
  return !stopped.aborted
}

async function loadWithBar(cli: Cli, ctx: Context, stopped: AbortSignal): Promise<boolean> {
  const { terminal, words } = cli
  const begun = performance.now()
  const bar = progressBar(cli)
  const end = orRefuse(sampleEnd('Europe/Tallinn', cli.now()))
  const played = playSample({ ...SAMPLE, end })
  const { name } = played.company
  terminal.err(`${words.say('start.sample', { name, ...SAMPLE })}\n`)
  try {
    const summary = await loadSample(ctx, played, { customers: SAMPLE.customers, onProgress: bar.onProgress, signal: stopped })
    bar.end()
    const span = formatsOf(words, 'UTC', 'EUR').span(performance.now() - begun)
    terminal.err(`${words.say('start.sample_loaded', { name, facts: summary.facts.taken, span })}\n`)
    return !stopped.aborted
  } catch (error) {
    bar.end()
    if (!stopped.aborted) throw error
    terminal.err(`${words.say('start.interrupted')}\n`)
    return false
  }
}
