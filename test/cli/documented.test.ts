import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { programOf } from '#cli/program.ts'
import { LANGUAGES } from '#core/history/kinds.ts'
import { cliHere, run } from './cli-here.ts'

const program = programOf(cliHere({}, { out: '', err: '' }))

/** Every command that does something, with what it takes, as `key create: NAME, --json`. */
function takenBy(command: Command, above = ''): string[] {
  return command.commands.flatMap((below) => {
    const name = `${above}${below.name()}`
    if (below.commands.length > 0) return takenBy(below, `${name} `)
    const taken = [...below.registeredArguments.map((argument) => `${argument.name()}${argument.variadic ? '...' : ''}`), ...below.options.map((option) => option.flags.replaceAll(/[<>]/g, ''))]
    return [`${name}: ${taken.toSorted().join(', ')}`]
  })
}

/** The same, as the manual says it. */
function takenByManual(text: string): string[] {
  return text.split(/^## /m).slice(1).map((section) => {
    const [name = ''] = section.split('\n')
    const taken = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, first]) => first as string)
    return `${name}: ${taken.toSorted().join(', ')}`
  })
}

test('the manual lists every command with all it takes, and no others', () => {
  const manual = takenByManual(readFileSync(new URL('../../docs/reference/commands.md', import.meta.url), 'utf8'))
  expect(manual.toSorted()).toEqual(takenBy(program).toSorted())
  expect(manual.length).toBeGreaterThan(10)
})

test.each(LANGUAGES)('help is in %s, down to its titles', async (language) => {
  const { code, out } = await run('customers --help', { language })
  expect(code).toBe(0)
  for (const english of ['Usage:', 'Options:', 'display help']) if (language !== 'en') expect(out).not.toContain(english)
  expect(out).toContain('--min')
})

test('every command has help, and needs no database for it', async () => {
  for (const line of takenBy(program)) {
    const { code, out } = await run(`${(line.split(':')[0] as string)} --help`)
    expect([line, code]).toEqual([line, 0])
    expect(out).toContain('--help')
  }
})
