import type { Command, CommanderError } from 'commander'
import type { Words } from '#core/words/index.ts'

const TITLES: Readonly<Record<string, string>> = { 'Usage:': 'cli.usage', 'Arguments:': 'cli.arguments', 'Options:': 'cli.options', 'Commands:': 'cli.commands' }
const MESSAGES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'house.unknown_command',
  'commander.unknownOption': 'cli.unknown_option',
  'commander.missingArgument': 'cli.missing_argument',
  'commander.optionMissingArgument': 'cli.missing_value',
  'commander.missingMandatoryOptionValue': 'cli.missing_argument',
  'commander.excessArguments': 'cli.too_many',
}

/** Has a command, and all that are made below it, speak the operator's language. */
export function speak(command: Command, words: Words): Command {
  return command
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ styleTitle: (title) => (TITLES[title] ? words.say(TITLES[title]) : title) })
    .helpOption('-h, --help', words.say('cli.help'))
    .helpCommand(false)
}

/** What somebody typed that is not so, as they should read it: commander tells what and where in English sentences. */
export function misuseText(words: Words, error: CommanderError, command: string): string {
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const meant = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(error.message)?.[1]
  const id = MESSAGES[error.code]
  const said = id ? words.say(id, { name }) : words.say('cli.misused', { name: error.message.replace(/^error: /, '') })
  const todo = meant ? words.say('cli.did_you_mean', { name: meant }) : words.say('cli.see_help', { command }).replace('  ', ' ')
  return `${said}\n  ${todo}\n`
}
