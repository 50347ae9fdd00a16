import { CommanderError, type Command } from 'commander'
import { Refused } from '#contract/refusals.ts'
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
    if (error instanceof Refused) {
      for (const refusal of error.refusals) cli.terminal.err(refusalText(cli.words, refusal))
      return REFUSED
    }
    if (error instanceof Failed) return REFUSED
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    if (error.code !== 'commander.help') cli.terminal.err(misuseText(cli.words, error, commandIn(program, args)))
    return MISUSED
  }
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
