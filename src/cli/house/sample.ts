import type { Command } from 'commander'
import { sampleEnd } from '#actions/house/sample-end.ts'
import { writeSample } from '#actions/house/write-sample.ts'
import { formatsOf } from '#core/words/format.ts'
import { playSample } from '#sample/play.ts'
import { Failed, type Cli } from '#cli/cli.ts'
import { wholeOf } from '#cli/options.ts'
import { progressBar } from '#cli/progress.ts'
import { orRefuse } from '#cli/refusal.ts'

interface Options {
  readonly customers?: string
  readonly years?: string
  readonly seed?: string
  readonly end?: string
  readonly out: string
  readonly hidden?: boolean
}

const USUAL = 6000

export function sampleCommand(program: Command, cli: Cli): void {
  const { words } = cli
  program
    .command('sample')
    .description(words.say('cli.command.sample'))
    .option('--customers <N>', words.say('cli.option.customers', { default: USUAL }))
    .option('--years <N>', words.say('cli.option.years'))
    .option('--seed <N>', words.say('cli.option.seed'))
    .option('--end <DAY>', words.say('cli.option.end'))
    .requiredOption('--out <FOLDER>', words.say('cli.option.out'))
    .option('--hidden', words.say('cli.option.hidden'))
    .action((options: Options) => write(cli, options))
}

async function write(cli: Cli, options: Options): Promise<void> {
  const customers = wholeOf('customers', options.customers, USUAL, 1, 100_000_000)
  const years = wholeOf('years', options.years, 3, 1, 20)
  const seed = wholeOf('seed', options.seed, 1, 0, 2 ** 31 - 1)
  const end = orRefuse(sampleEnd('Europe/Tallinn', cli.now(), options.end))
  const begun = performance.now()
  const bar = progressBar(cli)
  const signal = cli.untilStopped()
  const written = await writeSample({
    played: playSample({ customers, years, seed, end }), customers, out: options.out, hidden: options.hidden === true, onProgress: bar.onProgress, signal,
  }).finally(bar.end)
  const span = formatsOf(cli.words, 'UTC', 'EUR').span(performance.now() - begun)
  cli.terminal.out(`${cli.words.say('sample.written', { ...orRefuse(written), span })}\n`)
  if (signal.aborted) throw new Failed('stopped')
}
