import { CommanderError, type Command } from 'commander'
import { refusalOfFailure } from '#actions/failure.ts'
import { Refused, type Refusal } from '#contract/refusals.ts'
import { Failed, type Cli } from './cli.ts'
import { misuseText } from './help.ts'
import { programOf } from './program.ts'
import { refusalText } from './refusal.ts'

/** What a command that did not do what it was asked ends with; 2 is for one that was asked wrongly, as shells have it. */
const REFUSED = 1
const MISUSED = 2

/** Carries out a command line. What is refused is said, what is a bug is thrown. @returns the exit code */
export async function runCli(args: readonly string[], cli: Cli): Promise<number> {
  const program = programOf(cli)
  try {
    await program.parseAsync(args.length === 0 ? ['start'] : [...args], { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof Failed) return REFUSED
    if (!(error instanceof CommanderError)) return refused(error, cli)
    if (error.exitCode === 0) return 0
    if (error.code !== 'commander.help') cli.terminal.err(misuseText(cli.words, error, commandIn(program, args)))
    return MISUSED
  }
}

/** Says what was refused, or that the machine failed us. @throws what is a bug */
function refused(error: unknown, { terminal, words }: Cli): number {
  const failure = refusalOfFailure(error)
  if (!(error instanceof Refused) && !failure) throw error
  for (const refusal of error instanceof Refused ? error.refusals : [failure as Refusal]) terminal.err(refusalText(words, refusal))
  return REFUSED
}

/** The names of the commands that a line begins with. */
function commandIn(program: Command, args: readonly string[]): string {
  const names: string[] = []
  let command: Command | undefined = program
  for (const arg of args) {
    command = command.commands.find((below) => below.name() === arg)
    if (!command) break
    names.push(arg)
  }
  return names.join(' ')
}
