import type { PolicyAnswer, PolicyVersionsAnswer } from '#contract/relationship/policy-answers.ts'
import type { Formats } from '#core/words/format.ts'
import type { Cli } from '#cli/cli.ts'
import { paintOn } from '#cli/paint.ts'
import { tableOf, wrap } from '#cli/table.ts'

type Here = Pick<Cli, 'terminal' | 'words'>
type Setting = PolicyAnswer['settings'][number]

const boundsText = ({ least, most, choices }: Setting): string => (choices ? choices.join(', ') : `${least} … ${most}`)

/** Settings are shown as they are written in a command, whatever the language. */
export const changesText = (changes: readonly { name: string; from: number | string; to: number | string }[]): string =>
  changes.map(({ name, from, to }) => `${name} ${from} → ${to}`).join(', ')

const MEANS_LEAST = 24

/** The policy in force, every setting of it; those that differ from their default stand out. */
export function policyText({ terminal, words }: Here, policy: PolicyAnswer, formats: Formats): string {
  const paint = paintOn(terminal)
  const width = Math.min(terminal.columns, 140)
  const made = words.say('policy.made', { by: policy.by, day: formats.day(policy.made_at), reason: policy.reason })
  const again = policy.same_as === null ? '' : ` · ${words.say('policy.same_as', { version: String(policy.same_as) })}`
  const next = policy.next && words.say('policy.next', { version: String(policy.next.version), by: policy.next.by, reason: policy.next.reason })
  const head = `${paint.strong(words.say('policy.in_force', { version: String(policy.version), moment: formats.moment(policy.since) }))}${again}\n${wrap(made, width)}\n`
  const columns = [
    { head: words.say('policy.setting') }, { head: words.say('policy.value'), right: true }, { head: words.say('policy.default'), right: true },
    { head: words.say('policy.bounds'), right: true, spare: 1 }, { head: words.say('policy.means'), least: MEANS_LEAST, wraps: true },
  ]
  const rows = policy.settings.map((setting) => {
    const own = setting.value !== setting.default
    return [setting.name, own ? paint.strong(String(setting.value)) : String(setting.value), own ? String(setting.default) : '', boundsText(setting), setting.means]
  })
  return `${head}${next ? `${wrap(next, width)}\n` : ''}\n${tableOf(columns, rows, width)}`
}

/** Every version, the newest first. */
export function versionsText({ terminal, words }: Here, { versions }: PolicyVersionsAnswer, formats: Formats): string {
  const columns = [
    { head: words.say('policy.version'), right: true }, { head: words.say('policy.when') }, { head: words.say('policy.who'), spare: 2 }, { head: words.say('policy.told_as'), spare: 1 },
    { head: words.say('policy.changes'), least: MEANS_LEAST, wraps: true }, { head: words.say('policy.why'), least: MEANS_LEAST, wraps: true },
  ]
  const rows = versions.map(({ version, made_at, by, reason, same_as, changes, tellings }) => [
    String(version), formats.moment(made_at), by,
    tellings.map(({ id, state }) => (state === 'current' ? words.say('policy.is_read', { id: String(id) }) : String(id))).join(', '),
    changesText(changes), same_as === null ? reason : `${reason} (${words.say('policy.same_as', { version: String(same_as) })})`,
  ])
  return tableOf(columns, rows, terminal.columns)
}
