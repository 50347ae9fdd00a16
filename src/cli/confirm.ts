import { Failed, type Cli } from './cli.ts'

const ASKED = {
  clear: { word: 'clear.word', confirm: 'clear.confirm', refrained: 'clear.refrained', needs_yes: 'clear.needs_yes' },
  restore: { word: 'restore.word', confirm: 'restore.confirm', refrained: 'restore.refrained', needs_yes: 'restore.needs_yes' },
} as const

/** A word typed out is not typed by mistake. @throws Failed */
export async function confirm({ terminal, words }: Pick<Cli, 'terminal' | 'words'>, act: keyof typeof ASKED): Promise<void> {
  const said = ASKED[act]
  const word = words.say(said.word)
  const answer = await terminal.ask(words.say(said.confirm, { word }))
  if (answer?.trim().toLocaleLowerCase() === word) return
  refrain({ terminal, words }, answer, said)
}

/** The same with something of somebody's own in the place of a word: to be typed to the letter. @throws Failed */
export async function confirmTyped({ terminal, words }: Pick<Cli, 'terminal' | 'words'>, text: string, said: Said): Promise<void> {
  const answer = await terminal.ask(words.say('clear.confirm', { word: text }))
  if (answer?.trim() !== text.trim()) refrain({ terminal, words }, answer, said)
}

/** What is said to whoever did not confirm, or where nobody could. */
interface Said {
  readonly refrained: string
  readonly needs_yes: string
}

function refrain({ terminal, words }: Pick<Cli, 'terminal' | 'words'>, answer: string | null, said: Said): never {
  terminal.err(`${words.say(answer === null ? said.needs_yes : said.refrained)}\n`)
  throw new Failed('not confirmed')
}
