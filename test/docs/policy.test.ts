import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { DEFAULT_POLICY, type Policy } from '#core/relationship/policy.ts'
import { wordsOf } from '#core/words/index.ts'
import { settingWhy } from '#core/words/setting.ts'

const manual = readFileSync(resolve(import.meta.dirname, '../../docs/reference/policy.md'), 'utf8')
const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([name, n]) => `${name} ${String(n)}`).join(', ') : String(value)

test('the manual lists every setting of the policy with its default and the reason for it, and no other', () => {
  const rows = (Object.keys(DEFAULT_POLICY) as (keyof Policy)[]).map((name) => `| \`${name}\` | ${shown(DEFAULT_POLICY[name])} | ${settingWhy(wordsOf('en'), name)} |`)
  expect(manual.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows)
})
